import { channel, cue, every, html, network, sse, ws } from "swapscope"

const socket = channel("socket")
const stream = channel("stream")

const wsLast = text => html`<b id="ws-last" hx-swap-oob="innerHTML">${text}</b>`
const sseLast = text => html`${text}`

ws("/socket", {
  channel: socket,
  catchUp: "snapshot",
  snapshot: () => wsLast(socket.last),
  heartbeat: "30s",
  message(client) { client.send(wsLast("heard")) },
})

sse("/stream", {
  channel: stream,
  catchUp: "snapshot",
  snapshot: () => sseLast(stream.last),
  retry: "1s",
  heartbeat: "15s",
})

let ended = false
every("2s", () => {
  socket.publish(n => wsLast(n))
  if (!ended) stream.publish(n => sseLast(n))
})

cue("End the stream", () => {
  ended = true
  stream.publish("bye", { event: "bye" })
})
cue("Cut A for 2 s", () => network.cut("A", { for: "2s" }))
