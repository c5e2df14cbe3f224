#pragma once

#include "protocol/wireunit.h"

#include <faults/linkfaults.h>

#include <optional>

namespace swapscope {

// What the faults do to a request, or to the first bytes of something else, as it comes.
struct RequestGate
{
    bool reset = false;                    // the connection, instead of letting it in
    std::optional<AnswerRequest> answer;   // in the server's place
    std::optional<Nanoseconds> dropsAfter; // the WebSocket or stream, so long after it has opened
    Nanoseconds hold = 0;                  // before the server has it
    bool counted = false;                  // a bounded fault may have acted
};

// Asks the faults, which count what they bound. `request` null: something else than a request. `alone`:
// nothing that came before it waits for its answer; only then can the link answer or the connection drop.
// Pure: time and randomness are given.
RequestGate admit(LinkFaults &faults, const LinkRequest *request, bool alone, Random &random,
                  Nanoseconds now);

} // namespace swapscope
