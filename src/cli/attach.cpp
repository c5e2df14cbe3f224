#include "commands.h"

#include "headless.h"

#include <trace/trace.h>
#include <trace/tracefile.h>

namespace swapscope {

ExitStatus runAttach(const AttachCommand &command, QTextStream &out, QTextStream &err)
{
    const QString prefix = QStringLiteral("swapscope: ");
    Session session;
    const ExitStatus status = runHeadless(
        session, out, err, prefix, [&] { session.attach(command.options); },
        [&] {
            const QString upstream = command.options.upstream.url().toString(QUrl::FullyEncoded);
            for (const ClientInfo &client : session.clients())
                out << client.name << ": " << client.url.toString(QUrl::FullyEncoded) << " -> " << upstream
                    << '\n';
            out.flush();
            return kFine;
        });
    if (status != kFine)
        return status;
    session.finishLedger();
    if (!command.traceFile.isEmpty()) {
        if (const Result<void> saved = saveTrace(command.traceFile, session.trace()); !saved) {
            err << prefix << saved.error().toString() << Qt::endl;
            return kCannotRun;
        }
    }
    return kFine;
}

} // namespace swapscope
