// What load.cpp needs of a server, on npm's `ws` and Node's http. Says "listening PORT".
import {createServer} from 'node:http'
import {WebSocketServer} from 'ws'

const fan = new Set()
const streams = new Set()
const server = createServer((request, response) => {
    response.writeHead(200, {'content-type': 'text/event-stream', 'cache-control': 'no-store'})
    response.flushHeaders()
    streams.add(response)
    request.on('close', () => streams.delete(response))
})
server.on('connection', (socket) => socket.setNoDelay(true))
const sockets = new WebSocketServer({server, perMessageDeflate: false})
sockets.on('connection', (socket, request) => {
    socket.on('error', () => {})
    if (request.url === '/fan') {
        fan.add(socket)
        socket.on('close', () => fan.delete(socket))
    } else if (request.url === '/talk') {
        socket.on('message', (data) => {
            const text = data.toString()
            for (const each of fan)
                each.send(text)
            const block = `data: ${text}\n\n`
            for (const each of streams)
                each.write(block)
        })
    } else {
        socket.on('message', (data, binary) => socket.send(data, {binary}))
    }
})
server.listen({port: 0, host: '127.0.0.1', backlog: 4096}, () => console.log(`listening ${server.address().port}`))
