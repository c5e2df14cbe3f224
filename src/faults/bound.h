#pragma once

#include "arguments.h"
#include "ends.h"

namespace swapscope {

// How often, how many times and when a fault acts on the things that it is meant for (messages, or
// connections). A plain value that counts what is left of it. Pure: time and chance are given.
class Bound
{
public:
    Bound() = default;
    // Reads the arguments, which have been checked; what is not given bounds nothing.
    //   probability     0 to 1: of acting on each
    //   next            acts so many times, then is over
    //   after_messages  so many that it is meant for pass first
    //   after           begins when this has gone by
    // `ends` counts from when it begins.
    Bound(const FaultArguments &args, const Ends &ends, Nanoseconds now);

    // True if it can never act again.
    bool over(Nanoseconds now) const;
    // True if it can act now, were it asked.
    bool inForce(Nanoseconds now) const { return now >= m_from && !over(now); }
    // True if it acts on this one, which counts. `draw` is uniform in [0, 1).
    bool acts(double draw, Nanoseconds now);
    // When it ends by the passing of time; nothing when it does not.
    std::optional<Nanoseconds> until() const { return m_until; }
    Nanoseconds from() const { return m_from; }
    double probability() const { return m_probability; }
    // How many times it still acts; nothing: without end.
    std::optional<qint64> left() const { return m_left; }
    // True if it leaves some out.
    bool chooses() const { return m_probability < 1 || m_left; }

private:
    double m_probability = 1;
    std::optional<qint64> m_left;
    qint64 m_first = 0; // so many pass
    Nanoseconds m_from = 0;
    std::optional<Nanoseconds> m_until;
};

} // namespace swapscope
