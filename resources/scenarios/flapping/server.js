import { channel, cue, every, html, network, ws } from "swapscope"

const pulse = channel("pulse", { history: 50 })

ws("/feed", { channel: pulse, heartbeat: "20s" })

every("1s", n => pulse.publish(html`<ol id="feed" hx-swap-oob="beforeend"><li><b>${n}</b> beat</li></ol>`))

cue("Flap for 12 s", () => {
  network.flap("A", { for: "12s" })
  network.cut("A", { for: "1s" })
})
