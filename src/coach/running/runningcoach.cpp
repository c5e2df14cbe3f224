#include "runningcoach.h"

#include "runningrules.h"

namespace swapscope {

RunningCoach::RunningCoach(const QStringList &silence, const RunningLimits &limits)
{
    for (const RunningRuleEntry &entry : runningRules()) {
        if (!silence.contains(entry.info.name))
            m_rules.push_back({entry.make(limits), std::make_unique<Voice>(entry.info)});
    }
}

std::vector<Event> RunningCoach::gather()
{
    std::vector<Event> events;
    for (ActiveRule &active : m_rules) {
        for (Event &event : active.voice->drain())
            events.push_back(std::move(event));
    }
    return events;
}

std::vector<Event> RunningCoach::consume(const Event &event, const RunModel &model)
{
    if (event.kind == Kind::FindingRaised || event.kind == Kind::FindingCleared)
        return {};
    if (model.quitting()) // what ends now is meant to
        return {};
    for (ActiveRule &active : m_rules) {
        active.voice->setTime(event.t);
        active.rule->observe(event, model, *active.voice);
    }
    return gather();
}

std::vector<Event> RunningCoach::advance(Nanoseconds now, const RunModel &model)
{
    if (model.quitting() || model.stalled(now)) // nothing can be judged by its absence
        return {};
    for (ActiveRule &active : m_rules) {
        active.voice->setTime(now);
        active.rule->advance(now, model, *active.voice);
    }
    return gather();
}

} // namespace swapscope
