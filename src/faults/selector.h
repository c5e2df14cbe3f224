#pragma once

#include "arguments.h"

#include <core/direction.h>

namespace swapscope {

// What a fault may ask about a message.
struct MessageTraits
{
    QString kind;      // as the trace names it: "text", "event", "ping", …
    bool data = false; // it counts among its connection's messages
    QString event;     // of a stream's event: its name
};

// Which messages, or which directions of a path, a fault is meant for. A plain value.
struct Selector
{
    bool up = true;
    bool down = true;
    QString kind = QStringLiteral("data"); // "data": all that count, else as MessageTraits has them
    QString event;                         // a stream's event name; empty: any

    Selector() = default;
    // Reads "direction", "kind" and "event", which have been checked.
    explicit Selector(const FaultArguments &args);

    bool matches(Direction direction) const { return direction == Direction::Up ? up : down; }
    bool matches(Direction direction, const MessageTraits &message) const;
    // "up", "down" or "both".
    QString direction() const;

    friend bool operator==(const Selector &, const Selector &) = default;
};

} // namespace swapscope
