#pragma once

#include "inforcelist.h"

#include <link/linkstatus.h>

namespace swapscope {

// What is in force on a link, as the list shows it. Pure.
std::vector<InForceEntry> inForceEntries(const LinkStatus &link, Nanoseconds now);

} // namespace swapscope
