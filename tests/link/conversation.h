#pragma once

#include "wire/chunks.h"

#include <core/random.h>
#include <link/protocol/traffic.h>

// What Traffic reads of a conversation between a client and a server, as lines.
namespace swapscope::test {

// One message as a line: kind, ordinal, size, name, content.
inline QString told(const LinkMessage &message)
{
    static const char *const kinds[] = {"text",  "binary", "ping",    "pong",  "close",
                                        "event", "fields", "comment", "unread"};
    QString line = QLatin1StringView(kinds[static_cast<int>(message.kind)]);
    line += QStringLiteral(" %1 %2b").arg(message.n).arg(message.bytes);
    if (!message.event.isEmpty())
        line += QStringLiteral(" ") + message.event;
    if (message.id)
        line += QStringLiteral(" id=") + *message.id;
    if (message.retry)
        line += QStringLiteral(" retry=%1").arg(*message.retry);
    if (message.kind == LinkMessage::Kind::Close)
        line += QStringLiteral(" code=%1").arg(message.code);
    return line + QStringLiteral(" <%1>").arg(QString::fromUtf8(message.text));
}

struct Heard
{
    QByteArray raw;
    QStringList told; // messages, requests, answers, ends

    void take(const std::vector<WireUnit> &units)
    {
        for (const WireUnit &unit : units) {
            raw += unit.raw;
            const QString at = QStringLiteral("%1: ").arg(unit.exchange);
            if (unit.request) {
                static const char *const wants[] = {"page", "maybe stream", "stream", "websocket"};
                told << at + QString::fromUtf8(unit.request->method) + QStringLiteral(" ") +
                            unit.request->path + QStringLiteral(" ") +
                            QLatin1StringView(wants[static_cast<int>(unit.request->wants)]) +
                            (unit.request->key.isEmpty()
                                 ? QString()
                                 : QStringLiteral(" key=") + QString::fromUtf8(unit.request->key));
            }
            if (unit.response) {
                told << at + QString::number(unit.response->status) +
                            (unit.response->interim ? QStringLiteral(" interim") : QString()) +
                            (unit.response->stream ? QStringLiteral(" stream") : QString()) +
                            (unit.response->switched ? QStringLiteral(" switched") : QString());
            }
            for (const LinkMessage &message : unit.messages)
                told << at + test::told(message);
            if (unit.streamEnds)
                told << at + QStringLiteral("stream ends");
            if (unit.eof)
                told << (unit.reset ? QStringLiteral("reset") : QStringLiteral("end"));
        }
    }
};

// A conversation: what each side says, in turns. Both directions are cut alike.
struct Turn
{
    Direction direction = Direction::Up;
    QByteArray bytes;
};

struct Conversation
{
    Heard up;
    Heard down;
};

inline void feed(Traffic &traffic, Direction direction, const QByteArrayList &chunks, Conversation &heard)
{
    for (const QByteArray &chunk : chunks) {
        if (direction == Direction::Up) {
            heard.up.take(traffic.up(chunk));
        } else {
            heard.down.take(traffic.down(chunk));
            heard.up.take(traffic.decided());
        }
    }
}

inline Conversation overhear(const std::vector<Turn> &turns, quint64 seed = 0)
{
    Traffic traffic;
    Conversation heard;
    Random random(seed);
    for (const Turn &turn : turns) {
        // From one piece to single bytes.
        const double probability = seed == 0 ? 0.0 : random.uniform() * random.uniform();
        const QByteArrayList chunks =
            wire::test::cutWhere(turn.bytes, [&](qsizetype) { return random.uniform() < probability; });
        feed(traffic, turn.direction, chunks, heard);
    }
    return heard;
}

} // namespace swapscope::test
