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

void PageClock::readBefore(double page, Nanoseconds now)
{
    const Nanoseconds origin = now - fromMilliseconds(page);
    m_latest = m_latest ? std::min(*m_latest, origin) : origin;
}

void PageClock::readAfter(double page, Nanoseconds asked)
{
    const Nanoseconds origin = asked - fromMilliseconds(page);
    m_earliest = m_earliest ? std::max(*m_earliest, origin) : origin;
}

std::optional<Nanoseconds> PageClock::translate(double page) const
{
    std::optional<Nanoseconds> origin = m_estimate ? m_estimate : m_latest;
    if (!origin)
        return std::nullopt;
    if (m_earliest)
        origin = std::max(*origin, *m_earliest);
    if (m_latest)
        origin = std::min(*origin, *m_latest);
    return *origin + fromMilliseconds(page);
}

} // namespace swapscope
