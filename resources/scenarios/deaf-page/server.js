import { channel, cue, every, html, sse } from "swapscope"

const mixed = channel("mixed", { history: 10 })
sse("/mixed", { channel: mixed, retry: "1s", heartbeat: "15s" })

let seconds = 0
const time = () => mixed.publish(html`${seconds} s`)
const weather = () => mixed.publish(html`${["sun", "rain", "wind"][seconds % 3]}`, { event: "weather" })
const news = () => mixed.publish(html`Headline ${seconds}`, { event: "news" })

every("1s", () => [time, weather, news][++seconds % 3]())

cue("Storm warning", () => mixed.publish(html`A storm is coming`, { event: "storm" }))
