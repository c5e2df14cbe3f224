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

std::optional<std::chrono::milliseconds> NetworkSchedule::wait(Nanoseconds now) const
{
    if (finished())
        return std::nullopt;
    const Nanoseconds left = std::max<Nanoseconds>(0, m_start + m_steps[m_taken].at - now);
    return std::chrono::milliseconds((left + kMillisecond - 1) / kMillisecond);
}

} // namespace swapscope
