#pragma once

#include <ctime>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

class QJSEngine;

namespace swapscope {

// Stops an engine that runs for too long. Only this class has a thread of its own: the engine's own thread is
// the one that hangs. What counts is processor time of the engine's thread (POSIX pthread_getcpuclockid):
// a busy machine or a halt in a debugger is not the script's fault. Made and used on the engine's thread;
// must go before the engine.
class Watchdog
{
public:
    Watchdog(QJSEngine &engine, std::chrono::milliseconds limit);
    ~Watchdog();
    Watchdog(const Watchdog &) = delete;
    Watchdog &operator=(const Watchdog &) = delete;

    // From now on the engine has `limit` of processor time.
    void arm();
    // The engine is done in time, or was stopped: true. Afterwards it runs again.
    bool disarm();

private:
    void watch();
    // Processor time that the engine's thread has used; from any thread.
    std::chrono::nanoseconds used() const;

    using Time = std::chrono::steady_clock::time_point;

    QJSEngine &m_engine;
    const std::chrono::milliseconds m_limit;
    const clockid_t m_clock; // the engine's thread
    std::mutex m_mutex;
    std::condition_variable m_wake;
    Time m_deadline = Time::max(); // when to look next; max: not armed
    std::chrono::nanoseconds m_usedBefore{0};
    bool m_fired = false;
    bool m_waiting = false; // the thread sleeps until the first arm()
    bool m_quit = false;
    std::thread m_thread;
};

} // namespace swapscope
