"""Says what a client of python3-websockets sees: "message TEXT", "binary SIZE", "pong", "close CODE REASON"."""

import asyncio
import sys

import websockets


async def main(url, *messages):
    async with websockets.connect(url) as socket:
        await (await socket.ping(b"still there?"))
        print("pong")
        for message in messages:
            await socket.send(message)
        try:
            while True:
                data = await socket.recv()
                print(f"message {data}" if isinstance(data, str) else f"binary {len(data)}")
        except websockets.ConnectionClosed as closed:
            print(f"close {closed.rcvd.code} {closed.rcvd.reason}")


asyncio.run(main(*sys.argv[1:]))
