import { cue, html, ws } from "swapscope"

const open = new Set()
const kitchen = text => html`<p id="kitchen" hx-swap-oob="true">${text}</p>`

ws("/orders", {
  heartbeat: "30s",
  open(client) { open.add(client) },
  close(client) { open.delete(client) },

  // form: the fields without htmx's headers. text: the message as it came.
  message(client, form) {
    // None is undefined, one is a text, several are a list. A list it shall be.
    const toppings = [].concat(form.topping ?? [])
    client.send(html`
      <pre id="got" hx-swap-oob="true">${JSON.stringify(form, null, 2)}</pre>
      ${kitchen(`Table ${form.table}: a pizza with ${toppings.join(" and ") || "nothing on it"}.`)}`)
  },
})

cue("The oven is cold", () => open.forEach(client => client.send(kitchen("The oven is cold, sorry."))))
