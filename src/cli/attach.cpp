#include "commands.h"

#include "logline.h"
#include "signals.h"

#include <session/session.h>
#include <trace/trace.h>
#include <trace/tracefile.h>

#include <QCoreApplication>

namespace swapscope {

ExitStatus runAttach(const AttachCommand &command, QTextStream &out, QTextStream &err)
{
    TerminationSignals signals;
    Session session;
    QObject::connect(&session, &Session::appended, &session, [&session, &out](EventId first, EventId last) {
        for (EventId id = first; id <= last; ++id) {
            if (const std::optional<QString> line = logLine(session.trace().at(id)))
                out << *line << '\n';
        }
        out.flush();
    });
    if (const Result<void> attached = session.attach(command.options); !attached) {
        err << "swapscope: " << attached.error().toString() << Qt::endl;
        return kCannotRun;
    }
    const QString upstream = command.options.upstream.url().toString(QUrl::FullyEncoded);
    for (const ClientInfo &client : session.clients())
        out << client.name << ": " << client.url.toString(QUrl::FullyEncoded) << " -> " << upstream << '\n';
    out.flush();
    QObject::connect(&signals, &TerminationSignals::terminated, qApp, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    QCoreApplication::exec();
    session.close();
    session.finishLedger();
    if (!command.traceFile.isEmpty()) {
        if (const Result<void> saved = saveTrace(command.traceFile, session.trace()); !saved) {
            err << "swapscope: " << saved.error().toString() << Qt::endl;
            return kCannotRun;
        }
    }
    return kFine;
}

} // namespace swapscope
