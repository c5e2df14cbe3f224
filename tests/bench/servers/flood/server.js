import { channel, every, html, params, ws } from "swapscope"

const room = channel("room", { history: 10 })
ws("/room", { channel: room })

// A timer runs at most a thousand times a second.
const beats = Math.min(1000, Number(params.rate))
every(`${1000 / beats}ms`, n => {
  for (let i = 0; i < Number(params.rate) / beats; i++)
    room.publish(html`<p id="last" hx-swap-oob="true">${n}</p>`)
})
