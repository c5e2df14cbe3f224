import { channel, cue, every, get, html, post, raw, server, sse } from "swapscope"

const ticks = channel("ticks")

sse("/ticks", { channel: ticks, catchUp: "snapshot", snapshot: () => html`${ticks.last}`, retry: "1s", heartbeat: "15s" })

const tick = () => ticks.publish(n => html`${n}`)
every("1s", tick)

// Whole pages, as any server has them: a boosted link swaps in their #content, a plain one loads them.
const page = (title, content) => html`${raw("<!DOCTYPE html>")}
  <html lang="en">
  <head>
    <title>${title}</title>
    <link rel="stylesheet" href="/static/style.css">
    <script src="/htmx/htmx.js"></script>
    <script src="/htmx/ext/sse.js"></script>
  </head>
  <body>
    <main ${raw(server.htmx === "4" ? "" : `hx-ext="sse"`)}>
      <header><h1>Tea Pots</h1>
        <b id="ticker" ${raw(server.htmx === "4" ? "hx-sse:connect" : `sse-swap="message" sse-connect`)}="/ticks">–</b>
      </header>
      <section id="content">${content}</section>
      <p><a href="/">Home</a></p>
    </main>
  </body>
  </html>`

get("/prices", () => page("Prices", html`<h2>Prices</h2><p>A small one is 18, a big one 27.</p>`))
get("/hours", () => page("Hours", html`<h2>Hours</h2><p>From nine to six, and never on Mondays.</p>`))

// What the guest would like to happen.
post("/evil", () => console.warn("somebody pressed the guest's button"))

cue("One more tick", tick)
