import { channel, cue, every, html, server, ws } from "swapscope"

const view = channel("view", { history: 1 })
const names = { Even: [], Spread: [] }   // arrivals since the deploy, in milliseconds
let began = Date.now()
let here = 0
let changed = true

ws("/door", {
  heartbeat: "20s",
  open(client) {
    here++
    names[client.name].push(Date.now() - began)
    changed = true
  },
  close() {
    here--
    changed = true
  },
})

// Bars of 100 ms over six seconds.
const bars = list => {
  const counts = Array(60).fill(0)
  list.forEach(t => { if (t < 6000) counts[Math.floor(t / 100)]++ })
  return counts.map(n => html`<i style="height:${Math.min(100, n * 2)}%" title="${n}"></i>`)
}
const picture = () => html`<div id="view" hx-swap-oob="innerHTML">
  <p><b>${here}</b> of 100 are here</p>
  <h2>Fixed wait</h2><div class="bars even">${bars(names.Even)}</div>
  <h2>With jitter</h2><div class="bars spread">${bars(names.Spread)}</div>
  <p class="axis"><span>deploy</span><span>2 s</span><span>4 s</span><span>6 s</span></p></div>`

ws("/view", { channel: view, catchUp: "snapshot", heartbeat: "20s", snapshot: picture })

every("250ms", () => {
  if (!changed) return
  changed = false
  view.publish(picture())
})

cue("Deploy", () => {
  names.Even.length = 0
  names.Spread.length = 0
  began = Date.now()
  server.restart({ down: "600ms", code: 1012, reason: "deploy" })
})
