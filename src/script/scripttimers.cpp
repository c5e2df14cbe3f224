#include "scripttimers.h"

#include <QPointer>

#include <algorithm>
#include <chrono>

namespace swapscope {

ScriptTimers::ScriptTimers(const Clock &clock, ScriptCall call) : m_clock(clock), m_call(std::move(call))
{
    m_wake.setSingleShot(true);
    m_wake.setTimerType(Qt::PreciseTimer);
    connect(&m_wake, &QTimer::timeout, this, &ScriptTimers::runDue);
}

int ScriptTimers::add(const ScriptHandler &handler, Nanoseconds delay, Kind kind)
{
    if (m_schedule.size() >= kMost)
        return 0;
    const Nanoseconds now = m_clock.now();
    const int id = kind == Kind::Once ? m_schedule.once(now, delay) : m_schedule.repeat(now, delay);
    m_timers.insert(id, {handler, kind == Kind::Counted});
    arm();
    return id;
}

void ScriptTimers::cancel(int id)
{
    m_schedule.cancel(id);
    m_timers.remove(id);
}

void ScriptTimers::clear()
{
    m_schedule.clear();
    m_timers.clear();
    m_wake.stop();
}

void ScriptTimers::start()
{
    m_started = true;
    arm();
}

void ScriptTimers::retire()
{
    m_retired = true;
    clear();
}

void ScriptTimers::arm()
{
    const auto next = m_schedule.next();
    if (!m_started || m_retired || !next)
        return;
    const Nanoseconds wait = std::max<Nanoseconds>(0, *next - m_clock.now());
    m_wake.start(std::chrono::milliseconds((wait + kMillisecond - 1) / kMillisecond));
}

void ScriptTimers::runDue()
{
    const Nanoseconds now = m_clock.now();
    const QPointer<ScriptTimers> self(this);
    const ScriptCall call = m_call;
    while (const auto due = m_schedule.take(now)) {
        const Timer timer = m_timers.value(due->id);
        if (due->last)
            m_timers.remove(due->id);
        const js::Argument count[] = {static_cast<double>(due->count)};
        const js::Outcome outcome = call(timer.handler, std::span(count, timer.counted ? 1 : 0));
        if (!self)
            return;
        if (outcome.stopped)
            cancel(due->id); // it would hang again at every beat
    }
    arm();
}

} // namespace swapscope
