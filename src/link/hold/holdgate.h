#pragma once

#include "../gate/exchanges.h"
#include "holdqueue.h"

#include <core/recorder.h>

#include <deque>
#include <vector>

namespace swapscope {

// What became of the link's queue, for those who show it or wait for room in it.
struct HoldChanges
{
    bool held = false;  // there is more in it, or less
    bool full = false;  // a message should have stopped, and there is no room
    bool freed = false; // there was no room, and now there is: for other connections too

    HoldChanges &operator|=(const HoldChanges &more)
    {
        held = held || more.held;
        full = full || more.full;
        freed = freed || more.freed;
        return *this;
    }
    friend bool operator==(const HoldChanges &, const HoldChanges &) = default;
};

// Where messages stop: one direction of one connection, between the faults on messages and the pipe. What is
// to be held goes into the link's queue, everything else onward; and when no more can go on, what is held of
// this direction is lost.
class HoldGate
{
public:
    // What comes of a call.
    struct Result
    {
        std::vector<WireUnit> onward; // into the pipe, in this order
        HoldChanges changes;
    };

    // All must outlive it; `owner` is what the queue knows the connection by.
    HoldGate(Direction direction, HoldQueue &queue, Exchanges &exchanges, Recorder &recorder,
             const void *owner);

    Result take(std::vector<WireUnit> units);
    // What had no room among what is held tries again.
    Result retry();
    // One that was held.
    Result goOn(HoldQueue::Held held);
    // Nothing can go on any more: what is held is lost as such, and what had no room because of `why`.
    HoldChanges lose(const QString &why);

    // What was read before there was too much waits here, so that nothing more should be.
    bool isBlocked() const { return !m_waiting.empty() || (m_queue.isFull() && m_queue.wants(m_direction)); }

private:
    // True if nothing is held or waits here, and nothing would be: all units pass as they are.
    bool isOpen() const;
    bool stops(const WireUnit &unit) const;
    void take(WireUnit unit, Result &result);
    void goOn(HoldQueue::Held held, Result &result);
    // Both: false when there is no room for it.
    bool hold(WireUnit &unit, Result &result);
    bool pass(WireUnit &unit, bool held, Result &result);
    // What is held goes before a unit behind which nothing can go on, or is lost.
    void end(const WireUnit &unit, Result &result);

    Direction m_direction;
    HoldQueue &m_queue;
    Exchanges &m_exchanges;
    Recorder &m_recorder;
    const void *m_owner;
    std::deque<WireUnit> m_waiting;
};

} // namespace swapscope
