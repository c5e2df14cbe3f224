#pragma once

#include <core/clock.h>

namespace swapscope::latencyscale {

// A slider's positions for delays from 0 to 5 s: fine where small delays matter, coarse above.
int positions();
Nanoseconds delayAt(int position); // clamped to the scale
int positionOf(Nanoseconds delay); // the nearest

} // namespace swapscope::latencyscale
