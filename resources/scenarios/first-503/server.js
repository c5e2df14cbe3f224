import { channel, every, html, sse } from "swapscope"

const price = channel("price", { history: 5 })

sse("/price", { channel: price, retry: "1s", heartbeat: "15s" })

every("1s", n => price.publish(html`${(100 + 5 * Math.sin(n / 3)).toFixed(2)}`))
