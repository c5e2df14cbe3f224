import { cue, get, html, post } from "swapscope"

let balance = 100

// The token belongs to the session, and stands in the page where only pages of this site can read it.
get("/forms", req => html`
  <form hx-post="/transfer" hx-target="#outcome" hx-headers='{"X-CSRF-Token": "${req.csrfToken}"}'>
    <button id="with">Transfer 10 with the token</button>
  </form>
  <form hx-post="/transfer" hx-target="#outcome">
    <button id="without" class="plain">Transfer 10 without it</button>
  </form>`)

// csrf: true lets the handler run only if the token is right. Otherwise the answer is 403.
post("/transfer", { csrf: true }, () => {
  balance -= 10
  return html`<b>${balance}</b> Done.`
})

cue("Pay day", () => { balance += 100 })
