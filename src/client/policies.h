#pragma once

#include "reconnect.h"

namespace swapscope {

// Makes each policy. Each stands in the file that is named behind it, with the facts that it follows. Times
// are in milliseconds.
std::unique_ptr<const ReconnectPolicy> htmx2WebSocketPolicy(); // htmx2websocket.cpp
std::unique_ptr<const ReconnectPolicy> htmx4WebSocketPolicy(); // htmx4websocket.cpp
std::unique_ptr<const ReconnectPolicy> htmx4StreamPolicy();    // htmx4stream.cpp
std::unique_ptr<const ReconnectPolicy> htmx2StreamPolicy();    // htmx2stream.cpp
std::unique_ptr<const ReconnectPolicy> eventSourcePolicy();    // eventsource.cpp

// base · 2^(attempt − 1), at most `most`; attempt ≥ 1.
double doubledDelay(double base, int attempt, double most);

} // namespace swapscope
