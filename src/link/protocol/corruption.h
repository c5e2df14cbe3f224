#pragma once

#include "wireunit.h"

#include <core/random.h>

namespace swapscope {

// Changes one character of a whole message's content, so that it stays well-formed: a letter or digit of a
// text or of an event's data becomes another one; of anything else, and of what an extension has coded, a bit
// is turned. False, and nothing is changed, when there is no such character.
bool corrupt(WireUnit &unit, Direction direction, Random &random);

} // namespace swapscope
