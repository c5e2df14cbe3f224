"""A server of python3-websockets that echoes, and closes with 4001 on "bye". Says "listening PORT"."""

import asyncio

import websockets


async def echo(socket, *_):
    async for message in socket:
        if message == "bye":
            await socket.close(4001, "so long")
        else:
            await socket.send(message)


async def main():
    async with websockets.serve(echo, "127.0.0.1", 0) as server:
        print("listening", server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Future()


asyncio.run(main())
