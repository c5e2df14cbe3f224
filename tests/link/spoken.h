#pragma once

#include <wire/websocket.h>

#include <QByteArray>
#include <QString>

// What clients and servers say in the tests of the link.
namespace swapscope::test {

inline constexpr quint32 kMask = 0xa1b2c3d4;

inline const QByteArray kUpgrade =
    "GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
inline const QByteArray kSwitch =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";
inline const QByteArray kTicks = "GET /ticks HTTP/1.1\r\nAccept: text/event-stream\r\n\r\n";
inline const QByteArray kStreamHead =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

inline QByteArray chunk(const QByteArray &data)
{
    return QByteArray::number(data.size(), 16) + "\r\n" + data + "\r\n";
}

// A text message of the client, and of the server.
inline QByteArray up(const QByteArray &text)
{
    return wire::encodeFrame(wire::Opcode::Text, text, true, kMask);
}

inline QByteArray down(const QByteArray &text)
{
    return wire::encodeFrame(wire::Opcode::Text, text);
}

inline QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace swapscope::test
