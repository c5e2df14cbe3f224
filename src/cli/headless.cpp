#include "headless.h"

#include "logline.h"

#include <session/signals.h>
#include <session/stalltexts.h>

#include <QCoreApplication>

namespace swapscope {

ExitStatus runHeadless(Session &session, QTextStream &out, QTextStream &err, const QString &prefix,
                       const QString &traceFile, const std::function<void()> &ask,
                       const std::function<ExitStatus()> &opened)
{
    ExitStatus status = kFine;
    bool up = false;
    bool left = false; // a server that did not end; commandFailed() says so
    bool whole = true; // the trace's file; likewise
    QStringList early; // errors of the script before it was up
    QObject run;       // what is connected ends with this function
    TerminationSignals signals;
    QObject::connect(&signals, &TerminationSignals::terminated, &run, [&session] { session.close(); });
    session.keep({.trace = false, .file = traceFile, .log = logLine});
    QObject::connect(&session, &Session::logged, &run, [&](const std::vector<LogLine> &lines) {
        QString text; // in one piece: each write costs a call of the system
        for (const LogLine &line : lines) {
            if (status != kFine)
                continue;
            // If it keeps the run from starting, opened() tells it, once.
            if (line.kind == Kind::ScriptError && !up)
                early.push_back(line.text);
            else
                text += line.text + u'\n';
        }
        out << text;
        out.flush();
    });
    QObject::connect(&session, &Session::scriptStalled, &run, [&](const ScriptStall &stall) {
        err << prefix << stalledText(stall).toString() << Qt::endl;
    });
    QObject::connect(&session, &Session::scriptResumed, &run, [&](const ScriptStall &stall) {
        err << prefix << resumedText(stall).toString() << Qt::endl;
    });
    QObject::connect(&session, &Session::leftBehind, &run, [&left] { left = true; });
    QObject::connect(&session, &Session::commandFailed, &run, [&](const Error &error) {
        whole &= traceFile.isEmpty() || error.file != traceFile;
        err << prefix << error.toString() << Qt::endl;
    });
    QObject::connect(&session, &Session::opened, &run, [&] {
        status = opened();
        up = true;
        for (const QString &line : std::exchange(early, {})) {
            if (status == kFine)
                out << line << Qt::endl;
        }
        if (status != kFine)
            session.close();
    });
    QObject::connect(&session, &Session::openFailed, &run, [&](const std::vector<Error> &errors) {
        for (const Error &error : errors)
            err << prefix << error.toString() << Qt::endl;
        status = kCannotRun;
        if (session.state() == Session::State::Idle)
            QCoreApplication::quit(); // it was refused and never started
    });
    // The accounts are closed when the run has ended, and what that comes to belongs to the trace.
    QObject::connect(
        &session, &Session::stateChanged, &run,
        [&session](Session::State state) {
            if (state == Session::State::Idle)
                session.finishLedger();
        },
        Qt::QueuedConnection);
    QObject::connect(&session, &Session::ledgerFinished, &run, [] { QCoreApplication::quit(); });
    ask();
    QCoreApplication::exec();
    return (left || !whole) && status == kFine ? kCannotRun : status;
}

} // namespace swapscope
