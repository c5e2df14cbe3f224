#pragma once

#include <core/clock.h>
#include <scenario/manifest.h>

#include <vector>

namespace swapscope {

class Trace;

// A fault that was caused by hand, as the trace tells it.
struct RecordedFault
{
    Nanoseconds t = 0; // since the start of the run
    FaultCommand command;

    friend bool operator==(const RecordedFault &, const RecordedFault &) = default;
};

// What was done by hand in this run, in the order of time. Of a slider that was dragged only where it came to
// rest stands there; what was done to all of so many clients at once stands there once, for "*".
std::vector<RecordedFault> recordedFaults(const Trace &trace, int clients);

// The entry of a schedule that does the same; its time to the millisecond.
NetworkStep stepOf(const RecordedFault &fault);

} // namespace swapscope
