import { channel, cue, every, html, server, ws } from "swapscope"

const board = channel("departures", { history: 50 })
const towns = ["Oslo", "Porto", "Riga", "Turin", "Ghent", "Brno", "Cork", "Split"]

ws("/feed", { channel: board, heartbeat: "20s" })

every("1s", n => board.publish(
  html`<ol id="feed" hx-swap-oob="beforeend"><li><b>${n}</b> ${towns[n % towns.length]}</li></ol>`))

// The same deploy twice; only the number in the close frame differs.
cue("Deploy with 1001", () => server.restart({ code: 1001, reason: "going away", down: "2s" }))
cue("Deploy with 1012", () => server.restart({ code: 1012, reason: "deploy", down: "2s" }))
