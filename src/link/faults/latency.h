#pragma once

#include <core/clock.h>

#include <algorithm>

namespace swapscope {

// A path that takes time: each unit waits delay ± jitter, uniform. Order is kept, as TCP keeps it.
struct Latency
{
    Nanoseconds delay = 0;
    Nanoseconds jitter = 0;

    bool none() const { return delay == 0 && jitter == 0; }

    // How long a unit waits. `draw` is the unit's own, uniform in [-1, 1): it is kept with the unit, so that
    // a change of the settings changes what is under way as well.
    Nanoseconds of(double draw) const
    {
        return std::max<Nanoseconds>(0, delay + static_cast<Nanoseconds>(draw * static_cast<double>(jitter)));
    }

    friend bool operator==(const Latency &, const Latency &) = default;
};

} // namespace swapscope
