#pragma once

#include "coordinates.h"
#include "geometry.h"

#include <algorithm>

namespace swapscope::timeline {

// How much of the time one picture shows, and how far beyond its sides it still draws. A plain value; any
// thread.
struct Sight
{
    static constexpr qreal kOutside = 64; // pixels beyond the scale that shapes still reach

    explicit Sight(const Scale &shown)
        : scale(shown),
          range{shown.range.from - shown.duration(2 * kMarkSize),
                shown.range.to + shown.duration(2 * kMarkSize)},
          fold(shown.duration(kFold)),
          left(shown.left - kOutside),
          right(shown.right() + kOutside)
    {
    }

    // The pixels where something begins and ends that may begin or end far outside.
    qreal start(Nanoseconds t) const { return std::max(scale.x(t), left); }
    qreal end(Nanoseconds t) const { return std::min(scale.x(t), right); }

    // True if something that lasts until `now` ends where it is seen, or before: later it will be longer.
    bool grows(Nanoseconds now) const { return scale.x(now) < right; }

    Scale scale;
    Range range;      // looked at: what is drawn at a time just outside may reach in with its dot or mark
    Nanoseconds fold; // what is shorter is folded
    qreal left;       // in pixels, with what is outside
    qreal right;
};

} // namespace swapscope::timeline
