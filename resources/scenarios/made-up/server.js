import { channel, every, get, html, params, server, sse, ws } from "swapscope"

const clock = channel("clock", { history: 5 })
ws("/clock", { channel: clock, heartbeat: "20s" })
sse("/ticks", { channel: clock, retry: "1s", heartbeat: "15s" })

every("1s", () => clock.publish(html`<b id="clock" hx-swap-oob="innerHTML">${new Date().toTimeString().slice(0, 8)}</b>`))

// The same page with attributes that exist, each in its version's way.
if (params.page === "mended") get("/", () => {
  const inside = html`<h1>Clock</h1><p class="dim">It runs.</p><p class="big"><b id="clock">--:--:--</b></p>`
  const main = server.htmx === "4"
    ? html`<main hx-ws:connect="/clock">${inside}</main>`
    : html`<main hx-ext="ws" ws-connect="/clock">${inside}</main>`
  return html`<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Clock</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/static/style.css">
  <script src="/htmx/htmx.js"></script>
  <script src="/htmx/ext/ws.js"></script>
</head>
<body>${main}</body>
</html>`
})
