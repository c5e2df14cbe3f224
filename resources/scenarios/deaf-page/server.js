import { channel, cue, every, html, sse } from "swapscope"

const mixed = channel("mixed", { history: 10 })
sse("/mixed", { channel: mixed, retry: "1s", heartbeat: "15s" })

let n = 0
const time = () => mixed.publish(html`${++n} s`)
const weather = () => mixed.publish(html`${["sun", "rain", "wind"][n % 3]}`, { event: "weather" })
const news = () => mixed.publish(html`Headline ${n}`, { event: "news" })

every("1s", () => [time, weather, news][n % 3]())
every("3s", time)

cue("Weather, once more", weather)
