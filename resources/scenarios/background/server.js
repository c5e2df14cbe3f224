import { channel, cue, every, html, params, ws } from "swapscope"

// The same numbers on two channels, one for each connection of a page.
for (const name of ["pausing", "staying"]) {
  const numbers = channel(name)

  ws("/" + name, { channel: numbers, catchUp: params.catchUp, heartbeat: "30s" })

  const more = () => numbers.publish(n => html`<p id="${name}" hx-swap-oob="beforeend"><b>${n}</b></p>`)
  every("1s", more)
  cue(`One more for ${name}`, more)
}
