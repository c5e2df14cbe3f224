#include "linkstatus.h"

#include <algorithm>

namespace swapscope {

namespace {

// What of it keeps connections away or traffic back.
struct Away
{
    bool cut = false;
    bool frozen = false;
    bool refusing = false;

    explicit Away(const FaultActs &acts)
    {
        const bool resets = acts.request && std::holds_alternative<ResetRequest>(*acts.request);
        cut = resets && acts.connections;
        refusing = resets && !acts.connections;
        frozen = acts.path.frozen;
    }
};

std::optional<qint64> kbit(const PathActs &path)
{
    return path.bytesPerSecond ? std::optional(*path.bytesPerSecond * 8 / 1000) : std::nullopt;
}

void noteLoss(const ActiveFault &active, LinkStatus *status)
{
    const bool any = active.selector.kind == u"data" && active.selector.event.isEmpty();
    if (!any || !active.acts.message || !std::holds_alternative<LoseMessage>(*active.acts.message))
        return;
    if (active.selector.down)
        status->loseDown = std::max(status->loseDown, active.bound.probability());
    if (active.selector.up)
        status->loseUp = std::max(status->loseUp, active.bound.probability());
}

} // namespace

QStringList LinkStatus::phrases() const
{
    QStringList all;
    for (const FaultInForce &each : inForce)
        all << each.phrase;
    return all;
}

LinkStatus statusOf(const LinkFaults &faults, Nanoseconds now)
{
    LinkStatus status;
    const PathActs down = faults.path(Direction::Down, now);
    const PathActs up = faults.path(Direction::Up, now);
    status.down = down.latency;
    status.up = up.latency;
    status.kbitDown = kbit(down);
    status.kbitUp = kbit(up);
    status.idleTimeout = down.endsWhenIdle;
    bool open = false; // one of them lasts until it is ended
    for (const ActiveFault &active : faults.active()) {
        if (!active.bound.inForce(now))
            continue;
        noteLoss(active, &status);
        const Away away(active.acts);
        status.cut = status.cut || away.cut;
        status.frozen = status.frozen || away.frozen;
        status.refusing = status.refusing || away.refusing;
        if (!away.cut && !away.frozen && !away.refusing)
            continue;
        open = open || !active.bound.until();
        if (active.bound.until())
            status.until = std::max(status.until.value_or(0), *active.bound.until());
    }
    if (open)
        status.until.reset();
    status.inForce = faults.shown(now);
    return status;
}

} // namespace swapscope
