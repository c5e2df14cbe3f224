import { cue, get, html, sse, ws } from "swapscope"

// A is served as htmx 2 likes it, B as both versions understand it.
const old = client => client.name === "A"

const open = { one: new Set(), two: new Set(), three: new Set() }
const keep = name => ({
  heartbeat: "15s",
  open(client) { open[name].add(client) },
  close(client) { open[name].delete(client) },
})
ws("/one", keep("one"))
sse("/two", keep("two"))
ws("/three", keep("three"))

let n = 0

// 1. In htmx 2 every root of a socket's message is swapped by its id. In htmx 4 only if it says hx-swap-oob.
cue("1. By its id", () => {
  n += 1
  open.one.forEach(client => client.send(old(client)
    ? html`<p id="one">Message ${n}</p>`
    : html`<p id="one" hx-swap-oob="true">Message ${n}</p>`))
})

// 2. In htmx 2 an element listens to an event's name. In htmx 4 only events without a name are swapped.
cue("2. By an event's name", () => {
  n += 1
  open.two.forEach(client => old(client)
    ? client.send(html`Message ${n}`, { event: "news", id: n })
    : client.send(html`Message ${n}`, { id: n }))
})

// 3. In htmx 2 every attribute is inherited. In htmx 4 only those that end in :inherited.
cue("3. By inheritance", () => {
  open.three.forEach(client => client.send(old(client)
    ? html`<p id="three" hx-swap-oob="true"><button id="like" hx-get="/like">Like</button></p>`
    : html`<p id="three" hx-swap-oob="true"><button id="like" hx-get="/like" hx-target="#likes">Like</button></p>`))
})

const likes = { A: 0, B: 0 }
get("/like", req => html`${likes[req.client] = (likes[req.client] ?? 0) + 1} likes`)
