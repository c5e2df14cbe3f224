import { channel, cue, every, html, network, ws } from "swapscope"

const clock = channel("clock")
const time = () => html`<p id="now" hx-swap-oob="innerHTML">${new Date().toTimeString().slice(0, 8)}</p>`

// Only the latest time counts, so who comes back gets that: a snapshot.
ws("/clock", { channel: clock, catchUp: "snapshot", snapshot: time, heartbeat: "30s" })

every("1s", () => clock.publish(time()))

cue("Cut B for 5 s", () => network.cut("B", { for: "5s" }))
cue("Goodbye (1000)", () => network.close("B", { code: 1000, reason: "goodbye" }))
