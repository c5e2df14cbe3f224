import { channel, cue, every, html, network, ws } from "swapscope"

const pulse = channel("pulse", { history: 50 })

ws("/feed", { channel: pulse, heartbeat: "20s" })

every("1s", n => pulse.publish(html`<ol id="feed" hx-swap-oob="beforeend"><li><b>${n}</b> beat</li></ol>`))

cue("Cut everybody for 15 s", () => network.cut("*", { for: "15s" }))
cue("Cut B for 2 s", () => network.cut("B", { for: "2s" }))
