#pragma once

#include <link/hold/hold.h>

#include <vector>

// Held messages to show.
namespace swapscope::queue {

inline HeldMessage message(EventId id, const char *client, const QByteArray &content,
                           Direction direction = Direction::Down)
{
    HeldMessage message;
    message.id = id;
    message.client = QString::fromLatin1(client);
    message.conn = ConnectionId(7);
    message.transport = QStringLiteral("ws");
    message.path = QStringLiteral("/chat");
    message.direction = direction;
    message.n = static_cast<int>(id);
    message.content = content;
    message.bytes = content.size() + 2;
    message.since = static_cast<Nanoseconds>(id) * kSecond;
    return message;
}

inline HoldStatus status(const std::vector<HeldMessage> &messages)
{
    HoldStatus status;
    status.on = true;
    status.messages = messages;
    status.total = static_cast<int>(messages.size());
    for (const HeldMessage &message : messages)
        status.bytes += message.bytes;
    return status;
}

} // namespace swapscope::queue
