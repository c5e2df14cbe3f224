import { channel, cue, every, html, network, params, sse } from "swapscope"

const numbers = channel("numbers", { history: Number(params.history) })

sse("/numbers", { channel: numbers, catchUp: "replay", retry: "500ms", heartbeat: "15s" })

every("1s", () => numbers.publish(
  n => html`<ol id="feed" hx-swap-oob="beforeend"><li data-update="${n}"><b>${n}</b></li></ol>`))

cue("Cut B for 10 s", () => network.cut("B", { for: "10s" }))
