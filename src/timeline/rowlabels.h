#pragma once

#include "geometry.h"

namespace swapscope::timeline {

// Adds the labels of a lane, in its row, to what is drawn of it: of its gaps, of the ends of its connections,
// of what it caught up on, of its back-offs. Wants all its shapes in `geometry` already. Pure, any thread.
void addRowLabels(const Row &row, const Lane &lane, const GeometryInput &input, Geometry *geometry);

} // namespace swapscope::timeline
