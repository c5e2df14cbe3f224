#pragma once

#include <core/result.h>

#include <utility>

namespace swapscope {

// Two ends of one TCP connection of this machine with itself, which nobody else can have got hold of. Both
// are the caller's to close. Any thread.
Result<std::pair<int, int>> tcpPair();

} // namespace swapscope
