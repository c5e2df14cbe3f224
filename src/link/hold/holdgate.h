#pragma once

#include "../exchanges.h"
#include "holdqueue.h"

#include <core/recorder.h>

#include <deque>
#include <functional>

namespace swapscope {

// Where messages stop: one direction of one connection, between the faults on messages and the pipe. What is
// to be held goes into the link's queue, everything else onward; and when no more can go on, what is held of
// this direction is lost. Decides; whoever owns it does.
class HoldGate
{
public:
    struct Outlet
    {
        std::function<void(WireUnit)> onward;
        std::function<void()> changed; // what is held
        std::function<void()> full;    // one should have stopped, and there is no room
        std::function<void()> freed;   // there was no room in the link's queue, and now there is
    };

    // All must outlive it; `owner` is what the queue knows the connection by.
    HoldGate(Direction direction, HoldQueue &queue, Exchanges &exchanges, Recorder &recorder,
             const void *owner, Outlet outlet);

    void take(WireUnit unit);
    // What had no room among what is held tries again.
    void retry();
    // One that was held.
    void goOn(HoldQueue::Held held);
    // Nothing can go on any more: what is held is lost as such, and what had no room because of `why`.
    void lose(const QString &why);

    // What was read before there was too much waits here, so that nothing more should be.
    bool isBlocked() const { return !m_waiting.empty() || (m_queue.isFull() && m_queue.wants(m_direction)); }

private:
    bool stops(const WireUnit &unit) const;
    // False when there is no room for it.
    bool hold(WireUnit &unit);
    bool pass(WireUnit &unit, bool held);
    void end(const WireUnit &unit);

    Direction m_direction;
    HoldQueue &m_queue;
    Exchanges &m_exchanges;
    Recorder &m_recorder;
    const void *m_owner;
    Outlet m_outlet;
    std::deque<WireUnit> m_waiting;
};

} // namespace swapscope
