#pragma once

#include <core/clock.h>

#include <QtGlobal>

#include <vector>

// Time and pixel as pure functions. Times are nanoseconds since the start of the run, pixels are
// device-independent and grow to the right. Every function is total; what it does with degenerate input is
// part of its contract.
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

// The narrowest and the widest range that can be looked at.
inline constexpr Nanoseconds kMinSpan = 100 * kMicrosecond;
inline constexpr Nanoseconds kMaxSpan = 24 * 3600 * kSecond;

// A range drawn over the pixels [left, left + width].
struct Scale
{
    Range range;
    qreal left = 0;
    qreal width = 0;

    // The pixel of a time, also outside the range. An empty range or no width puts every time at left.
    qreal x(Nanoseconds t) const;
    // The time at a pixel, also outside, rounded to the nanosecond. An empty range or no width gives
    // range.from.
    Nanoseconds time(qreal pixel) const;
    // How long so many pixels last, at least 1 ns. An empty range or no width gives 1 ns.
    Nanoseconds duration(qreal pixels) const;
    qreal right() const { return left + width; }

    friend bool operator==(const Scale &, const Scale &) = default;
};

// The range, factor times as wide, with `anchor` at the same pixel as before. The width is kept between
// kMinSpan and kMaxSpan; a factor that is not above zero, and an empty range, change nothing but that.
Range zoomed(const Range &range, double factor, Nanoseconds anchor);

// The range moved by `by`, but never so far that nothing of `content` is left in it. An empty content lets it
// go anywhere.
Range panned(const Range &range, Nanoseconds by, const Range &content);

// All of the content with a margin of 2 % before and after it, at least kMinSpan wide. Empty content gives
// the first ten seconds from its start.
Range fitted(const Range &content);

// The range, as wide as it is, that ends a twentieth of its width after now; it does not begin before the
// run.
Range following(const Range &range, Nanoseconds now);

// The least move of the range that has t in it, with a tenth of the width beside it; the range itself when t
// is in it.
Range revealing(const Range &range, Nanoseconds t);

// The zoom slider: 0 is a view of ten minutes, 1 of ten milliseconds, even steps multiply. Values are clamped
// to 0 … 1, spans are not: a span outside gives 0 or 1.
double zoomLevel(Nanoseconds span);
Nanoseconds spanOfLevel(double level);

} // namespace swapscope::timeline
