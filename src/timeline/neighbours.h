#pragma once

#include "filter.h"
#include "lanes/lanes.h"

namespace swapscope::timeline {

enum class Step : quint8 {
    Previous, // earlier in the lane
    Next,     // later in the lane
    Above,    // in the lane above, nearest in time
    Below
};

// The item that an arrow key selects next. The items of a lane are ordered by their starts, those that start
// together by type. Items that the filter hides are skipped. None if there is no such item. O(log n).
ItemRef neighbour(const Lanes &lanes, const Filter &filter, const ItemRef &from, Step step);

// The item of the lane whose start is nearest to a time; with a negative lane, of all lanes that are shown.
ItemRef nearest(const Lanes &lanes, const Filter &filter, Nanoseconds t, int lane = -1);

} // namespace swapscope::timeline
