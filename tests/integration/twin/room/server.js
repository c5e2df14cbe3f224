import { channel, cue, every, html, params, ws } from "swapscope"

const room = channel("room", { history: Number(params.history) })
const said = []

const mark = n => `${params.epoch}.${n}`
const line = by => n =>
  html`<p data-update="${n}" data-epoch="${params.epoch}" data-mark="${mark(n)}" data-by="${by}">${mark(n)}</p>`

ws("/room", {
  channel: room,
  catchUp: params.catchUp,
  heartbeat: "500ms",
  snapshot(client) {
    return html`<div id="messages" hx-swap-oob="innerHTML">${said.map(line("snapshot"))}</div>`
  },
})

const publish = () => room.publish(n => {
  said.push(n)
  return html`<div id="messages" hx-swap-oob="beforeend">${line("update")(n)}</div>`
})

// Now and then several at once, which reach the page in one piece.
every("120ms", n => {
  for (let i = n % 4 === 0 ? 4 : 1; i > 0; i--) publish()
})

cue("One more", publish)
