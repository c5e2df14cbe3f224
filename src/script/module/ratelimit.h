#pragma once

#include <core/clock.h>

namespace swapscope {

// Lets so many things through in each second of the clock, and says once a second that it stopped doing so.
class RateLimit
{
public:
    explicit RateLimit(int perSecond) : m_perSecond(perSecond) {}

    enum class Verdict {
        Pass,
        FirstRefused, // the first one too many in this second
        Refused
    };

    Verdict ask(Nanoseconds now)
    {
        const Nanoseconds second = now / kSecond;
        if (second != m_second) {
            m_second = second;
            m_count = 0;
        }
        ++m_count;
        if (m_count <= m_perSecond)
            return Verdict::Pass;
        return m_count == m_perSecond + 1 ? Verdict::FirstRefused : Verdict::Refused;
    }

private:
    int m_perSecond;
    int m_count = 0;
    Nanoseconds m_second = -1;
};

} // namespace swapscope
