import { channel, cue, every, html, params, sse } from "swapscope"

const news = channel("news", { history: 50 })
const headlines = ["Bridge open again", "Library reads until ten", "Rain expected, umbrellas too"]
let n = 0
const tell = () => news.publish(
  html`<ol id="feed" hx-swap-oob="beforeend"><li><b>${n + 1}</b> ${headlines[n++ % headlines.length]}</li></ol>`)

const stream = { channel: news, catchUp: "replay", retry: "1s" }
if (params.heartbeat !== "off") stream.heartbeat = params.heartbeat
sse("/news", stream)

tell()
every("20s", tell)
cue("News", tell)
