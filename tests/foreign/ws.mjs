// Says what a `ws` client sees: "message TEXT", "binary SIZE", "close CODE REASON". Sends each further argument as a
// message once it is open.
import WebSocket from 'ws'

const [url, ...messages] = process.argv.slice(2)
const socket = new WebSocket(url)
socket.on('open', () => {
    for (const message of messages)
        socket.send(message)
})
socket.on('message', (data, binary) => console.log(binary ? `binary ${data.length}` : `message ${data}`))
socket.on('close', (code, reason) => console.log(`close ${code} ${reason}`))
socket.on('error', (error) => console.log(`error ${error.message}`))
