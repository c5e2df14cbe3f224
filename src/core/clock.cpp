#include "clock.h"

#include <chrono>

namespace swapscope {

namespace {

Nanoseconds steady()
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

Clock::~Clock() = default;

MonotonicClock::MonotonicClock() : m_start(steady()) {}

Nanoseconds MonotonicClock::now() const
{
    return steady() - m_start;
}

} // namespace swapscope
