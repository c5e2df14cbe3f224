import { channel, cue, get, html, post, sse } from "swapscope"

const tasks = ["Feed the cat", "Send the parcel"]
const news = channel("news")

const line = task => html`<li>${task}</li>`

get("/tasks", () => html`${tasks.map(line)}`)
get("/count", () => html`${tasks.length}`)

post("/tasks", req => {
  const task = String(req.form.task ?? "").trim()
  if (!task) return { status: 422, body: html`<li>A task, please.</li>` }
  tasks.push(task)
  // The body is for the form's target. The header is for whoever listens.
  return { headers: { "HX-Trigger": "tasks-changed" }, body: line(task) }
})

// For the pages that did not ask there is a stream. Its event has the same name.
sse("/news", { channel: news, catchUp: "replay", retry: "1s", heartbeat: "15s" })

cue("Tell all pages", () => news.publish(String(tasks.length), { event: "tasks-changed" }))
