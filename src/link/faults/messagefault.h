#pragma once

#include "bound.h"

#include "../protocol/wireunit.h"

namespace swapscope {

// Which messages a fault is meant for.
struct MessageSelector
{
    bool up = true;
    bool down = true;
    // "data" (all with an ordinal), "text", "binary", "ping", "pong", "event", "comment"
    QString kind = QStringLiteral("data");
    QString event; // a stream's event name; empty: any

    static Result<MessageSelector> read(const QVariantMap &args);
    static const QStringList &names();

    bool matches(Direction direction) const { return direction == Direction::Up ? up : down; }
    bool matches(Direction direction, const LinkMessage &message) const;

    friend bool operator==(const MessageSelector &, const MessageSelector &) = default;
};

// A fault that acts on whole messages.
struct MessageFault
{
    enum class What : quint8 { Lose, Duplicate, Reorder, Corrupt, Delay, Truncate };

    What what = What::Lose;
    MessageSelector selector;
    Bound bound;
    Nanoseconds by = 0; // Delay: so long; Reorder: at most so long

    // Reads selector and bound.
    static Result<MessageFault> read(What what, const QVariantMap &args, Nanoseconds now);
    // What read() reads, and more.
    static QStringList names(const QStringList &more = {});
};

struct LinkFaults;
// Adds a fault, in the place of one that does the same to the same messages; one that can never act only
// takes that away. An error when there are too many.
Result<void> addMessageFault(LinkFaults &faults, MessageFault fault, Nanoseconds now);

} // namespace swapscope
