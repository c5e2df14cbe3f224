import { after, every, html, params, sse } from "swapscope"

const steps = ["Fetch the sources", "Compile", "Run the tests", "Pack", "Ship"]

sse("/job", {
  retry: "1s",
  heartbeat: "15s",
  open(client) {
    let next = 0
    client.send(html`<li class="head">Job started</li>`)
    const stop = every("600ms", () => {
      if (next < steps.length) return client.send(html`<li><b>${++next}</b> ${steps[next - 1]}</li>`)
      stop()
      if (params.goodbye === "yes") client.send(html`done`, { event: "done" })
      // A moment, so that the page has read the word before the end.
      after("200ms", () => client.close())
    })
  },
})
