#pragma once

#include <core/recorder.h>
#include <session/session.h>

#include <QTest>

namespace swapscope::test {

// Waits until the session knows of everything that has been recorded up to now, and of what ledger and coach
// make of that. False: it never did.
inline bool workedThrough(Session &session)
{
    constexpr int kDerived = 3; // events, what the ledger derives of them, and the coach of that
    for (int round = 0; round < kDerived; ++round) {
        const EventId target = session.recorder().last();
        const auto there = [&session, target] {
            session.flush();
            return session.recorder().last() - session.behind() >= target;
        };
        if (!QTest::qWaitFor(there, 20'000))
            return false;
    }
    return true;
}

} // namespace swapscope::test
