#include "networkschedule.h"

#include <algorithm>

namespace swapscope {

NetworkSchedule::NetworkSchedule(std::vector<NetworkStep> steps, Nanoseconds start)
    : m_steps(std::move(steps)), m_start(start)
{
    std::stable_sort(m_steps.begin(), m_steps.end(),
                     [](const NetworkStep &a, const NetworkStep &b) { return a.at < b.at; });
}

std::vector<NetworkStep> NetworkSchedule::takeDue(Nanoseconds now)
{
    std::vector<NetworkStep> due;
    while (m_taken < m_steps.size() && m_start + m_steps[m_taken].at <= now)
        due.push_back(m_steps[m_taken++]);
    return due;
}

std::optional<Nanoseconds> NetworkSchedule::next() const
{
    if (finished())
        return std::nullopt;
    return m_start + m_steps[m_taken].at;
}

} // namespace swapscope
