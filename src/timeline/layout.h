#pragma once

#include "filter.h"
#include "lanes.h"

#include <vector>

namespace swapscope::timeline {

// Where things stand from top to bottom, in pixels of the diagram: the axis on top, the server's line, a row
// per lane.
struct Row
{
    int lane = -1;
    qreal y = 0; // of the band's middle
    qreal gapTop = 0;
    qreal gapBottom = 0;
    qreal missedY = 0; // where the hint of a missed update ends

    friend bool operator==(const Row &, const Row &) = default;
};

struct Layout
{
    qreal serverY = 0;
    qreal spacing = 0; // between rows
    std::vector<Row> rows;
    qreal height = 0; // that all of it needs; more than was asked for when the rows do not fit

    // The row of a lane; nullptr when it is not shown.
    const Row *rowOf(int lane) const;

    friend bool operator==(const Layout &, const Layout &) = default;
};

inline constexpr qreal kAxisHeight = 26;
inline constexpr qreal kBandHeight = 12;
inline constexpr qreal kMostSpacing = 140;
inline constexpr qreal kLeastSpacing = 80;

// Spreads the shown lanes over the height, between the least and the most spacing. Any height, any number of
// lanes.
Layout layout(const Lanes &lanes, const Filter &filter, qreal height);

} // namespace swapscope::timeline
