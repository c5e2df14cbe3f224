#include "recorder.h"

#include "eventfields.h"

#include <QDebug>

#include <algorithm>
#include <utility>

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
    bool wakes = false;
    EventId id = 0;
    {
        const std::lock_guard lock(m_mutex);
        if (event.t < 0)
            event.t = m_clock->now();
        id = m_last.load(std::memory_order_relaxed) + 1;
        event.id = id;
        m_events.push_back(std::move(event));
        m_last.store(id, std::memory_order_release);
        wakes = std::exchange(m_readerWaits, false);
    }
    if (wakes)
        m_wakes.notify_one();
    return id;
}

std::vector<Event> Recorder::take(std::vector<Event> used)
{
    used.clear();
    const std::lock_guard lock(m_mutex);
    used.swap(m_events);
    return used;
}

void Recorder::wait(std::chrono::nanoseconds atMost)
{
    std::unique_lock lock(m_mutex);
    m_readerWaits = true;
    m_wakes.wait_for(lock, atMost, [this] { return m_woken || !m_events.empty(); });
    m_readerWaits = false;
    m_woken = false;
}

bool Recorder::pause(std::chrono::nanoseconds atMost)
{
    std::unique_lock lock(m_mutex);
    m_wakes.wait_for(lock, atMost, [this] { return m_woken; });
    return std::exchange(m_woken, false);
}

void Recorder::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_woken = true;
    }
    m_wakes.notify_one();
}

void Recorder::reset()
{
    const std::lock_guard lock(m_mutex);
    m_events.clear();
    m_last = 0;
}

} // namespace swapscope
