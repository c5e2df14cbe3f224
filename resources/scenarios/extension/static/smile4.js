// htmx 4: registerExtension, and nothing in the page. A function is called for the event of its name:
// htmx_ws_before_message_incoming for htmx:ws:before:message:incoming. What it changes in the detail, counts.
htmx.registerExtension("smile", {
  htmx_ws_before_message_incoming(element, { message }) {
    message.data = message.data.replaceAll(":)", "☺").replaceAll(":(", "☹").replaceAll("&lt;3", "♥")
  },
})
