import { channel, cue, every, html, post, sleep, sse } from "swapscope"

const inbox = channel("inbox")

class Inbox {
  #unread = 0

  // Replaced as a whole, wherever it stands in the page.
  get badge() {
    return html`<b id="badge" hx-swap-oob="true" ${this.#unread ? "" : "hidden"}>${this.#unread}</b>`
  }

  // One event for two places: hx-swap-oob sends the badge to its own, the rest is the toast.
  notify({ who, what = "says hello." }) {
    this.#unread += 1
    return html`${this.badge}<p class="toast"><b>${who}</b> ${what}</p>`
  }

  read() {
    this.#unread = 0
    return this.badge
  }
}

const mine = new Inbox()

sse("/inbox", {
  channel: inbox,
  catchUp: "replay",
  retry: "1s",
  heartbeat: "15s",
})

// No content to swap: whoever listens to the stream hears of it there, this page and all others.
post("/read", () => {
  inbox.publish(mine.read())
})

const people = [
  { who: "Alice", what: "mentioned you in “Release notes”." },
  { who: "Bob", what: "asks for your review." },
  { who: "Carol", what: "sent you a photo of the cat." },
]
const news = [...people, { who: "Build 218", what: "is green." }, { who: "Calendar", what: "stand-up in five minutes." }]
let next = 0
const more = () => inbox.publish(mine.notify(news[next++ % news.length]))

every("3s", more)

cue("One more", more)
cue("Five at once", () => {
  for (const one of news) inbox.publish(mine.notify(one))
})
// A generator gives its updates over time; the server goes on meanwhile.
cue("A build, step by step", { channel: inbox }, async function* () {
  for (const what of ["is queued.", "compiles.", "tests.", "is green."]) {
    yield mine.notify({ ...news.find(({ who }) => who.startsWith("Build")), what })
    await sleep("800ms")
  }
})
