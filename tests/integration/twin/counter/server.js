import { channel, every, html, params, sse } from "swapscope"

const counter = channel("counter", { history: Number(params.history) })
const counted = []

const cell = n => html`<span data-update="${n}" data-epoch="${params.epoch}">${n}</span>`

sse("/counter", {
  channel: counter,
  catchUp: params.catchUp,
  retry: "100ms",
  snapshot(client) {
    return html`<div id="row" hx-swap-oob="innerHTML">${counted.map(cell)}</div>`
  },
})

every("120ms", () => counter.publish(n => {
  counted.push(n)
  return cell(n)
}))
