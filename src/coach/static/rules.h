#pragma once

#include "rule.h"

namespace swapscope {

// Every rule that looks at texts, in the order of registration.
const std::vector<StaticRule> &staticRules();

} // namespace swapscope
