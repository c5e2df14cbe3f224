import { channel, every, get, html, sse } from "swapscope"

for (let i = 1; i <= 6; i++) {
  const panel = channel("panel " + i, { history: 5 })
  sse("/panel/" + i, { channel: panel, retry: "1s", heartbeat: "15s" })
  every(`${900 + 100 * i}ms`, n => panel.publish(html`${n * i}`))
}

get("/answer", () => html`<b>Here is your answer.</b>`)
