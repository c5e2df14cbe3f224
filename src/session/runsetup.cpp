#include "runsetup.h"

#include "engine/engineplan.h"

#include <QObject>

namespace swapscope {

Result<RunSetup> setupOf(const Scenario &scenario, const SessionOptions &options)
{
    const QString htmx = htmxOf(scenario.manifest, options);
    if (const Result<void> checked = checkRun(scenario.manifest, htmx, options.params); !checked)
        return checked.error();
    RunSetup setup{scenario, options, std::nullopt, htmx, scenario.manifest.defaults()};
    setup.params.insert(options.params);
    return setup;
}

Result<RunSetup> setupOf(const AttachOptions &options)
{
    if (options.clients < 1 || options.clients > kMostAttachedClients)
        return Error{QObject::tr("There can be 1 to %1 clients, not %2")
                         .arg(kMostAttachedClients)
                         .arg(options.clients)};
    return RunSetup{scenarioOf(options), sessionOptionsOf(options), options, {}, {}};
}

Result<RunSetup> setupAgain(const RunSetup &setup, const QString &htmx)
{
    if (setup.attach)
        return setupOf(*setup.attach);
    const ScenarioLoading loading = loadScenario(setup.scenario.dir);
    if (!loading.ok())
        return loading.errors.front();
    return setupOf(loading.scenario,
                   optionsAgain(setup.options, loading.scenario.manifest, htmx, setup.params));
}

bool keepsAddresses(const RunSetup &before, const RunSetup &next)
{
    if (before.attached() != next.attached() || before.options.port != next.options.port ||
        !next.options.portIsPreferred)
        return false;
    return next.attach ? before.attach->upstream == next.attach->upstream
                       : before.scenario.dir == next.scenario.dir;
}

} // namespace swapscope
