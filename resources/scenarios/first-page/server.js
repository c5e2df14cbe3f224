import { channel, cue, every, html, params, sse, ws } from "swapscope"

// What everybody hears, numbered and remembered.
const room = channel("room", { history: 100 })
const clock = channel("clock", { history: 1 })

ws("/room", {
  channel: room,
  catchUp: params.catchUp,
  heartbeat: "20s",
  message(client) {
    room.publish(html`<ol id="feed" hx-swap-oob="beforeend"><li><b>${client.name}</b> waves</li></ol>`)
  },
})

sse("/clock", { channel: clock, retry: "1s", heartbeat: "15s" })
every("1s", () => clock.publish(html`${new Date().toTimeString().slice(0, 8)}`))

// A button in the window, for what no page does.
cue("The server waves", () => room.publish(html`<ol id="feed" hx-swap-oob="beforeend"><li><b>server</b> waves</li></ol>`))
