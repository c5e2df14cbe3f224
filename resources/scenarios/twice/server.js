import { channel, cue, every, html, network, sse } from "swapscope"

const lines = channel("lines", { history: 100 })
const words = ["amber", "birch", "cedar", "dune", "ember", "fern", "grove", "heath"]
const say = () => lines.publish(
  n => html`<ol id="feed" hx-swap-oob="beforeend"><li data-update="${n}"><b>${n}</b> ${words[n % words.length]}</li></ol>`)

sse("/lines", {
  channel: lines,
  catchUp: "replay",
  retry: "300ms",
  heartbeat: "15s",
  newcomers: "history",   // who has no number gets everything that the server remembers
})

for (let i = 0; i < 5; i++) say()
every("3s", say)

cue("One 503, then well again", () => {
  network.http("A", { status: 503, next: 1 })
  network.cut("A", { for: "200ms" })
})
