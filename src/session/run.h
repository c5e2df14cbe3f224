#pragma once

#include "lesson.h"
#include "runsource.h"

#include <coach/running/findinglog.h>
#include <coach/running/runningcoach.h>
#include <trace/join.h>
#include <trace/ledger.h>
#include <trace/trace.h>

#include <deque>
#include <memory>

namespace swapscope {

// What one run consists of, on the thread of whoever watches it: where it is recorded, and what is made of
// its events. A new run gets a new one, so that nothing late of the old run gets into it.
struct Run
{
    static constexpr Nanoseconds kNoLimit = std::numeric_limits<Nanoseconds>::max();

    Run();

    // What a look at the recorder came to.
    struct News
    {
        EventId before = 0; // events were in the trace; those after it are new
        bool ticked = false;
        bool found = false;
    };
    // Takes what has happened into the trace, and lets ledger, lesson and coach see it, for so long at most
    // by the run's clock: what is left then, waiting() events, is taken first the next time. `open`: the run
    // goes on, so that the coach may judge a silence.
    News take(bool open, Nanoseconds budget = kNoLimit);
    // Events that were taken from the recorder and are not in the trace yet.
    std::size_t waiting() const { return m_waiting.size(); }
    // Whether a page has opened a connection of whose end it has not told.
    bool aPageIsOpen() const;

    std::shared_ptr<RunSource> source;
    Recorder &recorder; // the source's
    Trace trace;
    Join join;
    Ledger ledger;
    Lesson lesson;
    RunningCoach coach;
    FindingLog findings;

private:
    void takeOne(Event event, News &news);

    std::deque<Event> m_waiting;
    Nanoseconds m_coachLooked = 0;
};

} // namespace swapscope
