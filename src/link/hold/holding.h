#pragma once

#include "holdqueue.h"

#include <core/random.h>
#include <core/recorder.h>

#include <functional>

namespace swapscope {

// Hold and step: what somebody does with the messages that wait at a link. While the link holds, messages
// that a breakpoint names stop (without breakpoints: all); those behind them that none names pass. What stops
// keeps its place among what has stopped, and is told as link.held; what goes on as link.released, then as
// ever. A connection that ends loses what is held of it (link.lost, why "held"). Beyond kMostHeld or
// kMostHeldBytes the link stops reading. A stream whose length was promised is held, but can only be
// released.
//
// A message is named by the number of its link.held; an error says when it is not held any more, or when that
// cannot be done with it. On the link's thread.
class Holding
{
public:
    struct Outlet
    {
        // It goes on at its connection, if that is still there.
        std::function<void(HoldQueue::Held)> goOn;
        // What had no room in the queue may have some now.
        std::function<void()> freed;
        // What status() says; often.
        std::function<void()> changed;
    };

    // Recorder and generator must outlive it.
    Holding(const QString &client, Recorder &recorder, Random &random, Outlet outlet);

    // What waits, as the connections use it.
    HoldQueue &queue() { return m_queue; }
    const HoldQueue &queue() const { return m_queue; }
    // A message should have stopped, and there is no room: told once for each time that it is switched on.
    void noteFull();

    // Off releases everything, in the queue's order.
    void setOn(bool on);
    // Say what stops from now on; what is held stays.
    Result<void> setBreakpoints(const std::vector<Breakpoint> &breakpoints);
    HoldStatus status() const { return m_queue.status(); }

    bool holds(EventId id) const { return m_queue.find(id) != nullptr; }
    Result<void> step(); // releases the next one
    Result<void> release(EventId id);
    void releaseAll();
    // Its link.message will say `edited`.
    Result<void> edit(EventId id, const QString &text);
    Result<void> duplicate(EventId id); // the second one waits behind the first
    Result<void> discard(EventId id);   // link.lost, why "discarded"
    // To this place, from 0; beyond the end is the end.
    Result<void> move(EventId id, int position);

private:
    void tell();

    QString m_client;
    Recorder &m_recorder;
    Random &m_random;
    Outlet m_outlet;
    HoldQueue m_queue;
    bool m_fullNoted = false; // since it was switched on
};

} // namespace swapscope
