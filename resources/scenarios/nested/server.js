import { cue, html, ws } from "swapscope"

const open = new Set()

// Three endpoints that do the same: count what they get and say so in their own place.
for (const place of ["house", "kitchen", "garden"]) {
  let got = 0
  ws("/" + place, {
    heartbeat: "30s",
    open(client) { open.add(client) },
    close(client) { open.delete(client) },
    message(client) {
      got += 1
      client.send(html`<p id="${place}-log" hx-swap-oob="true">/${place} has heard ${got === 1 ? "once" : `${got} times`}</p>`)
    },
  })
}

cue("Close all with 1012", () => open.forEach(client => client.close(1012, "restart")))
