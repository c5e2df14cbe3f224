import { cue, get, html, raw } from "swapscope"

// The headers that htmx adds, as a table.
const table = headers => html`
  <table>
    ${Object.keys(headers).filter(name => name.startsWith("hx-")).sort().map(name => html`
      <tr><th>${name}</th><td>${headers[name]}</td></tr>`)}
  </table>`

get("/seen", req => {
  // htmx asks for a part of the page, so it gets a part.
  if (req.htmx.request) return table(req.headers)

  // Anybody else gets a page: somebody followed a link, or loads the address anew.
  return html`${raw("<!DOCTYPE html>")}
    <html lang="en">
    <head><title>A whole page</title><link rel="stylesheet" href="/static/style.css"></head>
    <body><main><h1>A whole page</h1><p>No HX-Request in this one: it was the browser that asked.</p>
      <p><a href="/">Back</a></p></main></body>
    </html>`
})

cue("Log a line", () => console.log("The inspector shows the requests, too."))
