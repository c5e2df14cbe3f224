import { channel, every, get, html, sse } from "swapscope"

const first = channel("first", { history: 5 })
const second = channel("second", { history: 5 })

sse("/first", { channel: first, retry: "1s", heartbeat: "20s" })
sse("/second", { channel: second, retry: "1s", heartbeat: "20s" })

every("15s", n => {
  first.publish(html`${n}`)
  second.publish(html`${n}`)
})

get("/gone", () => html`<p class="dim">closed by htmx</p>`)
