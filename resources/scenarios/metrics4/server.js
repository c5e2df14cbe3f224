import { channel, cue, every, get, html, random, sse } from "swapscope"

const metrics = channel("metrics")

sse("/metrics", { channel: metrics, catchUp: "replay", retry: "1s", heartbeat: "15s" })

let cpu = 35
let memory = 58
const wander = (x, by) => Math.min(99, Math.max(2, x + Math.round(random() * 2 * by - by)))

function measure() {
  cpu = wander(cpu, 20)
  memory = wander(memory, 4)
  // Without hx-swap a partial replaces what is in its target.
  metrics.publish(html`
    <hx-partial hx-target="#cpu">${cpu} %</hx-partial>
    <hx-partial hx-target="#memory">${memory} %</hx-partial>
    <hx-partial hx-target="#history" hx-swap="beforeend"><i style="height: ${cpu}%"></i></hx-partial>`)
}
every("1s", measure)

// The button's hx-vals arrive as fields: here in the address, for it is a GET.
get("/disk", req => html`
  <hx-partial hx-target="#disk">${req.query.unit === "GB" ? "412 GB" : "77 %"} free</hx-partial>`)

cue("Measure now", measure)
