#include "watch.h"

#include <pthread.h>

#include <algorithm>

namespace swapscope::js {

namespace {

clockid_t clockOfThisThread()
{
    clockid_t clock = CLOCK_MONOTONIC; // a machine without such clocks counts all time
    pthread_getcpuclockid(pthread_self(), &clock);
    return clock;
}

bool isArmed(std::uint64_t turn)
{
    return turn % 2 == 1;
}

} // namespace

Watch::Watch(std::function<void()> alarm)
    : m_alarm(std::move(alarm)), m_clock(clockOfThisThread()), m_thread([this] { watch(); })
{
}

Watch::~Watch()
{
    {
        const std::lock_guard lock(m_mutex);
        m_quit = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void Watch::arm(std::chrono::milliseconds limit)
{
    m_limit = limit;
    ++m_turn;
    // While handlers come one after the other the thread looks by itself now and then, and need not be woken.
    if (m_asleep.load()) {
        const std::lock_guard lock(m_mutex);
        m_wake.notify_one();
    }
}

void Watch::disarm()
{
    ++m_turn;
}

void Watch::watch()
{
    std::unique_lock lock(m_mutex);
    std::uint64_t seen = 0;
    std::chrono::nanoseconds usedBefore{0};
    while (!m_quit) {
        const std::uint64_t turn = m_turn.load();
        const bool watched = isArmed(turn) && m_over.load() != turn;
        if (!watched && turn != seen) {
            // The next is probably near. Whoever arms it should not have to wake this thread each time.
            seen = turn;
            m_wake.wait_for(lock, kLook);
            continue;
        }
        if (!watched) {
            m_asleep = true;
            m_wake.wait(lock, [this, turn] { return m_quit || m_turn.load() != turn; });
            m_asleep = false;
            continue;
        }
        if (turn != seen) {
            seen = turn;
            usedBefore = used();
        }
        const std::chrono::nanoseconds left = m_limit.load() - (used() - usedBefore);
        if (left.count() > 0) {
            m_wake.wait_for(lock, std::min<std::chrono::nanoseconds>(left, kLook));
        } else if (m_turn.load() == turn) {
            m_over = turn;
            m_alarm();
        }
    }
}

std::chrono::nanoseconds Watch::used() const
{
    timespec time{};
    clock_gettime(m_clock, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

} // namespace swapscope::js
