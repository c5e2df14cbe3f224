#pragma once

#include <QtGlobal>

#include <memory>

namespace swapscope {

using Nanoseconds = qint64;

inline constexpr Nanoseconds kMicrosecond = 1'000;
inline constexpr Nanoseconds kMillisecond = 1'000'000;
inline constexpr Nanoseconds kSecond = 1'000'000'000;

// The source of time. Everything that needs the time takes a Clock, so that a test can make it stand still.
// now() may be called from any thread and never goes back.
class Clock
{
public:
    Clock() = default;
    Clock(const Clock &) = delete;
    Clock &operator=(const Clock &) = delete;
    virtual ~Clock();

    // Nanoseconds since the start of the run.
    virtual Nanoseconds now() const = 0;
};

// The machine's monotonic clock; 0 is the moment of construction.
class MonotonicClock final : public Clock
{
public:
    MonotonicClock();
    Nanoseconds now() const override;

private:
    Nanoseconds m_start;
};

// A clock that stands still until it is told. For one thread.
class ManualClock final : public Clock
{
public:
    Nanoseconds now() const override { return m_now; }
    void advance(Nanoseconds by) { m_now += by; }

private:
    Nanoseconds m_now = 0;
};

} // namespace swapscope
