#include "headless.h"

#include "logline.h"

#include <session/signals.h>
#include <trace/trace.h>

#include <QCoreApplication>

namespace swapscope {

ExitStatus runHeadless(Session &session, QTextStream &out, QTextStream &err, const QString &prefix,
                       const std::function<void()> &ask, const std::function<ExitStatus()> &opened)
{
    ExitStatus status = kFine;
    bool up = false;
    QStringList early; // errors of the script before it was up
    QObject run;       // what is connected ends with this function
    TerminationSignals signals;
    QObject::connect(&signals, &TerminationSignals::terminated, &run, [&session] { session.close(); });
    QObject::connect(&session, &Session::appended, &run, [&](EventId first, EventId last) {
        for (EventId id = first; id <= last; ++id) {
            const Event &event = session.trace().at(id);
            const std::optional<QString> line = logLine(event);
            if (!line || status != kFine)
                continue;
            // If it keeps the run from starting, opened() tells it, once.
            if (event.kind == Kind::ScriptError && !up)
                early.push_back(*line);
            else
                out << *line << '\n';
        }
        out.flush();
    });
    QObject::connect(&session, &Session::commandFailed, &run,
                     [&](const Error &error) { err << prefix << error.toString() << Qt::endl; });
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
    QObject::connect(
        &session, &Session::stateChanged, &run,
        [](Session::State state) {
            if (state == Session::State::Idle)
                QCoreApplication::quit();
        },
        Qt::QueuedConnection);
    ask();
    QCoreApplication::exec();
    return status;
}

} // namespace swapscope
