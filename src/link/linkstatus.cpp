#include "linkstatus.h"

#include "faults/describe.h"
#include "faults/linkfaults.h"

namespace swapscope {

LinkStatus statusOf(const LinkFaults &faults, Nanoseconds now)
{
    LinkStatus status;
    status.latency = faults.latency.down.delay;
    status.jitter = faults.latency.down.jitter;
    status.latencyUp = faults.latency.up.delay;
    status.jitterUp = faults.latency.up.jitter;
    status.normal = faults.latency.down.normal || faults.latency.up.normal;
    status.cut = faults.isCut(now);
    status.frozen = faults.frozen(now);
    status.refusing = faults.isRefusing(now);
    bool open = false; // one of them lasts until it is mended
    for (const Span *span : {&faults.cut, &faults.freezeUp, &faults.freezeDown, &faults.refusal}) {
        if (!span->active(now))
            continue;
        open = open || !span->until();
        status.until = std::max(status.until, span->until().value_or(0));
    }
    if (open)
        status.until = 0;
    const qint64 kbit = faults.bandwidth.bytesPerSecond * 8 / 1000;
    status.kbitDown = faults.bandwidth.active(Direction::Down, now) ? kbit : 0;
    status.kbitUp = faults.bandwidth.active(Direction::Up, now) ? kbit : 0;
    for (const MessageFault &each : faults.messages) {
        const bool any = each.selector.kind == u"data" && each.selector.event.isEmpty();
        if (each.what != MessageFault::What::Lose || !any || !each.bound.inForce(now))
            continue;
        for (const auto &[way, lose] :
             {std::pair(Direction::Down, &status.loseDown), std::pair(Direction::Up, &status.loseUp)}) {
            if (each.selector.matches(way))
                *lose = std::max(*lose, each.bound.probability());
        }
    }
    status.idleTimeout = faults.idle.active(now) ? faults.idle.after : 0;
    status.inForce = describeFaults(faults, now);
    status.ends = faultEnds(faults, now);
    return status;
}

} // namespace swapscope
