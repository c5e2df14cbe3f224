import { channel, cue, every, html, network, params, raw, server, ws } from "swapscope"

const room = channel("room", { history: 100 })
const said = []   // what a snapshot shows: the last 500 lines as { n, who, text }

const line = ({ n, who, text }) => html`<p data-update="${n}"><b>${who}:</b> ${text}</p>`

// With the cursor "page" the page itself keeps the last number that it got, and says it when the socket opens.
const byPage = params.catchUp === "replay" && params.cursor === "page"
const cursor = n => byPage
  ? html`<input type="hidden" id="cursor" name="cursor" value="${n}" hx-swap-oob="true">`
  : ""
// A page that has no number yet says nothing by itself, so it is asked.
const ask = html`<i id="ask" hx-swap-oob="true" hx-trigger="load[this.previousElementSibling.value == '']"
  ${raw(server.htmx === "4" ? "hx-ws:send" : "ws-send")}></i>`

function say(who, text) {
  room.publish(n => {
    said.push({ n: n, who: who, text: text })
    if (said.length > 500) said.shift()
    return html`<div id="messages" hx-swap-oob="beforeend">${line({ n: n, who: who, text: text })}</div>${cursor(n)}`
  })
}

ws("/chat", {
  channel: room,
  catchUp: params.catchUp,   // none | snapshot | replay
  cursor: params.cursor,     // session | page
  heartbeat: "15s",
  snapshot(client) {
    return html`<div id="messages" hx-swap-oob="innerHTML">${said.map(line)}</div>`
  },
  open(client) {
    if (byPage) client.send(ask)
  },
  message(client, form) {
    const text = String(form.message ?? "").trim()
    if (text) say(client.name, text)
  },
})

const talk = [
  ["Alice", "Hello everyone!"],
  ["Bob", "Hi Alice!"],
  ["Alice", "Did the deploy go out?"],
  ["Bob", "At noon. All green so far."],
  ["Carol", "I am on the train, writing between two tunnels."],
  ["Alice", "Looks like it did, the new footer is there."],
  ["Bob", "I moved the build cache, too. Twice as fast."],
  ["Alice", "Carol, are you there?"],
  ["Bob", "She must be in the tunnel."],
  ["Alice", "Then she will read this later."],
  ["Bob", "If her page catches up."],
  ["Carol", "Back in the light. What did I miss?"],
  ["Alice", "Scroll up and see."],
  ["Bob", "The footer has a cat in it now."],
  ["Carol", "Who put a cat in the footer?"],
  ["Alice", "Nobody says so."],
  ["Bob", "It waves when you hover."],
  ["Carol", "I like it. Leave it in."],
  ["Alice", "Then it stays. Coffee?"],
  ["Bob", "In five minutes, I am closing a ticket."],
]
let next = 0
every("1500ms", () => {
  const [who, text] = talk[next++ % talk.length]
  say(who, text)
})

cue("Alice says hi", () => say("Alice", "hi"))
cue("Bob joins", () => say("Bob", "has joined the room"))
cue("Burst of 20", () => {
  for (let i = 1; i <= 20; i++) say("Carol", `line ${i} of 20`)
})
cue("Cut B for 5 s", () => network.cut("B", { for: "5s" }))
cue("Deploy (1012, down 3 s)", () => server.restart({ down: "3s", code: 1012 }))
