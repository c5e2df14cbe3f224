#pragma once

#include <core/clock.h>

#include <QtGlobal>

#include <vector>

// Conversions between time and pixels, as pure functions. Times are nanoseconds since the start of the run;
// pixels are device-independent and increase to the right. Every function accepts any input; what it returns
// for an empty range or a scale without width is part of its contract.
namespace swapscope::timeline {

// A span of time, [from, to]. Empty when to <= from.
struct Range
{
    Nanoseconds from = 0;
    Nanoseconds to = 0;

    Nanoseconds span() const { return to - from; } // may be below zero
    bool isEmpty() const { return to <= from; }
    bool contains(Nanoseconds t) const { return t >= from && t <= to; }
    // Touching counts: [1, 2] and [2, 3] intersect.
    bool intersects(Nanoseconds start, Nanoseconds end) const { return start <= to && end >= from; }

    friend bool operator==(const Range &, const Range &) = default;
};

// The shortest and the longest range that the view can show.
inline constexpr Nanoseconds kMinSpan = 100 * kMicrosecond;
inline constexpr Nanoseconds kMaxSpan = 24 * 3600 * kSecond;

// A range of time, drawn on the pixels [left, left + width].
struct Scale
{
    Range range;
    qreal left = 0;
    qreal width = 0;

    // The pixel of a time, also outside the range. An empty range or no width puts every time at left.
    qreal x(Nanoseconds t) const;
    // The time at a pixel, also outside the range, rounded to the nanosecond. An empty range or no width
    // gives range.from.
    Nanoseconds time(qreal pixel) const;
    // The time that this many pixels stand for, at least 1 ns. An empty range or no width gives 1 ns.
    Nanoseconds duration(qreal pixels) const;
    qreal right() const { return left + width; }

    friend bool operator==(const Scale &, const Scale &) = default;
};

// The range made `factor` times as long, so that the time `anchor` stays at the same pixel. The result is
// between kMinSpan and kMaxSpan long. With a factor of zero or less, and for an empty range, only that is
// enforced.
Range zoomed(const Range &range, double factor, Nanoseconds anchor);

// The range moved by `by`, but not so far that none of `content` would be visible. If the content is empty,
// there is no limit.
Range panned(const Range &range, Nanoseconds by, const Range &content);

// The range that shows all of the content with a margin of 2 % on either side, at least kMinSpan long. For an
// empty content: ten seconds from its start.
Range fitted(const Range &content);

// A range of the same length that ends a twentieth of its length after `now`, but starts no earlier than the
// run.
Range following(const Range &range, Nanoseconds now);

// The range, moved as little as possible so that t is in it, at least a tenth of its length from the edge.
// Unchanged if t is in it already.
Range revealing(const Range &range, Nanoseconds t);

// The position of the zoom slider for a span, and the reverse: 0 shows ten minutes, 1 ten milliseconds, and
// the scale between is logarithmic. Levels are clamped to 0 … 1, so a span outside gives 0 or 1.
double zoomLevel(Nanoseconds span);
Nanoseconds spanOfLevel(double level);

} // namespace swapscope::timeline
