import { channel, cue, every, get, html, network, server, ws } from "swapscope"

// What each page loads after htmx, as /config.js. In htmx 2 the setting is a function of the attempts so far, from 0.
const two = {
  A: "",
  B: "htmx.config.wsReconnectDelay = n => 400 * (n + 1)",
  // Nothing ends the attempts of htmx 2. A wait of 24 days does. (Infinity would not: to a timer it is 0.)
  C: "htmx.config.wsReconnectDelay = n => n < 3 ? 300 * 2 ** n : 2 ** 31 - 1",
}

// In htmx 4 it is numbers. Who wants a function sets the number anew at each closing, before htmx reads it,
// and divides by the doubling that htmx will do.
const four = {
  A: "",
  B: `htmx.config.ws = { reconnectJitter: 0 }
      document.addEventListener("htmx:ws:close", ({ detail: { connection } }) => {
        const n = connection.attempt
        connection.config.reconnectDelay = 400 * (n + 1) / 2 ** n
      })`,
  C: "htmx.config.ws = { reconnectDelay: 300, reconnectJitter: 0, reconnectMaxAttempts: 3 }",
}

get("/config.js", req => ({
  headers: { "Content-Type": "text/javascript" },
  body: (server.htmx === "4" ? four : two)[req.client] ?? "",
}))

const rules = { A: "waits as htmx does", B: "0.4 s longer each time", C: "three attempts, then no more" }
const clock = channel("clock")
const tick = () => html`<p id="tick" hx-swap-oob="innerHTML">${clock.last}</p>`

ws("/ticks", {
  channel: clock,
  catchUp: "snapshot",
  snapshot(client) {
    return html`${tick()}<p id="rule" hx-swap-oob="innerHTML">${rules[client.name] ?? rules.A}</p>`
  },
  heartbeat: "30s",
})

every("1s", () => clock.publish(n => html`<p id="tick" hx-swap-oob="innerHTML">${n}</p>`))

cue("Cut all for 5 s", () => network.cut("*", { for: "5s" }))
cue("Deploy (1012, down 3 s)", () => server.restart({ down: "3s", code: 1012 }))
