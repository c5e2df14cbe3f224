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

// Collects the events of all threads for one reader, in batches. An event gets its id when it is recorded, so
// that its producer can name it as a cause at once.
class Recorder
{
public:
    explicit Recorder(std::shared_ptr<const Clock> clock);

    // Gives the event its id, and its time unless it has one, and keeps it for take(). Returns the id. A
    // field that its kind does not declare (eventfields.h) is dropped, with a warning. Any thread.
    EventId record(Event event);

    // All events since the last call, by ascending ids without a gap. For one reader, which may give back the
    // list of an earlier call so that its memory is used again.
    std::vector<Event> take(std::vector<Event> used = {});

    // For the reader's thread: blocks until there is an event to take, wake() is called, or the time is over.
    // However many events are recorded before the next take(), the reader is woken once.
    void wait(std::chrono::nanoseconds atMost);
    // The same, but events do not end it. True if wake() has.
    bool pause(std::chrono::nanoseconds atMost);
    // Ends the reader's wait() or pause(); if it is in neither, the next one returns at once. Any thread.
    void wake();

    // The id of the latest event; 0: there is none. Any thread.
    EventId last() const { return m_last.load(std::memory_order_acquire); }

    // For a new run: drops what was not taken, and ids start at 1 again.
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
