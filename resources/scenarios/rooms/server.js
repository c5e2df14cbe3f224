import { channel, cue, every, get, html, random, raw, server, ws } from "swapscope"

const connect = raw(server.htmx === "4" ? "hx-ws:connect" : "ws-connect")
const names = ["red", "green", "blue"]
const words = ["Hello?", "Who has the key?", "Tea is ready.", "Mind the step.", "It is warmer here.", "See you later."]

// Each room has its own talk, on its own socket.
const rooms = {}
for (const name of names) {
  const talk = channel(name)
  const said = []
  const line = text => html`<p>${text}</p>`
  const all = () => html`<div id="messages" hx-swap-oob="innerHTML">${said.map(line)}</div>`

  ws("/talk/" + name, { channel: talk, catchUp: "snapshot", snapshot: all, heartbeat: "30s" })

  rooms[name] = text => {
    said.push(text)
    if (said.length > 6) said.shift()
    talk.publish(all())
  }
  rooms[name](words[0])
}

every("2s", n => rooms[names[n % 3]](words[Math.floor(random() * words.length)]))

// What is asked for: the link says it, or else the page's own address, which htmx sends along.
function asked(req, key, choices) {
  const [, there] = new RegExp(`[?&]${key}=([a-z]+)`).exec(req.htmx.currentUrl) ?? []
  const value = req.query[key] ?? there
  return choices.includes(value) ? value : choices[0]
}

get("/room", req => {
  const name = asked(req, "room", names)
  const order = asked(req, "order", ["up", "down"])
  const other = order === "up" ? "down" : "up"
  return html`
    <section class="${name} ${order}" ${connect}="/talk/${name}">
      <h1>The ${name} room</h1>
      <div id="messages"></div>
    </section>
    <button id="turn" hx-get="/room?room=${name}&order=${other}" hx-target="#room"
            hx-replace-url="/?room=${name}&order=${other}">Turn the order</button>`
})

cue("Say it in all rooms", () => names.forEach(name => rooms[name]("The bell rings.")))
