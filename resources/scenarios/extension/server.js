import { channel, cue, every, html, ws } from "swapscope"

const room = channel("room")
const said = []

const line = ([who, text]) => html`<p><b>${who}</b> ${text}</p>`

function say(who, text) {
  said.push([who, text])
  if (said.length > 50) said.shift()
  room.publish(html`<div id="messages" hx-swap-oob="beforeend">${line([who, text])}</div>`)
}

// The server knows nothing of smiles: it passes on what was written.
ws("/room", {
  channel: room,
  catchUp: "snapshot",
  snapshot: () => html`<div id="messages" hx-swap-oob="innerHTML">${said.map(line)}</div>`,
  heartbeat: "30s",
  message(client, form) {
    const text = String(form.message ?? "").trim()
    if (text) say(client.name, text)
  },
})

const talk = [["Alice", "Good morning :)"], ["Bob", "Is it? :("], ["Alice", "There is tea. <3"], ["Bob", "Better :)"]]
let next = 0
every("2500ms", () => say(...talk[next++ % talk.length]))

cue("Carol smiles", () => say("Carol", ":) :) :)"))
