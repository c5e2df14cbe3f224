#include "recorder.h"

namespace swapscope {

Recorder::Recorder(std::shared_ptr<const Clock> clock) : m_clock(std::move(clock)) {}

EventId Recorder::record(Event event)
{
    const std::lock_guard lock(m_mutex);
    if (event.t < 0)
        event.t = m_clock->now();
    event.id = ++m_last;
    m_events.push_back(std::move(event));
    return m_last;
}

std::vector<Event> Recorder::take()
{
    std::vector<Event> taken;
    const std::lock_guard lock(m_mutex);
    taken.swap(m_events);
    return taken;
}

void Recorder::reset()
{
    const std::lock_guard lock(m_mutex);
    m_events.clear();
    m_last = 0;
}

} // namespace swapscope
