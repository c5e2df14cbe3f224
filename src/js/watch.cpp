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

constexpr std::uint64_t kStateBits = 3;
constexpr std::uint64_t kArmed = 1;   // and nothing told
constexpr std::uint64_t kStalled = 2; // armed, and it was told that it stalls

std::uint64_t stateOf(std::uint64_t turn)
{
    return turn & kStateBits;
}

std::uint64_t numberOf(std::uint64_t turn)
{
    return turn & ~kStateBits;
}

} // namespace

Watch::Watch(Alarms alarms)
    : m_alarms(std::move(alarms)), m_clock(clockOfThisThread()), m_thread([this] { watch(); })
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
    m_turn += kArmed;
    // While handlers come one after the other the thread looks by itself now and then, and need not be woken.
    if (m_asleep.load()) {
        const std::lock_guard lock(m_mutex);
        m_wake.notify_one();
    }
}

void Watch::disarm()
{
    const std::uint64_t next = numberOf(m_turn.load()) + kStateBits + 1;
    if (stateOf(m_turn.exchange(next)) != kStalled)
        return;
    std::unique_lock lock(m_mutex); // it is still being told
    const auto stalled = std::chrono::steady_clock::now() - m_stalledSince;
    lock.unlock();
    if (m_alarms.resumed)
        m_alarms.resumed(stalled);
}

bool Watch::isOver() const
{
    return m_over.load() == numberOf(m_turn.load());
}

void Watch::watch()
{
    using std::chrono::steady_clock;
    pthread_setname_np(pthread_self(), "script watch"); // not its maker's name
    std::unique_lock lock(m_mutex);
    std::uint64_t seen = 0;
    std::chrono::nanoseconds usedBefore{0};
    steady_clock::time_point began;
    while (!m_quit) {
        std::uint64_t turn = m_turn.load();
        const bool isOver = m_over.load() == numberOf(turn);
        const bool stalls = stateOf(turn) == kStalled;
        const bool watched = stateOf(turn) != 0 && !(isOver && stalls);
        const bool isNew = seen != (stalls ? numberOf(turn) | kArmed : turn);
        if (isNew)
            seen = turn;
        if (!watched && isNew) {
            // The next is probably near. Whoever arms it should not have to wake this thread each time.
            m_wake.wait_for(lock, kLook);
            continue;
        }
        if (!watched) {
            m_asleep = true;
            m_wake.wait(lock, [this, turn] { return m_quit || m_turn.load() != turn; });
            m_asleep = false;
            continue;
        }
        if (isNew) {
            usedBefore = used();
            began = steady_clock::now();
        }
        const std::chrono::nanoseconds limit = m_limit.load();
        const std::chrono::nanoseconds ran = steady_clock::now() - began;
        const auto never = std::chrono::nanoseconds::max();
        const std::chrono::nanoseconds leftToUse = isOver ? never : limit - (used() - usedBefore);
        const std::chrono::nanoseconds leftToRun = stalls ? never : limit + kGrace - ran;
        if (leftToUse.count() > 0 && leftToRun.count() > 0) {
            m_wake.wait_for(lock, std::min<std::chrono::nanoseconds>({leftToUse, leftToRun, kLook}));
        } else if (leftToUse.count() <= 0) {
            if (m_turn.load() == turn) {
                m_over = numberOf(turn);
                m_alarms.over();
            }
        } else if (m_turn.compare_exchange_strong(turn, numberOf(turn) | kStalled)) {
            m_stalledSince = began;
            if (m_alarms.stalled)
                m_alarms.stalled(ran);
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
