import { channel, cue, html, raw, ws } from "swapscope"

const game = channel("game", { history: 10 })
ws("/game", { channel: game, heartbeat: "20s" })

let goals = 0

cue("JSON", () => game.publish(raw(JSON.stringify({ home: ++goals, away: 1 }))))
cue("Selectors as keys", () => game.publish(raw(JSON.stringify({ "#score": `<b>${++goals} : 1</b>` }))))
cue("A whole page", () => game.publish(raw(
  `<!DOCTYPE html><html><head><title>Score</title></head><body><b id="whole">${++goals} : 1</b></body></html>`)))
cue("A fragment", () => game.publish(html`<b id="score" hx-swap-oob="true">${++goals} : 1</b>`))
