#pragma once

#include "clock.h"
#include "event.h"

#include <memory>
#include <mutex>
#include <vector>

namespace swapscope {

// Takes events from every thread and hands them over in batches. It gives each its number, which is its line
// in the trace, so a producer can name an event as a cause at once; and a batch costs the reader one lock
// however long it is.
class Recorder
{
public:
    explicit Recorder(std::shared_ptr<const Clock> clock);

    // Stamps the event's time unless it has one, numbers it, keeps it for take(). Any thread. Returns the
    // number. A field that its kind does not declare is left out, with a warning: what the trace says,
    // conditions can ask for and the manual explains.
    EventId record(Event event);

    // Everything recorded since the last call, in the order of the numbers, without a gap. One reader.
    std::vector<Event> take();

    // Forgets what was not taken and numbers from 1 again, for a new run.
    void reset();

    Nanoseconds now() const { return m_clock->now(); }
    const Clock &clock() const { return *m_clock; }

private:
    std::shared_ptr<const Clock> m_clock;
    std::mutex m_mutex;
    std::vector<Event> m_events;
    EventId m_last = 0;
};

} // namespace swapscope
