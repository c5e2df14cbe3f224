import { cue, html, ws } from "swapscope"

const now = () => new Date().toTimeString().slice(0, 8)

// The root of the fragment names its place: at the end of the element with the id "echoes".
const echo = text => html`
  <ol id="echoes" hx-swap-oob="beforeend"><li><time>${now()}</time> ${text}</li></ol>`

const open = new Set()

ws("/echo", {
  heartbeat: "30s",
  open(client) { open.add(client) },
  close(client) { open.delete(client) },

  // form is what the page's form held: { message: "Hello" }. The answer goes to this client alone.
  message(client, form) {
    const text = String(form.message ?? "").trim()
    if (text) client.send(echo(text))
  },
})

cue("A word unasked", () => open.forEach(client => client.send(echo("Nobody asked, and still it comes."))))
