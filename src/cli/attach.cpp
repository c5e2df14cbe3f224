#include "commands.h"

#include "headless.h"

#include <core/outputfile.h>

namespace swapscope {

ExitStatus runAttach(const AttachCommand &command, QTextStream &out, QTextStream &err)
{
    const QString prefix = QStringLiteral("swapscope: ");
    if (!command.traceFile.isEmpty()) {
        if (const Result<void> checked = checkWritable(command.traceFile); !checked) {
            err << prefix << checked.error().toString() << Qt::endl;
            return kCannotRun;
        }
    }
    Session session;
    return runHeadless(
        session, out, err, prefix, command.traceFile, [&] { session.attach(command.options); },
        [&] {
            const QString upstream = command.options.upstream.url().toString(QUrl::FullyEncoded);
            for (const ClientInfo &client : session.clients())
                out << client.name << ": " << client.url.toString(QUrl::FullyEncoded) << " -> " << upstream
                    << '\n';
            out.flush();
            return kFine;
        });
}

} // namespace swapscope
