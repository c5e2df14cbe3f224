#pragma once

#include <core/clock.h>

#include <optional>

namespace swapscope {

// The time in which a fault is in force: from a start for a duration, or until it is mended. Pure.
class Span
{
public:
    // Starts, or starts anew: what is left of an earlier one does not count.
    void start(Nanoseconds now, std::optional<Nanoseconds> duration)
    {
        m_active = true;
        m_until = duration ? std::optional(now + *duration) : std::nullopt;
    }
    void end() { m_active = false; }

    bool active(Nanoseconds now) const { return m_active && (!m_until || now < *m_until); }
    // When it ends by itself; nothing when it does not, or is not in force.
    std::optional<Nanoseconds> until() const { return m_active ? m_until : std::nullopt; }
    // True once, when its time has run out since it was last asked.
    bool expire(Nanoseconds now)
    {
        if (!m_active || active(now))
            return false;
        m_active = false;
        return true;
    }

private:
    bool m_active = false;
    std::optional<Nanoseconds> m_until;
};

} // namespace swapscope
