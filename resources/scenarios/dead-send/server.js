import { channel, cue, html, raw, server, ws } from "swapscope"

const forms = channel("forms", { history: 5 })
const send = raw(server.htmx === "4" ? "hx-ws:send" : "ws-send")

const form = () => html`<form ${send}><input id="word" name="word" placeholder="A word…" aria-label="A word" autocomplete="off"><button>Send</button></form>`

ws("/words", {
  channel: forms,
  heartbeat: "20s",
  message(client, form) {
    client.send(html`<ol id="feed" hx-swap-oob="beforeend"><li>${form.word}</li></ol>`)
  },
})

cue("Send the form anew, wrongly", () => forms.publish(html`<div id="say" hx-swap-oob="innerHTML">${form()}</div><p id="" hx-swap-oob="true"></p>`))
cue("Send the form anew, rightly", () => forms.publish(html`<div id="say" hx-swap-oob="innerHTML">${form()}</div>`))
