#pragma once

#include "clock.h"
#include "event.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
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

    // Everything recorded since the last call, in the order of the numbers, without a gap. One reader. A list
    // that it is done with, if it gives one, is used again.
    std::vector<Event> take(std::vector<Event> used = {});

    // For the reader's thread: returns when there is something to take, or somebody calls wake(), or when the
    // time is over. Who records pays for waking the reader once, however much is recorded until it takes.
    void wait(std::chrono::nanoseconds atMost);
    // The same, but what is recorded does not end it. True: wake() did.
    bool pause(std::chrono::nanoseconds atMost);
    // Ends the reader's wait() or pause(), or its next one. Any thread.
    void wake();

    // The number of the latest event; 0: there is none. Any thread.
    EventId last() const { return m_last.load(std::memory_order_acquire); }

    // Forgets what was not taken and numbers from 1 again, for a new run.
    void reset();

    Nanoseconds now() const { return m_clock->now(); }
    const Clock &clock() const { return *m_clock; }

private:
    std::shared_ptr<const Clock> m_clock;
    std::mutex m_mutex;
    std::condition_variable m_wakes;
    std::vector<Event> m_events;
    std::atomic<EventId> m_last = 0; // written under the mutex
    bool m_readerWaits = false;      // for an event
    bool m_woken = false;
};

} // namespace swapscope
