import { channel, every, html, sse, ws } from "swapscope"

const clock = channel("clock", { history: 5 })
ws("/clock", { channel: clock, heartbeat: "20s" })
sse("/ticks", { channel: clock, retry: "1s", heartbeat: "15s" })

every("1s", () => clock.publish(html`<b id="clock" hx-swap-oob="innerHTML">${new Date().toTimeString().slice(0, 8)}</b>`))
