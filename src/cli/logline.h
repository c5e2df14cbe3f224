#pragma once

#include <core/event.h>

#include <optional>

namespace swapscope {

// The line that `serve` and `attach --headless` print for an event, without a line end. Nothing for events
// that do not concern somebody who watches a server.
std::optional<QString> logLine(const Event &event);

} // namespace swapscope
