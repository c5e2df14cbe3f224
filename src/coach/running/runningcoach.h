#pragma once

#include "runningrule.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace swapscope {

// The coach while a scenario runs. Every event of the run goes in, joined (trace/join.h) and in the order of
// the ids; what the rules find comes out as finding.raised and finding.cleared events, with time and cause
// and without an id, because the recorder numbers them. Findings that go in are ignored, so a saved trace
// gives the same findings again. Does no I/O and reads no clock; one thread.
class RunningCoach
{
public:
    // `silence` names rules ("twice") that are not run.
    explicit RunningCoach(const QStringList &silence = {}, const RunningLimits &limits = {});

    // Takes the next event, which the run's model has already; returns what the rules found because of it.
    std::vector<Event> consume(const Event &event, const RunModel &model);
    // Tells the rules the time, `now` since the start of the run. Call it a few times a second, after what
    // happened until then has been consumed: some findings are about something that does not happen.
    std::vector<Event> advance(Nanoseconds now, const RunModel &model);

private:
    struct ActiveRule
    {
        std::unique_ptr<RunningRule> rule;
        std::unique_ptr<Voice> voice;
    };

    std::vector<Event> gather();

    std::vector<ActiveRule> m_rules;
};

} // namespace swapscope
