import { channel, cue, every, get, html, network, server, ws } from "swapscope"

const lines = channel("lines", { history: 100 })
const all = []

const line = n => html`<li data-update="${n}"><b>${n}</b> ${["tick", "tock"][n % 2]}</li>`

// One channel behind three sockets that differ in nothing but what they do for one who returns.
const returning = {
  None: { channel: lines, heartbeat: "20s" },
  Replay: { channel: lines, catchUp: "replay", heartbeat: "20s" },
  Snapshot: {
    channel: lines,
    catchUp: "snapshot",
    heartbeat: "20s",
    snapshot: () => html`<ol id="feed" hx-swap-oob="innerHTML">${all.map(line)}</ol>`,
  },
}
Object.keys(returning).forEach(name => ws("/" + name.toLowerCase(), returning[name]))

every("1s", () => lines.publish(n => {
  all.push(n)
  if (all.length > 200) all.shift()
  return html`<ol id="feed" hx-swap-oob="beforeend">${line(n)}</ol>`
}))

// The same page for all; only the socket differs, by who asks.
const words = { None: "Nothing comes back.", Snapshot: "The present comes back.", Replay: "The past comes back." }

get("/", req => {
  const way = words[req.client] ? req.client : "None"
  const path = "/" + way.toLowerCase()
  const list = html`<h1>${way}</h1><p class="dim">${words[way]}</p>
    <div class="scroll"><ol id="feed" aria-live="polite"></ol></div>`
  const main = server.htmx === "4"
    ? html`<main hx-ws:connect="${path}">${list}</main>`
    : html`<main hx-ext="ws" ws-connect="${path}">${list}</main>`
  return html`<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>${way}</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/static/style.css">
  <script src="/htmx/htmx.js"></script>
  <script src="/htmx/ext/ws.js"></script>
</head>
<body>${main}</body>
</html>`
})

cue("Cut all for 5 s", () => network.cut("*", { for: "5s" }))
