#pragma once

#include <core/clock.h>
#include <scenario/manifest.h>

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

namespace swapscope {

// A manifest's network schedule being run: says what is due, does nothing itself. Pure; time is given.
class NetworkSchedule
{
public:
    // Steps in any order; `start` is the moment that their `at` counts from.
    NetworkSchedule(std::vector<NetworkStep> steps, Nanoseconds start);

    // The steps that became due up to `now`, in order of time, each once.
    std::vector<NetworkStep> takeDue(Nanoseconds now);
    // How long a timer has to wait at `now` for the next step: rounded up, so that it is not early, and 0 for
    // one that is overdue, because a timer does not start with a negative time. Nothing when all are taken.
    std::optional<std::chrono::milliseconds> wait(Nanoseconds now) const;
    bool finished() const { return m_taken == m_steps.size(); }

private:
    std::vector<NetworkStep> m_steps;
    Nanoseconds m_start;
    std::size_t m_taken = 0;
};

} // namespace swapscope
