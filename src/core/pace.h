#pragma once

#include "clock.h"

#include <optional>

namespace swapscope {

// When something that repeats itself may begin again: not before an interval has passed since it last began.
// A value; every time is nanoseconds of one and the same clock.
class Pace
{
public:
    explicit Pace(Nanoseconds interval = 0) : m_interval(interval) {}

    Nanoseconds interval() const { return m_interval; }
    // Also counts for the wait that is under way.
    void setInterval(Nanoseconds interval) { m_interval = interval; }
    void began(Nanoseconds at) { m_last = at; }
    // How long it still has to wait; 0: it may begin now.
    Nanoseconds wait(Nanoseconds now) const;

private:
    Nanoseconds m_interval;
    std::optional<Nanoseconds> m_last;
};

// How far apart pieces of work must begin for all of them together to take no more than a share of the time.
//
// The longest piece of late counts, because the next one may be as long: drawing a whole window is followed
// by drawing one button. Each further piece takes a tenth off what is remembered of a longer one.
class WorkShare
{
public:
    // One part in so many of the time; at least 1.
    explicit WorkShare(int parts) : m_parts(parts) {}

    void took(Nanoseconds time);
    Nanoseconds interval() const { return m_longest * m_parts; }

private:
    int m_parts;
    Nanoseconds m_longest = 0;
};

} // namespace swapscope
