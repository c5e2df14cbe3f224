import { channel, every, html, params, ws } from "swapscope"

const room = channel("room", { history: Number(params.history) })
const said = []

const line = n => html`<p data-update="${n}" data-epoch="${params.epoch}">${n}</p>`

ws("/room", {
  channel: room,
  catchUp: params.catchUp,
  snapshot(client) {
    return html`<div id="messages" hx-swap-oob="innerHTML">${said.map(line)}</div>`
  },
})

const publish = () => room.publish(n => {
  said.push(n)
  return html`<div id="messages" hx-swap-oob="beforeend">${line(n)}</div>`
})

// Now and then several at once, which reach the page in one piece.
every("120ms", n => {
  for (let i = n % 4 === 0 ? 4 : 1; i > 0; i--) publish()
})
