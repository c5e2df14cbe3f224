#pragma once

#include <core/clock.h>

#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

namespace swapscope {

// When the script's timers are due. Knows no clock: whoever asks says what time it is. Timers that are due at
// the same moment come in the order in which they were made, so that a run can be repeated.
class Schedule
{
public:
    using Id = int; // from 1

    // Due once at `now + delay`, or from then on again after every further `interval`.
    Id once(Nanoseconds now, Nanoseconds delay);
    Id repeat(Nanoseconds now, Nanoseconds interval);
    void cancel(Id id);
    void clear();

    int size() const { return static_cast<int>(m_timers.size()); }
    // When the next one is due; nothing when there is none.
    std::optional<Nanoseconds> next() const;

    struct Due
    {
        Id id = 0;
        qint64 count = 1; // how often it has come, this time included
        bool last = true; // it will not come again
    };
    // The next timer that is due at `now`, if any. A repeated one goes on at its own beat: what is late does
    // not shift what follows, and beats that have passed entirely are left out.
    std::optional<Due> take(Nanoseconds now);

private:
    struct Timer
    {
        Nanoseconds due = 0;
        Nanoseconds interval = 0; // 0: once
        qint64 count = 0;
    };
    Id add(Nanoseconds due, Nanoseconds interval);

    Id m_last = 0;
    std::unordered_map<Id, Timer> m_timers;
    std::map<std::pair<Nanoseconds, Id>, Id> m_order;
};

} // namespace swapscope
