#include "commands.h"

#include "logline.h"
#include "signals.h"

#include <scenario/scenario.h>
#include <session/session.h>
#include <trace/trace.h>

#include <QCoreApplication>

namespace swapscope {

ExitStatus runServe(const ServeOptions &options, QTextStream &out, QTextStream &err)
{
    const ScenarioLoading loading = openScenario(options.scenario);
    if (!loading.ok()) {
        for (const Error &error : loading.errors)
            err << error.toString() << Qt::endl;
        return kCannotRun;
    }
    TerminationSignals signals;
    Session session;
    QObject::connect(&session, &Session::appended, &session, [&session, &out](EventId first, EventId last) {
        for (EventId id = first; id <= last; ++id) {
            if (const std::optional<QString> line = logLine(session.trace().at(id)))
                out << *line << '\n';
        }
        out.flush();
    });
    SessionOptions run;
    run.htmx = options.htmx;
    run.params = options.params;
    run.seed = options.seed;
    run.port = options.port;
    run.portIsPreferred = false;
    run.links = false;
    if (const Result<void> opened = session.open(loading.scenario, run); !opened) {
        err << opened.error().toString() << Qt::endl;
        return kCannotRun;
    }
    if (const std::optional<Error> error = session.scriptError()) {
        err << error->toString() << Qt::endl;
        return kCannotRun;
    }
    out << "listening on " << session.serverUrl().toString() << Qt::endl;
    QObject::connect(&signals, &TerminationSignals::terminated, qApp, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    QCoreApplication::exec();
    session.close();
    return kFine;
}

} // namespace swapscope
