#include "watchdog.h"

#include <QJSEngine>

#include <pthread.h>

#include <algorithm>

namespace swapscope {

namespace {

constexpr std::chrono::milliseconds kLeast{1}; // between two looks

clockid_t clockOfThisThread()
{
    clockid_t clock = CLOCK_MONOTONIC; // a machine without such clocks counts all time
    pthread_getcpuclockid(pthread_self(), &clock);
    return clock;
}

} // namespace

Watchdog::Watchdog(QJSEngine &engine, std::chrono::milliseconds limit)
    : m_engine(engine), m_limit(limit), m_clock(clockOfThisThread()), m_thread([this] { watch(); })
{
}

Watchdog::~Watchdog()
{
    {
        const std::lock_guard lock(m_mutex);
        m_quit = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void Watchdog::arm()
{
    bool sleeping = false;
    {
        const std::lock_guard lock(m_mutex);
        m_fired = false;
        m_usedBefore = used();
        m_deadline = std::chrono::steady_clock::now() + m_limit;
        sleeping = m_waiting;
    }
    // A thread that already waits for an earlier deadline looks again by itself: handlers come by thousands.
    if (sleeping)
        m_wake.notify_one();
}

bool Watchdog::disarm()
{
    const std::lock_guard lock(m_mutex);
    m_deadline = Time::max();
    if (m_fired)
        m_engine.setInterrupted(false);
    return m_fired;
}

void Watchdog::watch()
{
    std::unique_lock lock(m_mutex);
    while (!m_quit) {
        const Time until = m_deadline;
        if (until == Time::max()) {
            m_waiting = true;
            m_wake.wait(lock);
            m_waiting = false;
        } else if (std::chrono::steady_clock::now() < until) {
            m_wake.wait_until(lock, until);
        } else if (const auto left = m_limit - (used() - m_usedBefore); left.count() > 0) {
            // It had to wait for the processor.
            m_deadline = std::chrono::steady_clock::now() + std::max<std::chrono::nanoseconds>(left, kLeast);
        } else {
            m_fired = true;
            m_deadline = Time::max();
            m_engine.setInterrupted(true);
        }
    }
}

std::chrono::nanoseconds Watchdog::used() const
{
    timespec time{};
    clock_gettime(m_clock, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

} // namespace swapscope
