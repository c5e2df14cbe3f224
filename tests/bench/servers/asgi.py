"""What load.cpp needs of a server, on FastAPI under uvicorn. Says "listening PORT"."""

import asyncio
import socket

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from fastapi.responses import StreamingResponse

app = FastAPI()
fan: set[WebSocket] = set()
streams: set[asyncio.Queue] = set()


@app.websocket("/echo")
async def echo(peer: WebSocket):
    await peer.accept()
    try:
        while True:
            await peer.send_text(await peer.receive_text())
    except WebSocketDisconnect:
        pass


@app.websocket("/fan")
async def listen(peer: WebSocket):
    await peer.accept()
    fan.add(peer)
    try:
        while True:
            await peer.receive_text()
    except WebSocketDisconnect:
        fan.discard(peer)


@app.websocket("/talk")
async def talk(peer: WebSocket):
    await peer.accept()
    try:
        while True:
            text = await peer.receive_text()
            for each in list(fan):
                await each.send_text(text)
            for each in streams:
                each.put_nowait(text)
    except WebSocketDisconnect:
        pass


@app.get("/stream")
async def stream():
    queue: asyncio.Queue = asyncio.Queue()
    streams.add(queue)

    async def events():
        try:
            while True:
                yield f"data: {await queue.get()}\n\n"
        finally:
            streams.discard(queue)

    return StreamingResponse(events(), media_type="text/event-stream")


listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", 0))
listener.listen(4096)
print("listening", listener.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False)).run(sockets=[listener])
