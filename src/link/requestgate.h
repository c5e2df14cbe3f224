#pragma once

#include "protocol/wireunit.h"

#include <faults/linkfaults.h>

#include <optional>

namespace swapscope {

// What the faults do to a request when it arrives, or to the first bytes of something that is not HTTP.
struct RequestGate
{
    bool reset = false;                    // the TCP connection is reset; the server never gets the request
    std::optional<AnswerRequest> answer;   // the link answers so in the server's place
    std::optional<Nanoseconds> dropsAfter; // the WebSocket or stream ends so long after it has opened
    Nanoseconds hold = 0;                  // the request waits so long before it goes to the server
    bool counted = false;                  // a fault for the next n requests may have been used up
};

// Asks the faults, and counts down those that are for the next n requests. `request` null: it is not HTTP.
// `alone`: no earlier request of the connection waits for its answer; only then can the link answer itself.
// Pure: time and randomness are arguments.
RequestGate admit(LinkFaults &faults, const LinkRequest *request, bool alone, Random &random,
                  Nanoseconds now);

} // namespace swapscope
