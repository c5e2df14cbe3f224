#include "runningcoach.h"

#include "runningrules.h"

namespace swapscope {

RunningCoach::RunningCoach(const QStringList &silence, const RunningLimits &limits)
{
    for (const RunningRuleEntry &entry : runningRules()) {
        if (!silence.contains(entry.info.name))
            m_seats.push_back({entry.make(limits), std::make_unique<Voice>(entry.info)});
    }
}

std::vector<Event> RunningCoach::gather()
{
    std::vector<Event> events;
    for (Seat &seat : m_seats) {
        for (Event &event : seat.voice->take())
            events.push_back(std::move(event));
    }
    return events;
}

std::vector<Event> RunningCoach::consume(const Event &event)
{
    if (event.kind == Kind::FindingRaised || event.kind == Kind::FindingCleared)
        return {};
    m_scene.take(event);
    if (m_scene.quitting()) // what ends now is meant to
        return {};
    for (Seat &seat : m_seats) {
        seat.voice->setTime(event.t);
        seat.rule->see(event, m_scene, *seat.voice);
    }
    return gather();
}

std::vector<Event> RunningCoach::advance(Nanoseconds now)
{
    if (m_scene.quitting())
        return {};
    for (Seat &seat : m_seats) {
        seat.voice->setTime(now);
        seat.rule->advance(now, m_scene, *seat.voice);
    }
    return gather();
}

} // namespace swapscope
