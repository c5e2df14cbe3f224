import { channel, cue, get, html, network, post, server, sleep, sse } from "swapscope"

// What there is: its price in cents, and what the kitchen does for it. Cents are BigInts, so no sum is ever rounded.
const menu = new Map([
  ["tea", { price: 250n, steps: ["boil the water", "let it steep"] }],
  ["scone", { price: 320n, steps: ["bake", "butter"] }],
  ["soup", { price: 1_240n, steps: ["chop", "fry", "pour", "simmer", "stir", "simmer again", "season", "taste"] }],
])

// "2x tea, a scone @7 -- no milk, please": dishes, a table, and perhaps a note, which may have several lines.
const form = /^(?<dishes>.+?)\s*@\s*(?<table>\d{1,3})(?:\s*--\s*(?<note>.*))?$/su
const dish = /(?:(?<count>\d{1,2})\s*x\s*)?(?<name>\p{L}+)$/u

// A comma behind a digit, where threes of digits follow: 1,240.00.
const euro = cents =>
  `${String(cents / 100n).replace(/(?<=\d)(?=(?:\d{3})+$)/g, ",")}.${String(cents % 100n).padStart(2, "0")} €`

class Order {
  static #last = 0
  #said = []
  #waiting = new Set() // whoever reads faster than the kitchen works
  #served = false

  constructor({ items, table, note }) {
    this.id = ++Order.#last
    Object.assign(this, { items, table, note })
  }

  // undefined for a text that is no order.
  static read(text) {
    const { dishes, table, note } = text.match(form)?.groups ?? {}
    const items = dishes?.split(",").map(part => {
      const { count = "1", name } = part.trim().match(dish)?.groups ?? {}
      return { count: Number(count), name: name?.toLowerCase().replace(/(?<=.)s$/u, "") }
    })
    return items?.every(({ name }) => menu.has(name)) ? new Order({ items, table, note }) : undefined
  }

  get isServed() { return this.#served }

  get total() {
    return this.items.reduce((sum, { name, count }) => sum + BigInt(count) * menu.get(name).price, 0n)
  }

  #say(...words) {
    this.#said.push(...words)
    for (const wake of this.#waiting) wake()
    this.#waiting.clear()
  }

  async #make({ name, count }) {
    for (const step of menu.get(name).steps) {
      await sleep("700ms")
      this.#say(`${count} × ${name}: ${step}`)
    }
  }

  // The dishes are made side by side: together they take as long as the longest of them.
  async cook() {
    await Promise.all(this.items.map(item => this.#make(item)))
    this.#served = true
    this.#say(`Served. ${euro(this.total)}, please.`)
  }

  // What has been said since the first `seen` words, and then each word as it comes. Ends when all is served.
  async *words(seen = 0) {
    for (;;) {
      while (seen < this.#said.length) yield [seen + 1, this.#said[seen++]]
      if (this.#served) return
      await new Promise(wake => this.#waiting.add(wake))
    }
  }
}

// Every waiter sees the same board.
const orders = new Map()
const byTable = {}
const board = channel("board")

function tables() {
  const lines = Object.entries(byTable).map(([table, list]) => {
    const open = list.filter(({ isServed }) => !isServed).length
    const sum = list.reduce((all, { total }) => all + total, 0n)
    return html`<li>Table ${table}: ${open ? `${open} in the kitchen` : "served"}, <b>${euro(sum)}</b></li>`
  })
  return html`<ul>${lines.length ? lines : html`<li>Nobody has ordered yet.</li>`}</ul>`
}
sse("/board", { channel: board, catchUp: "snapshot", snapshot: tables, retry: "1s", heartbeat: "15s" })

async function take(order) {
  orders.set(order.id, order)
  ;(byTable[order.table] ??= []).push(order)
  board.publish(tables())
  await order.cook()
  board.publish(tables())
}

// An order in the page: a stream of its own, which opens as soon as it stands there, and ends with “served”.
function card({ id, table, note }) {
  const stream = server.htmx === "4"
    ? html`hx-sse:connect="/orders/${id}" hx-sse:close="served" hx-target="#steps-${id}" hx-swap="beforeend"`
    : html`sse-connect="/orders/${id}" sse-close="served"`
  const swap = server.htmx === "4" ? "" : html`sse-swap="message" hx-swap="beforeend"`
  return html`<article id="order-${id}" ${stream}>
    <h2>Table ${table}${note && html` <em>${note}</em>`}</h2>
    <ol id="steps-${id}" ${swap}></ol>
  </article>`
}

// The handler may wait: whatever else happens has its turn meanwhile. It does not wait for the kitchen, though.
post("/orders", async req => {
  const order = Order.read(req.form.order?.trim() ?? "")
  if (!order) return html`<p class="sorry">An order is like “2x tea, scone @7”. There is ${[...menu.keys()].join(", ")}.</p>`
  await sleep("200ms")
  take(order)
  return card(order)
})

// An event stream, written by hand. Every word has its number as id, so that a page that comes back says where it was.
async function* events(order, seen) {
  for await (const [id, word] of order.words(seen)) yield html`id: ${id}\ndata: <li>${word}</li>\n\n`
  yield "event: served\ndata: bye\n\n"
}

get("/orders/:id", ({ params, headers }) => {
  const order = orders.get(Number(params.id))
  if (!order) return { status: 404, body: html`<p>There is no such order.</p>` }
  const seen = Number(headers["last-event-id"] ?? 0)
  return { headers: { "Content-Type": "text/event-stream" }, body: events(order, seen) }
})

cue("Three tables at once", async () => {
  const all = ["soup @1", "2x tea @2", "tea, 4x scone @3 -- in a hurry"].map(text => take(Order.read(text)))
  await Promise.all(all)
  console.log(`served ${all.length} tables`)
})
cue("Cut A for 2 s", () => network.cut("A", { for: "2s" }))
