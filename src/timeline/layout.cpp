#include "layout.h"

#include <algorithm>

namespace swapscope::timeline {

namespace {

constexpr qreal kServerOffset = 62; // from the top to the server's line
constexpr qreal kLeastServerOffset = 50;
constexpr qreal kBelow = 60; // below the last band
// Shares of the spacing between rows, from the middle of the band.
constexpr qreal kGapAbove = 0.5;
constexpr qreal kGapBelow = 0.33;
constexpr qreal kMissedAbove = 0.25;
constexpr qreal kMissedFree = 5; // in pixels more: between the label of a gap and that of a closing

} // namespace

const Row *Layout::rowOf(int lane) const
{
    const auto found =
        std::find_if(rows.begin(), rows.end(), [lane](const Row &row) { return row.lane == lane; });
    return found == rows.end() ? nullptr : &*found;
}

Layout layout(const Lanes &lanes, const Filter &filter, qreal height)
{
    std::vector<int> shown;
    for (const int lane : lanes.order()) {
        if (!filter.hiddenClients.contains(lanes.lanes()[static_cast<std::size_t>(lane)].client))
            shown.push_back(lane);
    }
    Layout result;
    const auto count = static_cast<qreal>(shown.size());
    result.serverY =
        height < kServerOffset + kBelow + count * (kLeastSpacing + 20) ? kLeastServerOffset : kServerOffset;
    const qreal room = height - result.serverY - kBelow;
    result.spacing = count > 0 ? std::clamp(room / count, kLeastSpacing, kMostSpacing) : kMostSpacing;
    qreal above = result.serverY;
    for (const int lane : shown) {
        Row row;
        row.lane = lane;
        row.y = std::round(above + result.spacing);
        row.gapTop = std::round(row.y - result.spacing * kGapAbove);
        row.gapBottom = std::round(row.y + result.spacing * kGapBelow);
        row.missedY = std::round(row.y - result.spacing * kMissedAbove - kMissedFree);
        above = row.y;
        result.rows.push_back(row);
    }
    result.height = above + kBelow;
    return result;
}

} // namespace swapscope::timeline
