#include "pace.h"

#include <algorithm>

namespace swapscope {

Nanoseconds Pace::wait(Nanoseconds now) const
{
    return m_last ? std::max<Nanoseconds>(*m_last + m_interval - now, 0) : 0;
}

void WorkShare::took(Nanoseconds time)
{
    m_longest = std::max(time, m_longest / 10 * 9);
}

} // namespace swapscope
