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

// What was done by hand in a run, read from its trace as the trace grows: no event is read twice.
class RecordedFaults
{
public:
    // Reads what the trace has more than at the last call. True: something done by hand is among it.
    bool read(const Trace &trace);
    // Forgets all; the next read() begins at the trace's start. To be called when another run begins.
    void clear();

    // In the order of time. Of a slider that was dragged only where it came to rest stands there; what was
    // done to all of so many clients at once stands there once, for "*".
    std::vector<RecordedFault> list(int clients) const;

private:
    std::vector<RecordedFault> m_each; // of every link by itself, every value of a slider
    std::size_t m_read = 0;            // so many of the trace's link.fault events
};

// The entry of a schedule that does the same; its time to the millisecond.
NetworkStep stepOf(const RecordedFault &fault);

} // namespace swapscope
