"""Plays good and bad clients of RFC 6455 against an echo server, one connection a case, and says what each got: "CASE:
what came, in order". Run against a server with and without a link, the lines have to be the same.

The cases follow the sections of the RFC; raw sockets, so that nothing is put right on the way."""

import base64
import hashlib
import os
import socket
import struct
import sys

MASK = b"\x12\x34\x56\x78"
TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


def frame(opcode, payload=b"", fin=True, rsv=0, masked=True):
    size = len(payload)
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    mark = 0x80 if masked else 0
    if size < 126:
        head += bytes([mark | size])
    elif size < 65536:
        head += bytes([mark | 126]) + struct.pack(">H", size)
    else:
        head += bytes([mark | 127]) + struct.pack(">Q", size)
    if not masked:
        return head + payload
    return head + MASK + bytes(byte ^ MASK[i % 4] for i, byte in enumerate(payload))


def close(code=None, reason=b""):
    return frame(CLOSE, b"" if code is None else struct.pack(">H", code) + reason)


GOOD_BYE = close(1000)
UTF8 = "κόσμε 𝄞".encode()
BAD_UTF8 = b"\xce\xba\xe1\xbd\xb9\xed\xa0\x80edited"


def cases():
    for opcode, name in ((TEXT, "text"), (BINARY, "binary")):
        for size in (0, 1, 125, 126, 127, 128, 65535, 65536, 300000):
            yield f"{name} of {size}", [frame(opcode, b"*" * size), GOOD_BYE]
    yield "a length in more bytes than needed", [b"\x81\xfe\x00\x05" + MASK + b"\x00" * 5, GOOD_BYE]
    yield "a length with its highest bit set", [b"\x82\xff" + b"\xff" * 8 + MASK]
    for size in (0, 1, 125):
        yield f"ping of {size}", [frame(PING, b"p" * size), GOOD_BYE]
    yield "ping of 126", [frame(PING, b"p" * 126)]
    yield "ten pings", [frame(PING, b"%d" % i) for i in range(10)] + [GOOD_BYE]
    yield "a pong nobody asked for", [frame(PONG, b"x"), frame(TEXT, b"still here"), GOOD_BYE]
    yield "a ping in pieces", [frame(PING, b"a", fin=False), frame(0, b"b")]
    for rsv in range(1, 8):
        yield f"reserved bits {rsv:03b}", [frame(TEXT, b"before"), frame(TEXT, b"x", rsv=rsv)]
    yield "reserved bits of a ping", [frame(PING, b"x", rsv=1)]
    for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
        yield f"reserved opcode {opcode}", [frame(TEXT, b"before"), frame(opcode, b"x")]
    yield "in two pieces", [frame(TEXT, b"one", fin=False), frame(0, b" two"), GOOD_BYE]
    yield "in pieces of a byte", [frame(TEXT, b"a", fin=False)] + [frame(0, b"b", fin=False)] * 50 + [frame(0, b"c"),
                                                                                                   GOOD_BYE]
    yield "pieces with pings between", [frame(TEXT, b"one", fin=False), frame(PING, b"p1"), frame(0, b"two", fin=False),
                                        frame(PING, b"p2"), frame(0, b"three"), GOOD_BYE]
    yield "empty pieces", [frame(BINARY, b"", fin=False), frame(0, b"", fin=False), frame(0), GOOD_BYE]
    yield "a continuation of nothing", [frame(0, b"x")]
    yield "a continuation of nothing, to be continued", [frame(0, b"x", fin=False)]
    yield "a message within a message", [frame(TEXT, b"one", fin=False), frame(TEXT, b"two")]
    yield "text of many letters", [frame(TEXT, UTF8), GOOD_BYE]
    for at in range(1, len(UTF8)):
        yield f"a letter in two pieces at {at}", [frame(TEXT, UTF8[:at], fin=False), frame(0, UTF8[at:]), GOOD_BYE]
    yield "bad UTF-8", [frame(TEXT, BAD_UTF8)]
    for at in range(1, len(BAD_UTF8), 3):
        yield f"bad UTF-8 in two pieces at {at}", [frame(TEXT, BAD_UTF8[:at], fin=False), frame(0, BAD_UTF8[at:])]
    for bad in (b"\x80", b"\xc0\xaf", b"\xf8\x88\x80\x80\x80", b"\xed\xbf\xbf", b"\xf4\x90\x80\x80", b"\xce"):
        yield f"bad UTF-8 {bad.hex()}", [frame(TEXT, bad)]
    yield "bad UTF-8 is good binary", [frame(BINARY, BAD_UTF8), GOOD_BYE]
    for code in (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999):
        yield f"close {code}", [close(code)]
    for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535):
        yield f"close {code}, which is none", [close(code)]
    yield "close without a code", [close()]
    yield "close with half a code", [frame(CLOSE, b"\x03")]
    yield "close with a reason", [close(1000, "grüße".encode())]
    yield "close with the longest reason", [close(1000, b"r" * 123)]
    yield "close with a reason too long", [close(1000, b"r" * 124)]
    yield "close with a bad reason", [close(1000, BAD_UTF8)]
    yield "words after the close", [close(1000), frame(TEXT, b"late")]
    yield "a ping after the close", [close(1000), frame(PING, b"late")]
    yield "two closes", [close(1000), close(1001)]
    yield "a close within a message", [frame(TEXT, b"one", fin=False), close(1000)]
    yield "without a mask", [frame(TEXT, b"bare", masked=False)]
    yield "a ping without a mask", [frame(PING, b"bare", masked=False)]
    yield "bad handshake: another version", None
    yield "many at once", [b"".join(frame(TEXT, b"%d" % i) for i in range(200)) + GOOD_BYE]
    yield "byte by byte", [bytes([byte]) for byte in frame(TEXT, b"slow") + frame(PING, b"p") + GOOD_BYE]


class End(Exception):
    pass


def read(connection, size, buffer):
    while len(buffer) < size:
        part = connection.recv(65536)
        if not part:
            raise End("end")
        buffer += part
    taken = bytes(buffer[:size])
    del buffer[:size]
    return taken


def handshake(connection, host, buffer, version=13):
    key = base64.b64encode(os.urandom(16))
    connection.sendall(b"GET / HTTP/1.1\r\nHost: " + host + b"\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       b"Sec-WebSocket-Key: " + key + b"\r\nSec-WebSocket-Version: %d\r\n\r\n" % version)
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        head += read(connection, 1, buffer)
    proof = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
    return head.split(b" ", 2)[1].decode() + (" proven" if proof in head else "")


def told(opcode, payload, fin):
    name = {0: "more", TEXT: "text", BINARY: "binary", CLOSE: "close", PING: "ping", PONG: "pong"}.get(opcode, opcode)
    if opcode == CLOSE and len(payload) >= 2:
        return f"close {struct.unpack('>H', payload[:2])[0]} {payload[2:].decode(errors='replace')}".rstrip()
    digest = payload.hex() if len(payload) < 24 else hashlib.sha1(payload).hexdigest()[:12]
    return f"{name}{'' if fin else '…'} {len(payload)} {digest}".rstrip()


def play(port, parts):
    said = []
    buffer = bytearray()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        host = b"127.0.0.1:%d" % port
        if parts is None:
            return [handshake(connection, host, buffer, version=99)]
        said.append(handshake(connection, host, buffer))
        try:
            for part in parts:
                connection.sendall(part)
        except OSError:
            pass  # it has had enough already
        try:
            while True:
                first, second = read(connection, 2, buffer)
                size = second & 127
                if size == 126:
                    size = struct.unpack(">H", read(connection, 2, buffer))[0]
                elif size == 127:
                    size = struct.unpack(">Q", read(connection, 8, buffer))[0]
                said.append(told(first & 15, read(connection, size, buffer), first & 128))
        except End:
            said.append("end")
        except ConnectionError:
            said.append("end")  # with or without a reset, as the last words met the socket's end
        except TimeoutError:
            said.append("silence")
    return said


for name, parts in cases():
    print(f"{name}: {', '.join(play(int(sys.argv[1]), parts))}", flush=True)
