#include "recorder.h"

#include "eventfields.h"

#include <QDebug>

#include <algorithm>

namespace swapscope {

namespace {

void leaveOutUndeclared(Event &event)
{
    for (const Field field : event.data.fields()) {
        if (declares(event.kind, field))
            continue;
        qWarning().noquote() << "swapscope:" << kindName(event.kind) << "declares no"
                             << (field == Field::Undeclared ? QLatin1StringView("such field")
                                                            : fieldName(field));
        event.data.remove(field);
    }
}

bool allDeclared(const Event &event)
{
    return std::all_of(event.data.begin(), event.data.end(),
                       [&](const Payload::Entry &entry) { return declares(event.kind, entry.field); });
}

} // namespace

Recorder::Recorder(std::shared_ptr<const Clock> clock) : m_clock(std::move(clock)) {}

EventId Recorder::record(Event event)
{
    if (!allDeclared(event))
        leaveOutUndeclared(event);
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
