#pragma once

#include "runningrule.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace swapscope {

// The coach while a scenario runs: enriched events in the order of their ids go in, finding.raised and
// finding.cleared come out, with t and cause, without an id. Reads no findings, so a saved trace gives the
// same ones again. Pure; one thread.
class RunningCoach
{
public:
    // silence: rules that say nothing.
    explicit RunningCoach(const QStringList &silence = {}, const RunningLimits &limits = {});

    std::vector<Event> consume(const Event &event);
    // It is `now` (of the run), and all that happened up to about then has been consumed. To be called a few
    // times a second: what is wrong because something does not happen is found so.
    std::vector<Event> advance(Nanoseconds now);

private:
    struct Seat
    {
        std::unique_ptr<RunningRule> rule;
        std::unique_ptr<Voice> voice;
    };

    std::vector<Event> gather();

    Scene m_scene;
    std::vector<Seat> m_seats;
};

} // namespace swapscope
