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
    QObject run; // what is connected ends with this function
    TerminationSignals signals;
    QObject::connect(&signals, &TerminationSignals::terminated, &run, [&session] { session.close(); });
    QObject::connect(&session, &Session::appended, &run, [&session, &out](EventId first, EventId last) {
        for (EventId id = first; id <= last; ++id) {
            if (const std::optional<QString> line = logLine(session.trace().at(id)))
                out << *line << '\n';
        }
        out.flush();
    });
    QObject::connect(&session, &Session::commandFailed, &run,
                     [&](const Error &error) { err << prefix << error.toString() << Qt::endl; });
    QObject::connect(&session, &Session::opened, &run, [&] {
        status = opened();
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
