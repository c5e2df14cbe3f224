#pragma once

#include "protocol/reframer.h"

#include <core/random.h>
#include <faults/linkfaults.h>

#include <deque>
#include <optional>
#include <vector>

namespace swapscope {

// The stage in which faults act on single messages (lose, duplicate, delay, reorder, corrupt), in one
// direction of one connection. With no such fault in force every unit passes unchanged. A delayed message
// waits here, while those behind it pass; at the latest it leaves before the end of its stream or connection.
// Pure: time, faults and randomness are arguments.
class MessageFaults
{
public:
    // What a fault did to a message, for the trace.
    struct Note
    {
        enum class What : quint8 { Lost, Duplicated, Delayed };

        What what = What::Lost;
        int exchange = 0;
        LinkMessage message;
        Nanoseconds by = 0; // of What::Delayed: for how long
    };
    struct Result
    {
        std::vector<WireUnit> units; // go on, in this order
        std::vector<Note> notes;
    };

    explicit MessageFaults(Direction direction) : m_direction(direction) {}

    // True if this unit ends its direction: nothing queued behind it may be sent (a close frame, or the end
    // of the stream).
    static bool ends(const WireUnit &unit);

    // on: every message is put together from its frames or chunks before it goes on, as a hold needs it.
    // Otherwise that happens only while a fault needs it.
    void keepWhole(bool on) { m_keepWhole = on; }
    // A message that the user injects: goes on now, or after the message of which a part has gone on already.
    std::vector<WireUnit> insert(WireUnit unit, Nanoseconds now);
    // The next unit from the sender. A fault for the next n messages is counted down in `faults`.
    Result take(WireUnit unit, LinkFaults &faults, Nanoseconds now, Random &random);
    // Late messages whose time has come, or whose fault is no longer in force.
    std::vector<WireUnit> release(const LinkFaults &faults, Nanoseconds now);
    // Every message that waits, before the end of the direction.
    std::vector<WireUnit> releaseAll(Nanoseconds now);
    // Removes the late messages and returns them, because they can no longer be sent.
    std::vector<WireUnit> drain(Nanoseconds now);
    // When release() is to be called next; nothing: no message waits for its time.
    std::optional<Nanoseconds> due() const;

    // Size of all messages that wait.
    qint64 bytes() const;
    // See Reframer.
    bool ownChunks() const { return m_reframer.ownChunks(); }

private:
    struct Late
    {
        WireUnit unit;
        Nanoseconds arrived = 0;
        Nanoseconds due = 0;
        bool next = false; // goes on behind the next message
        bool inserted = false;
    };

    bool wantsWhole(const LinkFaults &faults, Nanoseconds now) const;

    void edit(WireUnit unit, LinkFaults &faults, Nanoseconds now, Random &random, Result &result);
    void pass(WireUnit unit, Nanoseconds now, Result &result);
    template<typename Condition>
    void moveLate(Condition condition, Nanoseconds now, std::vector<WireUnit> &units);

    Direction m_direction;
    Reframer m_reframer;
    std::deque<Late> m_late;
    bool m_keepWhole = false;
};

} // namespace swapscope
