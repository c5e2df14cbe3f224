import { channel, cue, every, html, random, ws } from "swapscope"

const station = channel("station")
const open = new Set()

ws("/weather", {
  channel: station,
  catchUp: "replay",
  heartbeat: "30s",
  open(client) { open.add(client) },
  close(client) { open.delete(client) },
})

// JSON is text like any other; what it means is a matter between script and page.
const degrees = d => station.publish(JSON.stringify({ degrees: d }))

let now = 18
every("1s", () => {
  now = Math.min(36, Math.max(-4, now + Math.round(random() * 8) - 4))
  degrees(now)
})

// An ArrayBuffer leaves as a binary message: here the clouds, a byte for each square.
every("500ms", n => {
  const sky = new Uint8Array(24 * 12)
  for (let i = 0; i < sky.length; i++) {
    const x = i % 24, y = Math.floor(i / 24)
    sky[i] = 128 + 90 * Math.sin((x + n) / 3.5) * Math.cos(y / 2.5) + 30 * Math.sin((x - y + n) / 2)
  }
  open.forEach(client => client.send(sky.buffer))
})

// And HTML is for htmx, as ever.
const captions = ["Wind from the west", "Clouds are passing", "Dry until the evening"]
every("2500ms", n => station.publish(html`<p id="caption" hx-swap-oob="true">${captions[n % 3]}</p>`))

cue("JSON: 38 degrees", () => { now = 38; degrees(38) })
