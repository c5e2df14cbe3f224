import { channel, cue, every, html, ws } from "swapscope"

const lobby = channel("lobby")
const players = new Map()   // by name: { ready }
const log = []
let countdown = 0           // seconds to go; 0: it does not run

const isReady = () => players.size > 1 && [...players.values()].every(p => p.ready)
const count = () => [...players.values()].filter(p => p.ready).length

// The four regions. Each is replaced as a whole, by its id.
const list = () => html`
  <ul id="players" hx-swap-oob="true">
    ${[...players.keys()].sort().map(name => html`<li class="${players.get(name).ready ? "ready" : ""}">Player ${name}</li>`)}
  </ul>`
const counted = () => html`<p id="count" hx-swap-oob="true">${count()} of ${players.size} ready</p>`
const start = () => html`
  <p id="start" hx-swap-oob="true">${countdown ? html`<b>${countdown}</b>` : isReady() ? "Play!" : "Waiting…"}</p>`
const logged = () => html`<p id="log" hx-swap-oob="true">${log.length ? log[log.length - 1] : ""}</p>`

// One message, four roots: they come together or not at all.
const all = () => html`${list()}${counted()}${start()}${logged()}`

function tell(text) {
  log.push(text)
  lobby.publish(all())
}

ws("/lobby", {
  channel: lobby,
  catchUp: "snapshot",   // whoever enters sees the lobby as it is
  snapshot: all,
  heartbeat: "30s",
  open(client) {
    if (players.has(client.name)) return
    players.set(client.name, { ready: false })
    tell(`Player ${client.name} has entered.`)
  },
  message(client) {
    const player = players.get(client.name)
    player.ready = !player.ready
    countdown = isReady() ? 4 : 0
    tell(`Player ${client.name} is ${player.ready ? "ready" : "not ready any more"}.`)
  },
})

every("1s", () => {
  if (!countdown) return
  countdown -= 1
  lobby.publish(start())   // a message may also hold one root alone
})

cue("Everybody rests", () => {
  players.forEach(p => { p.ready = false })
  countdown = 0
  tell("Back to the lobby.")
})
