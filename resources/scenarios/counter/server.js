import { channel, cue, every, html, network, params, server, sse } from "swapscope"

const counter = channel("counter", { history: 100 })
const counted = []   // what a snapshot shows: the last 500 numbers

// Two regions in one event: the row grows by what stands here, the big number is replaced out of band.
const cell = n => html`<span data-update="${n}">${n}</span>`
const big = n => html`<b id="number" hx-swap-oob="innerHTML">${n}</b>`

function count() {
  counter.publish(n => {
    counted.push(n)
    if (counted.length > 500) counted.shift()
    return html`${big(n)}${cell(n)}`
  })
}

sse("/counter", {
  channel: counter,
  catchUp: params.catchUp,   // none | snapshot | replay
  retry: "1s",
  heartbeat: "15s",
  snapshot(client) {
    return html`${big(counter.last)}<div id="row" hx-swap-oob="innerHTML">${counted.map(cell)}</div>`
  },
})

every("1s", count)

cue("Count once", count)
cue("Count ten", () => {
  for (let i = 0; i < 10; i++) count()
})
cue("Cut B for 5 s", () => network.cut("B", { for: "5s" }))
cue("Freeze B for 5 s", () => network.freeze("B", { for: "5s" }))
cue("Deploy (down 3 s)", () => server.restart({ down: "3s" }))
