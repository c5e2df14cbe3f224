#include "linkfaults.h"

#include <utility>

namespace swapscope {

bool LinkFaults::admit(const LinkRequest *request, Random &random, Nanoseconds now)
{
    const bool live = request && AttemptFault{}.matches(*request);
    for (const auto &[span, bound] : {std::pair(&cut, &cutBound), std::pair(&refusal, &refusalBound)}) {
        if (!span->active(now) || bound->over(now))
            continue;
        if (!bound->chooses() || (live && bound->acts(random.uniform(), now)))
            return false;
    }
    return true;
}

bool LinkFaults::countPassed(Direction direction, int passed, Nanoseconds now)
{
    for (LaterFault &each : later)
        each.count(direction, passed, now);
    return anyDue(now);
}

std::vector<LaterFault> LinkFaults::takeDue(Nanoseconds now)
{
    std::vector<LaterFault> due;
    for (auto each = later.begin(); each != later.end();) {
        if (!each->due(now)) {
            ++each;
            continue;
        }
        due.push_back(std::move(*each));
        each = later.erase(each);
    }
    return due;
}

std::optional<Nanoseconds> LinkFaults::nextEnd() const
{
    std::optional<Nanoseconds> next;
    for (const Span *span : {&cut, &freezeUp, &freezeDown, &refusal, &latencyUpTime, &latencyDownTime}) {
        if (const std::optional<Nanoseconds> until = span->until(); until && (!next || *until < *next))
            next = until;
    }
    return next;
}

std::optional<Nanoseconds> LinkFaults::nextChange(Nanoseconds now) const
{
    std::optional<Nanoseconds> next = nextEnd();
    const auto at = [&](std::optional<Nanoseconds> when) {
        if (when && *when > now && (!next || *when < *next))
            next = when;
    };
    const auto ofBound = [&](const Bound &bound) {
        at(bound.from());
        at(bound.until());
    };
    for (const LaterFault &each : later)
        at(each.from);
    for (const AttemptFault &each : attempts)
        ofBound(each.bound);
    for (const MessageFault &each : messages)
        ofBound(each.bound);
    for (const PathFault *path : {&bandwidth.path, &slicing.path, &limit.path, &halfOpen.path, &idle.path})
        ofBound(path->bound);
    return next;
}

} // namespace swapscope
