#pragma once

#include <chrono>

namespace swapscope {

// How often what the window shows follows what happens: no sooner than the next picture, and what grows by
// itself (countdowns, how long something has been stale or held) ten times a second.
inline constexpr std::chrono::milliseconds kFrame{16};
inline constexpr std::chrono::milliseconds kTick{100};

} // namespace swapscope
