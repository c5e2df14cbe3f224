"""A FastAPI application: a page, a form, a cookie, an absolute redirect, a socket and an event stream. Says "listening
PORT"; with a certificate and a key as arguments it is an https server."""

import asyncio
import socket
import sys

import uvicorn
from fastapi import FastAPI, Request, WebSocket, WebSocketDisconnect
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse

app = FastAPI()

PAGE = """<!doctype html><title>An application</title>
<form method="post" action="/enter"><input name="name"><button>Enter</button></form>
<ul id="said"></ul><ul id="events"></ul>
<script>
const add = (list, text) => document.getElementById(list).append(
    Object.assign(document.createElement("li"), {textContent: text}))
const socket = new WebSocket(location.origin.replace("http", "ws") + "/ws")
socket.onopen = () => socket.send("hello")
socket.onmessage = event => add("said", event.data)
const source = new EventSource("/events")
source.onmessage = event => add("events", event.lastEventId + " " + event.data)
source.addEventListener("end", () => source.close())
</script>"""


@app.get("/")
def page():
    return HTMLResponse(PAGE)


@app.post("/enter")
async def enter(request: Request):
    name = (await request.body()).decode().removeprefix("name=")
    answer = RedirectResponse(request.url_for("welcome"), status_code=303)
    secure = request.url.scheme == "https"
    answer.set_cookie("__Host-name" if secure else "name", name, httponly=True, secure=secure,
                      samesite="none" if secure else "lax")
    return answer


@app.get("/welcome")
def welcome(request: Request):
    name = request.cookies.get("__Host-name" if request.url.scheme == "https" else "name")
    return HTMLResponse(f"<!doctype html><title>Welcome</title><p id=who>{name} at {request.headers['host']}</p>")


@app.websocket("/ws")
async def chat(websocket: WebSocket):
    await websocket.accept()
    try:
        while True:
            text = await websocket.receive_text()
            if text == "bye":
                await websocket.close(4001, "so long")
                return
            await websocket.send_text(text)
    except WebSocketDisconnect:
        pass


@app.get("/events")
async def events():
    async def count():
        for number in range(1, 4):
            yield f"id: {number}\ndata: n{number}\n\n"
            await asyncio.sleep(0.02)
        yield "id: 4\nevent: end\ndata: done\n\n"

    return StreamingResponse(count(), media_type="text/event-stream")


listener = socket.create_server(("127.0.0.1", 0))
print("listening", listener.getsockname()[1], flush=True)
options = {"ssl_certfile": sys.argv[1], "ssl_keyfile": sys.argv[2]} if len(sys.argv) > 2 else {}
uvicorn.Server(uvicorn.Config(app, log_level="warning", **options)).run(sockets=[listener])
