#pragma once

#include <core/clock.h>
#include <core/connections.h>
#include <core/recorder.h>

#include <memory>

namespace swapscope {

// What everyone who takes part in a run records into, on whatever thread: its clock, its recorder and the
// numbers of its connections. Shared: a thread that outlives its run keeps it.
struct RunSource
{
    std::shared_ptr<const Clock> clock = std::make_shared<MonotonicClock>();
    Recorder recorder{clock};
    ConnectionRegistry connections;
};

} // namespace swapscope
