import { channel, cue, every, get, html, random, sse, server } from "swapscope"

const quotes = channel("quotes")

sse("/quotes", {
  channel: quotes,
  catchUp: "replay",
  retry: "1s",
  heartbeat: "15s",
})

let price = 100
function quote() {
  price += Math.round(random() * 400 - 200) / 100
  quotes.publish(html`${price.toFixed(2)}`)
}
every("1s", quote)

// htmx 2: the element that connects is fetched by the click.
get("/watch", () => html`<p class="price" sse-connect="/quotes" sse-swap="message">…</p>`)

// What stands there without a stream. In htmx 4 it is the element that will connect when Watch is pressed again.
get("/stop", () => server.htmx === "4"
  ? html`<p class="price" hx-sse:connect="/quotes" hx-trigger="click from:#watch">–</p>`
  : html`<p class="price">–</p>`)

cue("One quote", quote)
