import { channel, cue, every, html, params, sse } from "swapscope"

const counter = channel("counter", { history: Number(params.history) })
const counted = []

const mark = n => `${params.epoch}.${n}`
const cell = by => n =>
  html`<span data-update="${n}" data-epoch="${params.epoch}" data-mark="${mark(n)}" data-by="${by}">${mark(n)}</span>`

sse("/counter", {
  channel: counter,
  catchUp: params.catchUp,
  retry: "100ms",
  snapshot(client) {
    return html`<div id="row" hx-swap-oob="innerHTML">${counted.map(cell("snapshot"))}</div>`
  },
})

const publish = () => counter.publish(n => {
  counted.push(n)
  return cell("update")(n)
})

// Now and then several at once, which reach the page in one piece.
every("120ms", n => {
  for (let i = n % 4 === 0 ? 4 : 1; i > 0; i--) publish()
})

cue("One more", publish)
