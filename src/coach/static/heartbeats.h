#pragma once

#include "rule.h"

namespace swapscope {

// Notes every endpoint of this way that the script surely opens without a heartbeat. Pure; any thread.
void noteWithoutHeartbeat(const Subject &subject, Notes &notes, Way way);

} // namespace swapscope
