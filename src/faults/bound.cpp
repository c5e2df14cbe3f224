#include "bound.h"

namespace swapscope {

Bound::Bound(const FaultArguments &args, const Ends &ends, Nanoseconds now)
    : m_probability(args.number(QStringLiteral("probability")).value_or(1)),
      m_left(args.count(QStringLiteral("next"))),
      m_first(args.count(QStringLiteral("after_messages")).value_or(0)),
      m_from(now + args.duration(QStringLiteral("after")).value_or(0))
{
    if (const auto time = ends.time())
        m_until = m_from + *time;
}

bool Bound::over(Nanoseconds now) const
{
    return m_probability == 0 || m_left == 0 || (m_until && now >= *m_until);
}

bool Bound::acts(double draw, Nanoseconds now)
{
    if (!inForce(now))
        return false;
    if (m_first > 0) {
        --m_first;
        return false;
    }
    if (draw >= m_probability)
        return false;
    if (m_left)
        --*m_left;
    return true;
}

} // namespace swapscope
