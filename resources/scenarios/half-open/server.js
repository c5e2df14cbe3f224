import { channel, every, html, params, ws } from "swapscope"

const gauge = channel("gauge", { history: 10 })

// A ping; a client that does not answer before the next one is due is let go.
ws("/gauge", params.heartbeat === "off" ? { channel: gauge } : { channel: gauge, heartbeat: params.heartbeat })

every("1s", n => {
  const value = Math.round(50 + 40 * Math.sin(n / 4))
  gauge.publish(html`<p id="gauge" hx-swap-oob="innerHTML"><meter max="100" value="${value}"></meter> ${value}</p>`)
})
