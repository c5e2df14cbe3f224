#pragma once

#include "attemptfault.h"
#include "latency.h"
#include "later.h"
#include "messagefault.h"
#include "path.h"

#include "../span.h"

#include <core/random.h>

#include <vector>

namespace swapscope {

// The settings of all faults of one link, apart from any connection's state, so that they can change while
// traffic flows. A plain value.
struct LinkFaults
{
    PathLatency latency;
    Span latencyUpTime; // when it ends by itself
    Span latencyDownTime;
    Span cut;
    Bound cutBound; // which new attempts it resets
    Span freezeUp;
    Span freezeDown;
    Span refusal;
    Bound refusalBound;
    std::vector<LaterFault> later;
    Bandwidth bandwidth;
    Slicing slicing;
    Limit limit;
    HalfOpen halfOpen;
    Idle idle;
    std::vector<AttemptFault> attempts;
    std::vector<MessageFault> messages;

    bool frozen(Nanoseconds now) const { return freezeUp.active(now) || freezeDown.active(now); }
    bool frozen(Direction direction, Nanoseconds now) const
    {
        return (direction == Direction::Up ? freezeUp : freezeDown).active(now);
    }
    // In force, with something left to refuse.
    bool isCut(Nanoseconds now) const { return cut.active(now) && !cutBound.over(now); }
    bool isRefusing(Nanoseconds now) const { return refusal.active(now) && !refusalBound.over(now); }
    // Whether everything new is let in.
    bool admits(Nanoseconds now) const { return !isCut(now) && !isRefusing(now); }
    // Whether this is let in, which counts; null is something else than a request. With a bound, cut and
    // refusal are meant for WebSockets and streams alone.
    bool admit(const LinkRequest *request, Random &random, Nanoseconds now);
    // So many data messages have left the link. True when a fault is due by that.
    bool countPassed(Direction direction, int passed, Nanoseconds now);
    // Whether a fault that waited should be applied before anything else leaves.
    bool anyDue(Nanoseconds now) const
    {
        return std::any_of(later.begin(), later.end(),
                           [now](const LaterFault &each) { return each.due(now); });
    }
    std::vector<LaterFault> takeDue(Nanoseconds now);
    // Whether a fault may change the messages of this direction.
    bool edits(Direction direction, Nanoseconds now) const
    {
        return std::any_of(messages.begin(), messages.end(), [&](const MessageFault &fault) {
            return fault.selector.matches(direction) && fault.bound.inForce(now);
        });
    }
    // Ends what keeps connections away, now or later; what bends the path stays.
    void mend()
    {
        cut.end();
        freezeUp.end();
        freezeDown.end();
        refusal.end();
        later.clear();
        attempts.clear();
        halfOpen = {};
    }
    // When cut, freeze, refusal or latency end by themselves next; nothing when none does.
    std::optional<Nanoseconds> nextEnd() const;
    // When anything of all this begins or ends by the passing of time.
    std::optional<Nanoseconds> nextChange(Nanoseconds now) const;
};

} // namespace swapscope
