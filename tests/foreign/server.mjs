// A server of npm's `ws` and Node's http: sockets that echo, a stream that counts, pages. Says "listening PORT".
// "bye" closes a socket with 4001. /events counts from behind Last-Event-ID, /pieces comes in three pieces, /echo tells
// what came.
import {createServer} from 'node:http'
import {WebSocketServer} from 'ws'

const pause = (ms) => new Promise((done) => setTimeout(done, ms))

async function events(request, response) {
    response.writeHead(200, {'content-type': 'text/event-stream', 'cache-control': 'no-store'})
    let id = Number(request.headers['last-event-id'] ?? 0)
    while (!response.destroyed && id < 12) {
        response.write(`id: ${++id}\ndata: n${id}\n\n`)
        if (id % 4 === 0)
            break // the reader comes back with the last id that it has
        await pause(20)
    }
    if (id >= 12)
        response.write(`id: ${id}\nevent: end\ndata: done\n\n`)
    response.end()
}

async function pieces(response) {
    for (const piece of ['one ', 'two ', 'three']) {
        response.write(piece)
        await pause(100)
    }
    response.end()
}

async function echo(request, response) {
    let bytes = 0
    for await (const part of request)
        bytes += part.length
    const {host, origin, expect} = request.headers
    response.setHeader('x-port', request.socket.remotePort)
    response.end(JSON.stringify({method: request.method, url: request.url, host, origin, expect, bytes}))
}

const server = createServer((request, response) => {
    if (request.url.startsWith('/events'))
        events(request, response)
    else if (request.url.startsWith('/pieces'))
        pieces(response)
    else
        echo(request, response)
})
const sockets = new WebSocketServer({server, perMessageDeflate: true})
sockets.on('connection', (socket) => {
    socket.on('error', () => {}) // whoever breaks the protocol is closed by `ws` itself
    socket.on('message', (data, binary) => {
        if (!binary && String(data) === 'bye')
            socket.close(4001, 'so long')
        else
            socket.send(data, {binary})
    })
})
server.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`))
