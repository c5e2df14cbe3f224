import { channel, cue, every, get, html, raw, server, ws } from "swapscope"

const readings = channel("readings", { history: 20 })
let n = 0
const value = () => Math.round(500 + 400 * Math.sin(n / 15))
const reading = () => html`<ol id="feed" hx-swap-oob="beforeend"><li><b>${++n}</b> ${value()} hPa</li></ol>`

ws("/readings", { channel: readings, heartbeat: "20s" })

every("100ms", () => readings.publish(reading()))

cue("A busy night", () => {
  const rows = []
  for (let i = 0; i < 1000; i++) rows.push(html`<li><b>${++n}</b> ${value()} hPa</li>`)
  readings.publish(html`<ol id="feed" hx-swap-oob="beforeend">${rows}</ol>`)
})

// The cure, in the page: keep the last fifty.
const trim = raw("while (feed.children.length > 50) feed.firstElementChild.remove()")

get("/", req => {
  const trimmed = req.client === "Trimmed"
  const cure = !trimmed ? "" : server.htmx === "4"
    ? html`<script>document.addEventListener("htmx:ws:after:message:incoming", () => { ${trim} })</script>`
    : html`<script>document.addEventListener("htmx:wsAfterMessage", () => { ${trim} })</script>`
  const list = html`<h1>${req.client}</h1>
    <p class="dim">${trimmed ? "Keeps the last fifty." : "Keeps everything."}</p>
    <p class="count"><b id="nodes">0</b> nodes</p>
    <svg id="curve" viewBox="0 0 240 60" preserveAspectRatio="none" aria-hidden="true"><polyline points=""/></svg>
    <div class="scroll"><ol id="feed"></ol></div>`
  const main = server.htmx === "4"
    ? html`<main hx-ws:connect="/readings">${list}</main>`
    : html`<main hx-ext="ws" ws-connect="/readings">${list}</main>`
  return html`<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>${req.client}</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/static/style.css">
  <script src="/htmx/htmx.js"></script>
  <script src="/htmx/ext/ws.js"></script>
  <script src="/static/curve.js" defer></script>
  ${cure}
</head>
<body>${main}</body>
</html>`
})
