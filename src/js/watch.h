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
class Watch
{
public:
    static constexpr std::chrono::milliseconds kLook{50};

    // `alarm` is called on the watch's own thread, once for each arm() that took too long.
    explicit Watch(std::function<void()> alarm);
    ~Watch();
    Watch(const Watch &) = delete;
    Watch &operator=(const Watch &) = delete;

    // For the thread that made it. The limit counts from now.
    void arm(std::chrono::milliseconds limit);
    void disarm();
    // What runs now has run for too long. From any thread.
    bool isOver() const { return m_over.load() == m_turn.load(); }

private:
    void watch();
    std::chrono::nanoseconds used() const;

    const std::function<void()> m_alarm;
    const clockid_t m_clock;              // processor time of the thread that is watched
    std::atomic<std::uint64_t> m_turn{2}; // odd: armed
    std::atomic<std::uint64_t> m_over{0}; // the turn that has taken too long
    std::atomic<std::chrono::milliseconds> m_limit{};
    std::atomic<bool> m_asleep{false}; // the thread waits for an arm()
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_quit = false;
    std::thread m_thread;
};

} // namespace swapscope::js
