#pragma once

#include "attemptfault.h"
#include "latency.h"
#include "messagefault.h"
#include "path.h"

#include "../span.h"

#include <vector>

namespace swapscope {

// The settings of all faults of one link, apart from any connection's state, so that they can change while
// traffic flows. A plain value.
struct LinkFaults
{
    Latency latency;
    Span latencyTime; // when it ends by itself
    Span cut;
    Span freeze;
    Span refusal;
    Bandwidth bandwidth;
    Slicing slicing;
    Limit limit;
    HalfOpen halfOpen;
    Idle idle;
    std::vector<AttemptFault> attempts;
    std::vector<MessageFault> messages;

    bool frozen(Nanoseconds now) const { return freeze.active(now); }
    // Whether a new connection attempt is let in.
    bool admits(Nanoseconds now) const { return !cut.active(now) && !refusal.active(now); }
    // Whether a fault may change the messages of this direction.
    bool edits(Direction direction, Nanoseconds now) const
    {
        return std::any_of(messages.begin(), messages.end(), [&](const MessageFault &fault) {
            return fault.selector.matches(direction) && fault.bound.inForce(now);
        });
    }
    // Ends what would end by itself some day; latency stays.
    void mend()
    {
        cut.end();
        freeze.end();
        refusal.end();
        attempts.clear();
        halfOpen = {};
    }
    // When one of them ends by itself next; nothing when none does.
    std::optional<Nanoseconds> nextEnd() const;
};

} // namespace swapscope
