import { cue, every, html, network, params, sse } from "swapscope"

const running = new Map()   // of each client: what stops its job

const bar = percent => html`
  <progress max="100" value="${percent}"></progress><p>${percent < 100 ? `${percent} %` : "Done"}</p>`

sse("/job", {
  retry: "1s",
  heartbeat: "15s",

  // Whoever connects starts a job and hears of its progress.
  open(client) {
    let percent = 0
    const stop = every("400ms", () => {
      percent += 10
      client.send(bar(percent), { id: percent })
      if (percent < 100) return
      stop()
      running.delete(client.id)
      // The page names this event in sse-close, or hx-sse:close, and then closes for good.
      if (params.farewell === "event") client.send(html`bye`, { event: "finished", id: "end" })
      else client.close()
    })
    running.set(client.id, stop)
  },

  close(client) {
    const stop = running.get(client.id)
    if (stop) stop()
    running.delete(client.id)
  },
})

cue("Cut A for 2 s", () => network.cut("A", { for: "2s" }))
