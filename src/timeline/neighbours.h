#pragma once

#include "filter.h"
#include "lanes.h"

namespace swapscope::timeline {

enum class Step : quint8 {
    Previous, // earlier in the lane
    Next,     // later in the lane
    Above,    // in the lane above, nearest in time
    Below
};

// Where an arrow key leads from a selected item: items of a lane in the order of their starts; where these
// are equal, in a fixed order of the types. Items that the filter hides are passed over. Nothing when there
// is no such item. Costs O(log n).
ItemRef neighbour(const Lanes &lanes, const Filter &filter, const ItemRef &from, Step step);

// The item of the lane that starts nearest to a time; of any shown lane when lane is below 0.
ItemRef nearest(const Lanes &lanes, const Filter &filter, Nanoseconds t, int lane = -1);

} // namespace swapscope::timeline
