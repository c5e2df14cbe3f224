#pragma once

#include "../protocol/wireunit.h"
#include "exchanges.h"
#include "refusedrequest.h"

#include <faults/linkfaults.h>

#include <optional>

namespace swapscope {

// Where the requests of one connection are let in, or not: the faults act on them, and one that is wrong for
// an attached server is refused (RefusedRequest). Tells the trace of each. Does no I/O; time and randomness
// are inputs.
class RequestGate
{
public:
    // What the faults do to a request, or to the first bytes of something that is not HTTP.
    struct Acts
    {
        bool reset = false;                    // the server never gets it; the TCP connection is reset
        std::optional<AnswerRequest> answer;   // the link answers so in the server's place
        std::optional<Nanoseconds> dropsAfter; // the WebSocket or stream ends so long after it has opened
        Nanoseconds hold = 0;                  // it waits so long before it goes to the server
        bool counted = false;                  // a fault for the next n requests may have been used up
    };
    // Asks the faults, and counts down those that are for the next n requests. `request` null: it is not
    // HTTP. `alone`: no earlier request of the connection waits for its answer, or for the rest of it; only
    // then can the link answer itself.
    static Acts ask(LinkFaults &faults, const LinkRequest *request, bool alone, Random &random,
                    Nanoseconds now);

    struct Verdict
    {
        enum class What {
            Pass,   // it goes to the server
            Answer, // it does not; the link answers with `page`, and ends the connection
            Refuse, // it does not, nor does anything behind it: see dueAnswer()
            Reset   // the connection is reset
        };
        What what = What::Pass;
        QByteArray page;
        bool faultsUsed = false; // a fault for the next n requests may have been used up
    };

    // All of it must outlive the gate; the exchanges are the connection's.
    RequestGate(LinkFaults &faults, Exchanges &exchanges, Random &decisions)
        : m_faults(faults), m_exchanges(exchanges), m_decisions(decisions)
    {
    }

    // A request has arrived at this time, or the first bytes of something else. `next` is the exchange whose
    // answer is the next on the connection (Traffic::nextAnswer()).
    Verdict take(WireUnit &unit, int next, Nanoseconds now);
    // A request was refused, or the connection reset because of one: nothing behind it is let in.
    bool isShut() const { return !m_refused.isNone(); }
    // The answer to the refused request, once, when it is its turn.
    std::optional<QByteArray> dueAnswer(int next) { return m_refused.takeAnswer(m_exchanges.size(), next); }

private:
    Verdict refuse(const WireUnit &unit, int next, Nanoseconds now);

    LinkFaults &m_faults;
    Exchanges &m_exchanges;
    Random &m_decisions;
    RefusedRequest m_refused;
};

} // namespace swapscope
