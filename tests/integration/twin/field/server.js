import { channel, cue, every, html, params, ws } from "swapscope"

const field = channel("field", { history: Number(params.history) })

const mark = n => `${params.epoch}.${n}`
const line = n =>
  html`<p data-update="${n}" data-epoch="${params.epoch}" data-mark="${mark(n)}" data-by="update">${mark(n)}</p>`

// The page has 0 at first, so a new document gets everything that the history has.
ws("/field", { channel: field, catchUp: params.catchUp, cursor: "page", heartbeat: "500ms" })

const publish = () => field.publish(n => html`<div id="messages" hx-swap-oob="beforeend">${line(n)}</div>
  <input type="hidden" id="cursor" name="cursor" value="${n}" hx-swap-oob="true">`)

// Now and then several at once, which reach the page in one piece.
every("120ms", n => {
  for (let i = n % 4 === 0 ? 4 : 1; i > 0; i--) publish()
})

cue("One more", publish)
