#pragma once

#include "filter.h"
#include "lanes/lanes.h"

#include <vector>

namespace swapscope::timeline {

// The vertical positions of everything in the diagram, in pixels from its top: the axis, the server's line,
// and below it a row for each lane that is shown.
struct Row
{
    int lane = -1;
    qreal y = 0;         // the middle of the lane's band
    qreal gapTop = 0;    // gaps are drawn from here …
    qreal gapBottom = 0; // … to here
    qreal missedY = 0;   // where the lines of lost messages and missed updates end, above the band

    friend bool operator==(const Row &, const Row &) = default;
};

struct Layout
{
    qreal serverY = 0;
    qreal spacing = 0; // between the bands of two rows
    std::vector<Row> rows;
    qreal height = 0; // of the whole diagram; more than was asked for if the rows do not fit

    // The row of a lane; null if the lane is not shown.
    const Row *rowOf(int lane) const;

    friend bool operator==(const Layout &, const Layout &) = default;
};

inline constexpr qreal kAxisHeight = 26;
inline constexpr qreal kBandHeight = 12;
inline constexpr qreal kMostSpacing = 140;
inline constexpr qreal kLeastSpacing = 80;

// Distributes the visible lanes over the height with a spacing between kLeastSpacing and kMostSpacing.
// Accepts any height and any number of lanes.
Layout layout(const Lanes &lanes, const Filter &filter, qreal height);

} // namespace swapscope::timeline
