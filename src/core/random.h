#pragma once

#include <QtGlobal>

namespace swapscope {

// A seeded generator of random numbers (SplitMix64: Steele, Lea and Flood 2014). The same seed gives the same
// numbers on every machine, which the distributions of the standard library do not promise. A value; one
// thread at a time.
class Random
{
public:
    explicit Random(quint64 seed = 1) : m_state(seed) {}

    quint64 next()
    {
        quint64 z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

    // Uniform in [0, 1), 53 bits.
    double uniform() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

    // Uniform in [low, high).
    double uniform(double low, double high) { return low + (high - low) * uniform(); }

    // An independent generator for one part of a run. How many numbers one part takes does not change those
    // of the others. `salt` names the part.
    Random fork(quint64 salt) const
    {
        Random child(m_state ^ (salt * 0xd1342543de82ef95ULL));
        child.next();
        return child;
    }

private:
    quint64 m_state;
};

} // namespace swapscope
