import { channel, cue, every, get, html, random, sse } from "swapscope"

const feed = channel("feed")

sse("/feed", {
  channel: feed,
  catchUp: "replay",
  retry: "1s",
  heartbeat: "15s",
})

// A wandering number for each panel; every one goes out under its own event name.
let visitors = 240
let load = 0.42
const within = (low, x, high) => Math.min(high, Math.max(low, x))

every("1s", () => {
  visitors += Math.round(random() * 21) - 10
  feed.publish(html`${visitors}`, { event: "visitors" })
})
every("1500ms", () => {
  load = within(0.05, load + random() * 0.3 - 0.15, 0.98)
  feed.publish(html`<meter min="0" max="1" high="0.8" value="${load.toFixed(2)}"></meter>
                    ${Math.round(load * 100)} %`, { event: "cpu" })
})

// This event says only that something is new. Who is interested asks.
let orders = 17
const goods = ["a tea pot", "two candles", "a wool blanket", "an umbrella"]
function order() {
  orders += 1
  feed.publish(String(orders), { event: "orders" })
}
get("/orders", () => html`${orders} <small>last: ${goods[orders % goods.length]}</small>`)

cue("An order comes in", order)
