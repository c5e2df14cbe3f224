#pragma once

#include "event.h"

#include <QHashFunctions>

#include <optional>

namespace swapscope {

// Which way a message goes: down to the client, up to the server.
enum class Way : quint8 { Down, Up };

// One data message of a run: its connection, which way it goes, and which it is there, from 1.
struct MessageKey
{
    int conn = 0;
    Way way = Way::Down;
    int n = 0;

    friend bool operator==(const MessageKey &, const MessageKey &) = default;
    friend size_t qHash(const MessageKey &key, size_t seed = 0)
    {
        return qHashMulti(seed, key.conn, static_cast<int>(key.way), key.n);
    }
};

// Which message an event speaks of, at whichever point it was seen; nothing when it speaks of none or does
// not know which. Any thread.
std::optional<MessageKey> messageKey(const Event &event);

} // namespace swapscope
