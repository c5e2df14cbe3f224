#include "injectedframes.h"

#include "hold/rewrite.h"
#include "protocol/traffic.h"

#include <wire/chunk.h>

namespace swapscope {

Result<WireUnit> writtenMessage(const Traffic &traffic, ConnectionId conn, Direction direction,
                                const QString &text, const QString &event, Random &random)
{
    if (text.toUtf8().size() > kMostWritten)
        return Error{
            QStringLiteral("The text is longer than %1 bytes, the most that is taken").arg(kMostWritten)};
    if (traffic.isWebSocket()) {
        if (traffic.readsFrames(direction))
            return writtenFrame(traffic.live(), direction, text, static_cast<quint32>(random.next()));
        return Error{
            QStringLiteral("Connection %1 carries what breaks the WebSocket protocol, so a message has no "
                           "place in it")
                .arg(conn.number())};
    }
    if (direction == Direction::Up)
        return Error{QStringLiteral("Connection %1 is an event stream, in which only the server speaks; send "
                                    "downward")
                         .arg(conn.number())};
    if (traffic.isSizedStream())
        return Error{QStringLiteral("The length of this stream was promised in its head (Content-Length), "
                                    "so nothing can be added to it")};
    return writtenEvent(traffic.live(), traffic.isChunkedStream(), event, text);
}

std::vector<WireUnit> closingUnits(const Traffic &traffic, bool ownChunks, const wire::CloseInfo &info)
{
    const int exchange = traffic.live();
    if (traffic.readsFrames(Direction::Down))
        return {closeFrame(exchange, info)};
    // A stream; or a WebSocket in the middle of what cannot be read, where no frame would be one.
    std::vector<WireUnit> units;
    if (traffic.isStream()) {
        const QByteArray end =
            ownChunks ? wire::encodeLastChunk() : traffic.streamEnd().value_or(QByteArray());
        units.push_back({.raw = end, .exchange = exchange, .streamEnds = true, .byLink = true});
    }
    units.push_back({.exchange = exchange, .eof = true, .byLink = true});
    return units;
}

} // namespace swapscope
