#pragma once

#include "protocol/reframer.h"

#include <core/random.h>
#include <faults/linkfaults.h>

#include <deque>
#include <optional>
#include <vector>

namespace swapscope {

// Where the faults on messages act: one direction of one connection, before its pipe. With none in force
// everything passes as it is. A message that is late waits here; it leaves before the end of what it is part
// of. Pure: time, faults and randomness are given.
class MessageFaults
{
public:
    // What was done to a message.
    struct Note
    {
        enum class What : quint8 { Lost, Duplicated, Delayed };

        What what = What::Lost;
        int exchange = 0;
        LinkMessage message;
        Nanoseconds by = 0; // Delayed
    };
    struct Result
    {
        std::vector<WireUnit> units; // go on, in this order
        std::vector<Note> notes;
    };

    explicit MessageFaults(Direction direction) : m_direction(direction) {}

    // Whether nothing of its direction that is inside can go on behind this.
    static bool ends(const WireUnit &unit);

    // Messages come whole from now on, or again only while a fault wants them so.
    void keepWhole(bool on) { m_keepWhole = on; }
    // A message that no sender said: goes on now, or when the one has that is under way.
    std::vector<WireUnit> insert(WireUnit unit, Nanoseconds now);
    // Counts what the faults bound.
    Result take(WireUnit unit, LinkFaults &faults, Nanoseconds now, Random &random);
    // What goes on because its time has come, or because no fault is in force any more that it could wait
    // for.
    std::vector<WireUnit> release(const LinkFaults &faults, Nanoseconds now);
    // Everything that waits and can still go on: what comes behind it ends the rest.
    std::vector<WireUnit> releaseAll(Nanoseconds now);
    // The late messages, which are then no longer inside.
    std::vector<WireUnit> drain(Nanoseconds now);
    // When release() has something by the passing of time; nothing when it has not.
    std::optional<Nanoseconds> due() const;

    // Of messages that are late.
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
