import { cue, html, network, ws } from "swapscope"

let orders = 0

ws("/orders", {
  heartbeat: "20s",
  message(client, form) {
    orders++
    client.send(html`<ol id="feed" hx-swap-oob="beforeend"><li><b>${orders}</b> ${form.what}</li></ol>
      <p id="count" hx-swap-oob="innerHTML">${orders} arrived</p>`)
  },
})

cue("Cut A for 8 s", () => network.cut("A", { for: "8s" }))
