#include "commands.h"

#include "headless.h"

#include <scenario/scenario.h>

namespace swapscope {

ExitStatus runServe(const ServeOptions &options, QTextStream &out, QTextStream &err)
{
    const ScenarioLoading loading = openScenario(options.scenario);
    if (!loading.ok()) {
        for (const Error &error : loading.errors)
            err << error.toString() << Qt::endl;
        return kCannotRun;
    }
    SessionOptions run;
    run.htmx = options.htmx;
    run.params = options.params;
    run.seed = options.seed;
    run.port = options.port;
    run.portIsPreferred = false;
    run.links = false;
    run.allowedHosts = options.allowedHosts;
    Session session;
    return runHeadless(
        session, out, err, {}, {}, [&] { session.open(loading.scenario, run); },
        [&] {
            if (const std::optional<Error> error = session.scriptError()) {
                err << error->toString() << Qt::endl;
                return kCannotRun;
            }
            out << "listening on " << session.serverUrl().toString() << Qt::endl;
            return kFine;
        });
}

} // namespace swapscope
