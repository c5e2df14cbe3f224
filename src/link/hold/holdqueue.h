#pragma once

#include "../linkevents.h"
#include "../textpattern.h"
#include "hold.h"

#include <deque>
#include <optional>
#include <vector>

namespace swapscope {

// What waits at a link because it holds, of all its connections and both directions, in the order in which it
// is released. Pure: says what stops and keeps it; what is taken out goes on elsewhere.
class HoldQueue
{
public:
    struct Held
    {
        HeldMessage shown;
        WireUnit unit;
        const void *owner = nullptr; // whose it is
    };

    explicit HoldQueue(const QString &client = {}) : m_client(client) {}

    bool isOn() const { return m_on; }
    void setOn(bool on) { m_on = on; }
    // What stops from now on; what waits already stays. An error leaves everything as it is.
    Result<void> setBreakpoints(const std::vector<Breakpoint> &breakpoints);

    // Whether a message of this direction may stop, so that messages must come whole.
    bool wants(Direction direction) const;
    bool stops(const LinkConnection &connection, Direction direction, const LinkMessage &message) const;
    // Nothing more may be read.
    bool isFull() const { return total() >= kMostHeld || m_bytes >= kMostHeldBytes; }
    int total() const { return static_cast<int>(m_held.size()); }
    // Of all that is held, in the order in which it is released.
    std::vector<EventId> ids() const;
    std::optional<EventId> first() const
    {
        return m_held.empty() ? std::nullopt : std::optional(m_held.front().shown.id);
    }

    // At the end of the queue. `shown.id` is set, the rest of `shown` is made of the unit.
    void add(EventId id, const LinkConnection &connection, Direction direction, WireUnit unit,
             const void *owner, Nanoseconds now);
    const Held *find(EventId id) const;
    // To go on, or to be left out. Of a message and its duplicates the first that goes on, or the last that
    // is left out, is the message; the others are `copy`.
    std::optional<Held> release(EventId id);
    std::optional<Held> releaseFirst();
    std::optional<Held> discard(EventId id);
    // Of one connection and direction, in order, to go on or to be left out.
    std::optional<Held> releaseOf(const void *owner, Direction direction);
    std::optional<Held> discardOf(const void *owner, Direction direction);

    // Another text in a message's place; `mask` for one that goes up (RFC 6455, section 5.3).
    Result<void> edit(EventId id, const QString &text, quint32 mask);
    // Puts a second one behind it, under the given id. An error when it cannot be sent twice, or the queue is
    // full.
    Result<void> duplicate(EventId id, EventId copy, Nanoseconds now);
    Result<void> mayDuplicate(EventId id) const;
    Result<void> mayDiscard(EventId id) const;
    // To this place, from 0; beyond the end is the end.
    Result<void> move(EventId id, int position);

    HoldStatus status() const;
    // Of a number that is not held.
    Error unknown(EventId id) const;

private:
    using Place = std::deque<Held>::iterator;
    struct Matcher
    {
        Breakpoint breakpoint;
        TextPattern text;
    };

    Place place(EventId id);
    Place firstOf(const void *owner, Direction direction);
    Held remove(const Place &place, bool goesOn);

    QString m_client;
    bool m_on = false;
    std::vector<Matcher> m_matchers;
    std::deque<Held> m_held;
    qint64 m_bytes = 0;
    bool m_hasCopies = false; // since it was empty
};

} // namespace swapscope
