#include "pageclock.h"

#include <algorithm>
#include <cmath>

namespace swapscope {

namespace {

Nanoseconds fromMilliseconds(double ms)
{
    return std::llround(ms * static_cast<double>(kMillisecond));
}

} // namespace

void PageClock::bound(double page, Nanoseconds arrival)
{
    const Nanoseconds distance = arrival - fromMilliseconds(page);
    m_distance = m_distance ? std::min(*m_distance, distance) : distance;
}

std::optional<Nanoseconds> PageClock::translate(double page) const
{
    if (!m_distance)
        return std::nullopt;
    return *m_distance + fromMilliseconds(page);
}

} // namespace swapscope
