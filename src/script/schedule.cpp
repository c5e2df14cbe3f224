#include "schedule.h"

namespace swapscope {

Schedule::Id Schedule::once(Nanoseconds now, Nanoseconds delay)
{
    return add(now + delay, 0);
}

Schedule::Id Schedule::repeat(Nanoseconds now, Nanoseconds interval)
{
    return add(now + interval, interval);
}

Schedule::Id Schedule::add(Nanoseconds due, Nanoseconds interval)
{
    const Id id = ++m_last;
    m_timers.emplace(id, Timer{due, interval, 0});
    m_order.emplace(std::pair(due, id), id);
    return id;
}

void Schedule::cancel(Id id)
{
    const auto timer = m_timers.find(id);
    if (timer == m_timers.end())
        return;
    m_order.erase({timer->second.due, id});
    m_timers.erase(timer);
}

void Schedule::clear()
{
    m_timers.clear();
    m_order.clear();
}

std::optional<Nanoseconds> Schedule::next() const
{
    if (m_order.empty())
        return std::nullopt;
    return m_order.begin()->first.first;
}

std::optional<Schedule::Due> Schedule::take(Nanoseconds now)
{
    if (m_order.empty() || m_order.begin()->first.first > now)
        return std::nullopt;
    const Id id = m_order.begin()->second;
    m_order.erase(m_order.begin());
    Timer &timer = m_timers.at(id);
    const Due due{id, ++timer.count, timer.interval == 0};
    if (timer.interval == 0) {
        m_timers.erase(id);
        return due;
    }
    const Nanoseconds beats = 1 + (now - timer.due) / timer.interval;
    timer.due += beats * timer.interval;
    m_order.emplace(std::pair(timer.due, id), id);
    return due;
}

} // namespace swapscope
