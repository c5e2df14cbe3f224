// htmx 2: defineExtension, and hx-ext="smile" in the page. transformResponse sees everything that is about to be
// swapped, be it an answer, a socket's message or a stream's event, and returns what shall be swapped.
htmx.defineExtension("smile", {
  transformResponse(text) {
    return text.replaceAll(":)", "☺").replaceAll(":(", "☹").replaceAll("&lt;3", "♥")
  },
})
