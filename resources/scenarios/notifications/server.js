import { channel, cue, every, html, post, sse } from "swapscope"

const inbox = channel("inbox")
let unread = 0

// Replaced as a whole, wherever it stands in the page.
const badge = () => html`<b id="badge" hx-swap-oob="true" ${unread ? "" : "hidden"}>${unread}</b>`

function notify([who, what]) {
  unread += 1
  // One event for two places: hx-swap-oob sends the badge to its own, the rest is the toast.
  inbox.publish(html`${badge()}<p class="toast"><b>${who}</b> ${what}</p>`)
}

sse("/inbox", {
  channel: inbox,
  catchUp: "replay",
  retry: "1s",
  heartbeat: "15s",
})

// No content to swap: whoever listens to the stream hears of it there, this page and all others.
post("/read", () => {
  unread = 0
  inbox.publish(badge())
})

const news = [
  ["Alice", "mentioned you in “Release notes”."],
  ["Build 218", "is green."],
  ["Bob", "asks for your review."],
  ["Calendar", "stand-up in five minutes."],
  ["Carol", "sent you a photo of the cat."],
]
let next = 0
const more = () => notify(news[next++ % news.length])

every("3s", more)

cue("One more", more)
cue("Five at once", () => news.forEach(notify))
