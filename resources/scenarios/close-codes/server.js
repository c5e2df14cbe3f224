import { channel, cue, html, ws } from "swapscope"

const codes = [
  [1000, "normal closure"], [1001, "going away"], [1005, "no code at all"], [1007, "bad data"],
  [1008, "policy violation"], [1009, "too big"], [1011, "internal error"], [1012, "service restart"],
  [1013, "try again later"], [4000, "our own"],
]
const seen = new Map(codes.map(([code]) => [code, { closed: 0, back: 0 }]))
let last = 0
let open = null

const table = () => html`<tbody id="codes" hx-swap-oob="innerHTML">${codes.map(([code, name]) => {
  const { closed, back } = seen.get(code)
  const verdict = closed === 0 ? "" : back > 0 ? "came back" : "not back"
  return html`<tr><td>${code}</td><td>${name}</td><td>${closed || ""}</td><td class="${back ? "good" : "bad"}">${verdict}</td></tr>`
})}</tbody>`

ws("/codes", {
  heartbeat: "20s",
  open(client) {
    open = client
    if (last) seen.get(last).back++
    last = 0
    client.send(table())
  },
  close() { open = null },
})

codes.forEach(([code, name]) => cue(`${code} ${name}`, () => {
  if (!open) return console.log("Nobody is connected: reload the page.")
  last = code
  seen.get(code).closed++
  // 1005 cannot be sent: it is what a close frame without a code counts as.
  if (code === 1005) open.close(undefined)
  else open.close(code, name)
}))
