import { channel, cue, every, get, html, network, post, raw, server, sse, ws } from "swapscope"

const names = ["tea", "tools", "travel"]
const four = server.htmx === "4"
const connect = raw(four ? "hx-ws:connect" : "ws-connect")
const send = raw(four ? `hx-ws:send hx-on::ws:after:message:outgoing="this.reset()"`
                      : `ws-send hx-on::ws-after-send="this.reset()"`)

// Who is online: one stream for the whole page. It counts names, for a name may be here twice for a moment.
const presence = channel("presence")
const here = new Map()   // by name: how many streams
const online = () => html`${[...here.keys()].length} online`

function count(name, by) {
  const before = here.size
  const streams = (here.get(name) ?? 0) + by
  if (streams > 0) here.set(name, streams)
  else here.delete(name)
  if (here.size !== before) presence.publish(online())
}

sse("/presence", {
  channel: presence,
  catchUp: "snapshot",
  snapshot: online,
  retry: "1s",
  heartbeat: "15s",
  open(client) { count(client.name, 1) },
  close(client) { count(client.name, -1) },
})

// Each room has a channel and a socket of its own, and shows whoever enters what it is.
const rooms = {}
for (const name of names) {
  const talk = channel(name)
  const room = { talk: talk, topic: `All about ${name}`, said: [] }
  rooms[name] = room

  room.showTopic = () => html`<p id="topic" hx-swap-oob="innerHTML">${room.topic}</p>`
  room.line = ([who, text]) => html`<p><b>${who}</b> ${text}</p>`
  room.say = (who, text) => {
    room.said.push([who, text])
    if (room.said.length > 50) room.said.shift()
    talk.publish(html`<div id="messages" hx-swap-oob="beforeend">${room.line([who, text])}</div>`)
  }

  ws("/talk/" + name, {
    channel: talk,
    catchUp: "snapshot",
    snapshot: () => html`
      ${room.showTopic()}<div id="messages" hx-swap-oob="innerHTML">${room.said.map(room.line)}</div>`,
    heartbeat: "30s",
    message(client, form) {
      const text = String(form.message ?? "").trim()
      if (text) room.say(client.name, text)
    },
  })
}

// The room's part of the page: the one asked for, or that of the page's address.
get("/room", req => {
  const [, there] = /[?&]room=([a-z]+)/.exec(req.htmx.currentUrl) ?? []
  const name = [req.query.room, there].find(n => names.includes(n)) ?? names[0]
  return html`
    <section ${connect}="/talk/${name}">
      <header><h2>${name}</h2><p id="topic"></p></header>
      <div class="scroll"><div id="messages" role="log" aria-label="Messages"></div></div>
      <form ${send}>
        <input name="message" placeholder="Say something…" aria-label="Message" autocomplete="off" required>
        <button>Send</button>
      </form>
    </section>
    <form hx-post="/topic/${name}" hx-swap="none" hx-headers='{"X-CSRF-Token": "${req.csrfToken}"}'>
      <input name="topic" placeholder="Another topic…" aria-label="Topic" autocomplete="off" required>
      <button class="plain">Set</button>
    </form>`
})

// What changes the room for all is asked for by HTTP, and refused without the token.
post("/topic/:room", { csrf: true }, req => {
  const room = rooms[req.params.room]
  if (!room) return { status: 404, body: html`<p>There is no such room.</p>` }
  room.topic = String(req.form.topic ?? "").slice(0, 40)
  room.talk.publish(room.showTopic())
})

const words = ["Hello all.", "Who has seen my cup?", "It works now.", "See you on Monday."]
every("3s", n => rooms[names[n % 3]].say("Alice", words[n % 4]))

cue("A word in every room", () => names.forEach(name => rooms[name].say("Alice", "Cake in the kitchen!")))
cue("Cut B for 5 s", () => network.cut("B", { for: "5s" }))
cue("Deploy (1012, down 3 s)", () => server.restart({ down: "3s", code: 1012 }))
