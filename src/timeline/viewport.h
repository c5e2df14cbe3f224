#pragma once

#include "coordinates.h"
#include "geometry.h"

#include <algorithm>

namespace swapscope::timeline {

// The part of the run that one picture shows, and how far beyond its left and right edge shapes are still
// made, so that a dot or a mark just outside still reaches in. Times in nanoseconds, lengths in pixels. A
// plain value; any thread.
struct Viewport
{
    static constexpr qreal kOutside = 64; // how far shapes reach beyond the scale, in pixels

    explicit Viewport(const Scale &shown)
        : scale(shown),
          range{shown.range.from - shown.duration(2 * kMarkSize),
                shown.range.to + shown.duration(2 * kMarkSize)},
          fold(shown.duration(kFold)),
          left(shown.left - kOutside),
          right(shown.right() + kOutside)
    {
    }

    // The pixel where something starts or ends, no farther outside than `left` and `right`.
    qreal start(Nanoseconds t) const { return std::max(scale.x(t), left); }
    qreal end(Nanoseconds t) const { return std::min(scale.x(t), right); }

    // True if something that still goes on at `now` ends inside the picture, so that it will be drawn longer
    // a moment later.
    bool grows(Nanoseconds now) const { return scale.x(now) < right; }

    Scale scale;
    Range range;      // the scale's range, wider by two marks on either side
    Nanoseconds fold; // items that are closer than this are drawn as one: kFold pixels
    qreal left;       // the first pixel that shapes reach
    qreal right;      // the last one
};

} // namespace swapscope::timeline
