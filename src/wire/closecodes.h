#pragma once

#include <core/closecodes.h>

namespace swapscope::wire {

// Close codes belong to the wire; they stand in core, where faults can reach them.
using swapscope::canBeReported;
using swapscope::CloseSender;
using swapscope::closeSender;
using swapscope::isValidCloseCode;

} // namespace swapscope::wire
