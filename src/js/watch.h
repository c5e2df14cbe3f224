#pragma once

#include <ctime>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

namespace swapscope::js {

// Tells when the thread that made it has used more processor time than it may between arm() and disarm().
// What counts is processor time (POSIX pthread_getcpuclockid): a busy machine or a halt in a debugger is not
// the script's fault. arm() and disarm() cost a few nanoseconds: a handler is called for every message, and
// while they come one after the other the watch's thread looks by itself, twenty times a second. The time is
// exact to kLook.
//
// It also tells when what runs stalls its thread: it is not over although the limit and kGrace have gone by
// on the clock. Whoever waits for the thread then deserves a word, whoever's fault it is.
class Watch
{
public:
    static constexpr std::chrono::milliseconds kLook{50};
    static constexpr std::chrono::milliseconds kGrace{500};

    // What is told of an arm(), each at most once. The first two are called on the watch's own thread.
    struct Alarms
    {
        std::function<void()> over; // it has used too much processor time
        // It stalls the thread, for so long already. A disarm() waits until this has returned.
        std::function<void(std::chrono::nanoseconds)> stalled;
        // Called by the disarm() of what had stalled: for how long in all.
        std::function<void(std::chrono::nanoseconds)> resumed;
    };

    explicit Watch(Alarms alarms);
    ~Watch();
    Watch(const Watch &) = delete;
    Watch &operator=(const Watch &) = delete;

    // For the thread that made it. The limit counts from now.
    void arm(std::chrono::milliseconds limit);
    void disarm();
    // What runs now has run for too long. From any thread.
    bool isOver() const;

private:
    void watch();
    std::chrono::nanoseconds used() const;

    const Alarms m_alarms;
    const clockid_t m_clock; // processor time of the thread that is watched
    // The number of the turn, and in the lowest two bits how it stands with it.
    std::atomic<std::uint64_t> m_turn{4};
    std::atomic<std::uint64_t> m_over{0}; // the number of the turn that has taken too long
    std::atomic<std::chrono::milliseconds> m_limit{};
    std::atomic<bool> m_asleep{false}; // the thread waits for an arm()
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_quit = false;
    std::chrono::steady_clock::time_point m_stalledSince; // when the turn that stalls began
    std::thread m_thread;
};

} // namespace swapscope::js
