#pragma once

#include "geometry.h"

namespace swapscope::timeline {

// Adds to `geometry` the labels of one lane: for its gaps, the ends of its connections, its catch-ups and its
// back-offs. All shapes of the lane must be in `geometry` already. Any thread.
void addRowLabels(const Row &row, const Lane &lane, const GeometryInput &input, Geometry *geometry);

} // namespace swapscope::timeline
