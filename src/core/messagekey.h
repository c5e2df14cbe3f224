#pragma once

#include "event.h"

#include <QHashFunctions>

#include <optional>

namespace swapscope {

// Which way a message goes: down to the client, up to the server.
enum class Way : quint8 { Down, Up };

// Identifies one data message of a run: its connection, its direction, and its ordinal in these, from 1.
struct MessageKey
{
    ConnectionId conn;
    Way way = Way::Down;
    int n = 0;

    friend bool operator==(const MessageKey &, const MessageKey &) = default;
    friend size_t qHash(const MessageKey &key, size_t seed = 0)
    {
        return qHashMulti(seed, key.conn, static_cast<int>(key.way), key.n);
    }
};

// The message that an event is about, whichever point has seen it. Nothing if it is about none, or does not
// have the ordinal. Any thread.
std::optional<MessageKey> messageKey(const Event &event);

} // namespace swapscope
