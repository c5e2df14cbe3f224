import { channel, cue, every, html, network, ws } from "swapscope"

const numbers = channel("numbers")

ws("/numbers", { channel: numbers, catchUp: "replay", heartbeat: "30s" })

const more = () => numbers.publish(n => html`<p id="number" hx-swap-oob="innerHTML">${n}</p>`)
every("1s", more)

cue("One more", more)
cue("Cut B for 1 s", () => network.cut("B", { for: "1s" }))
