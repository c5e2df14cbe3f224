#pragma once

#include <js/value.h>

#include <faults/options.h>

namespace swapscope {

// The options of a fault as a script has given them to network.FAULT(client, options): those that the fault
// takes and that are not undefined. For the engine's thread.
std::map<QString, GivenOption> givenOptions(const Fault &fault, const js::Value &options);

} // namespace swapscope
