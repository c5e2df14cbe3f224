#pragma once

#include "../protocol/wireunit.h"

#include <core/clock.h>

namespace swapscope {

// A path that takes time: each unit waits delay ± jitter. Order is kept, as TCP keeps it.
struct Latency
{
    Nanoseconds delay = 0;
    Nanoseconds jitter = 0; // half the width of a uniform distribution, or
    bool normal =
        false; // the standard deviation of a normal one, of which the farthest 1 in 15 787 is cut off

    bool none() const { return delay == 0 && jitter == 0; }

    // How long a unit waits, never less than nothing. `draw` is the unit's own, uniform in [-1, 1): it is
    // kept with the unit, so that a change of the settings changes what is under way as well.
    Nanoseconds of(double draw) const;

    friend bool operator==(const Latency &, const Latency &) = default;
};

// The latency of each direction.
struct PathLatency
{
    Latency up;
    Latency down;

    PathLatency() = default;
    PathLatency(Nanoseconds delay, Nanoseconds jitter) : up{delay, jitter}, down{delay, jitter} {}

    const Latency &on(Direction direction) const { return direction == Direction::Up ? up : down; }
    bool none() const { return up.none() && down.none(); }

    friend bool operator==(const PathLatency &, const PathLatency &) = default;
};

} // namespace swapscope
