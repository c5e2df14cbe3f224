import { channel, ws, sse } from "swapscope"

const room = channel("room", { history: 1 })

ws("/echo", { message(client, form, headers, text) { client.send(text) } })
ws("/fan", { channel: room })
ws("/talk", { message(client, form, headers, text) { room.publish(text) } })
sse("/stream", { channel: room })
