import { channel, cue, html, ws } from "swapscope"

const log = channel("log", { history: 20 })
let n = 0

ws("/log", { channel: log, heartbeat: "20s" })

const row = text => html`<tr><td>${++n}</td><td>${text}</td></tr>`

cue("Good", () => log.publish(html`<tbody id="rows" hx-swap-oob="beforeend">${row("arrived")}</tbody>`))
cue("Misspelt id", () => log.publish(html`<div id="row" hx-swap-oob="beforeend"><p>${++n} is lost</p></div>`))
cue("A row without its table", () => log.publish(html`<tr id="rows" hx-swap-oob="beforeend"><td>${++n}</td><td>lost its cells</td></tr>`))
cue("A row in its tbody", () => log.publish(html`<tbody id="rows" hx-swap-oob="beforeend">${row("arrived whole")}</tbody>`))
