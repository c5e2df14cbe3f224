#pragma once

#include <core/event.h>

#include <optional>

namespace swapscope {

// The line that `serve` and `attach --headless` print for an event, without the line's end; nothing for
// events that are no news to somebody who watches a server.
std::optional<QString> logLine(const Event &event);

} // namespace swapscope
