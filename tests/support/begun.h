#pragma once

#include <session/session.h>

#include <QCoreApplication>
#include <QTest>

#include <functional>

// Runs in a test begin and end as they do in a program: they are asked for, and signals say when.
namespace swapscope::test {

inline constexpr int kRunPatienceMs = 20'000;

// Asks for a run and waits until it is there. Empty: it runs; else why it does not.
inline QString begun(Session &session, const std::function<void()> &ask)
{
    QString outcome;
    bool over = false;
    QObject ear;
    QObject::connect(&session, &Session::opened, &ear, [&over] { over = true; });
    QObject::connect(&session, &Session::openFailed, &ear, [&](const std::vector<Error> &errors, bool) {
        outcome = errors.front().message;
        over = true;
    });
    ask();
    if (!QTest::qWaitFor([&over] { return over; }, kRunPatienceMs))
        return QStringLiteral("it neither ran nor failed");
    return outcome;
}

inline QString begun(Session &session, const Scenario &scenario, const SessionOptions &options = {})
{
    return begun(session, [&] { session.open(scenario, options); });
}

// Waits until a session that was asked for something has done it. Whether a run is there then.
inline bool runs(Session &session)
{
    using State = Session::State;
    const bool settled = QTest::qWaitFor(
        [&session] { return session.state() == State::Idle || session.state() == State::Running; },
        kRunPatienceMs);
    QCoreApplication::processEvents(); // a refusal is on its way
    return settled && session.isOpen();
}

// Closes the run and waits until it has ended.
inline bool ended(Session &session)
{
    session.close();
    return QTest::qWaitFor([&session] { return session.state() == Session::State::Idle; }, kRunPatienceMs);
}

} // namespace swapscope::test
