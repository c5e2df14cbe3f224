#pragma once

#include "holdcommand.h"
#include "holdqueue.h"

#include <core/random.h>
#include <core/recorder.h>

#include <vector>

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
    // What is to be done where the messages come from and go to.
    struct Outcome
    {
        // These go on at their connections, one after the other, as far as they are still held by then: one
        // that ends its direction is the end of those behind it.
        std::vector<EventId> goOn;
        bool freed = false;  // what had no room in the queue may have some now
        bool changed = true; // what status() says
    };

    // Recorder and generator must outlive it.
    Holding(const QString &client, Recorder &recorder, Random &random);

    // What waits, as the connections use it.
    HoldQueue &queue() { return m_queue; }
    const HoldQueue &queue() const { return m_queue; }
    HoldStatus status() const { return m_queue.status(); }

    // Carries out what the command wants; its client plays no part. An error: nothing has changed.
    Result<Outcome> apply(const HoldCommand &command);
    // A message should have stopped, and there is no room. True if that was recorded, which it is once for
    // each time that holding is switched on.
    bool noteFull();

private:
    Result<Outcome> apply(const HoldCommand::Switch &command);
    Result<Outcome> apply(const HoldCommand::SetBreakpoints &command);
    Result<Outcome> apply(const HoldCommand::Step &command);
    Result<Outcome> apply(const HoldCommand::ReleaseAll &command);
    Result<Outcome> apply(const HoldCommand::Release &command);
    Result<Outcome> apply(const HoldCommand::Edit &command);
    Result<Outcome> apply(const HoldCommand::Duplicate &command);
    Result<Outcome> apply(const HoldCommand::Discard &command);
    Result<Outcome> apply(const HoldCommand::Move &command);

    QString m_client;
    Recorder &m_recorder;
    Random &m_random;
    HoldQueue m_queue;
    bool m_fullNoted = false; // since it was switched on
};

} // namespace swapscope
