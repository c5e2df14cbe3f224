#pragma once

#include "lesson.h"

#include <coach/running/findinglog.h>
#include <coach/running/runningcoach.h>
#include <core/clock.h>
#include <core/connections.h>
#include <core/recorder.h>
#include <trace/join.h>
#include <trace/ledger.h>
#include <trace/trace.h>

#include <functional>
#include <memory>

namespace swapscope {

// What one run consists of, on the thread of whoever watches it: its clock and recorder, and what is made of
// its events. A new run gets a new one, so that nothing late of the old run gets into it.
struct Run
{
    Run();

    // What a look at the recorder came to.
    struct News
    {
        EventId before = 0; // events were in the trace; those after it are new
        bool ticked = false;
        bool found = false;
    };
    // Takes what has happened into the trace, and lets ledger, lesson and coach see it. `open`: the run goes
    // on, so that the coach may judge a silence.
    News take(bool open);
    // Whether a page has opened a connection of whose end it has not told.
    bool aPageIsOpen() const;

    std::shared_ptr<const Clock> clock;
    Recorder recorder;
    ConnectionRegistry connections;
    Trace trace;
    Join join;
    Ledger ledger;
    Lesson lesson;
    RunningCoach coach;
    FindingLog findings;

private:
    Nanoseconds m_coachLooked = 0;
};

// The server's good-bye is on its way to the pages; what they do with it belongs into the trace. Waits while
// one is open, at most a fifth of a second, and lets all events through but a user's. isOpen(): looks at what
// has come, and says whether a page is open (Run::aPageIsOpen()).
void hearPagesOut(const std::function<bool()> &isOpen);

} // namespace swapscope
