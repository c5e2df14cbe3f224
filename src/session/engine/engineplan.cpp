#include "engineplan.h"

#include <core/places.h>
#include <scenario/scenario.h>

#include <QObject>

namespace swapscope {

EnginePlan planOf(const Scenario &scenario, const SessionOptions &options, const QString &htmx,
                  const QMap<QString, QString> &params)
{
    EnginePlan plan;
    plan.pageFile = scenario.pagePath(htmx);
    plan.staticDir = scenario.staticDir;
    plan.htmxDir = dataPlace(u"htmx");
    plan.htmx = htmx;
    plan.title = scenario.manifest.title;
    plan.scriptFile = scenario.scriptPath;
    plan.params = scriptParams(params);
    plan.seed = options.seed;
    plan.clients = scenario.manifest.clients;
    for (const ManifestCrowd &crowd : scenario.manifest.crowds)
        plan.crowds.push_back({crowd.name, crowd.count, crowd.path, crowd.policy, crowd.jitter});
    plan.links = options.links;
    plan.port = options.port;
    plan.portIsPreferred = options.portIsPreferred;
    plan.allowedHosts = options.allowedHosts;
    return plan;
}

EnginePlan planOf(const AttachOptions &options)
{
    EnginePlan plan;
    plan.attach = options;
    plan.seed = options.seed;
    plan.clients = scenarioOf(options).manifest.clients;
    plan.port = options.port;
    plan.portIsPreferred = options.portIsPreferred;
    return plan;
}

QString htmxOf(const Manifest &manifest, const SessionOptions &options)
{
    return options.htmx.isEmpty() ? manifest.htmx.value(0, QStringLiteral("2")) : options.htmx;
}

Result<void> checkRun(const Manifest &manifest, const QString &htmx, const QMap<QString, QString> &params)
{
    if (!manifest.htmx.contains(htmx)) {
        return Error{QObject::tr("\"%1\" does not run under htmx %2; it names %3")
                         .arg(manifest.title, htmx, manifest.htmx.join(QObject::tr(" and ")))};
    }
    for (auto param = params.cbegin(); param != params.cend(); ++param) {
        if (const Result<void> checked = checkParam(manifest, param.key(), param.value()); !checked)
            return checked;
    }
    return {};
}

SessionOptions optionsAgain(const SessionOptions &options, const Manifest &manifest, const QString &htmx,
                            const QMap<QString, QString> &params)
{
    SessionOptions next = options;
    next.htmx = manifest.htmx.contains(htmx) ? htmx : QString();
    next.params.clear();
    for (auto param = params.cbegin(); param != params.cend(); ++param) {
        if (checkParam(manifest, param.key(), param.value()))
            next.params.insert(param.key(), param.value());
    }
    return next;
}

QVariantMap scriptParams(const QMap<QString, QString> &params)
{
    QVariantMap values;
    for (auto param = params.cbegin(); param != params.cend(); ++param)
        values.insert(param.key(), param.value());
    return values;
}

Scenario scenarioOf(const AttachOptions &options)
{
    Scenario scenario;
    scenario.name = options.upstream.authority();
    scenario.manifest.title = options.upstream.authority();
    for (int i = 0; i < options.clients; ++i)
        scenario.manifest.clients << QString(QChar(u'A' + i));
    return scenario;
}

SessionOptions sessionOptionsOf(const AttachOptions &options)
{
    SessionOptions session;
    session.seed = options.seed;
    session.port = options.port;
    session.portIsPreferred = options.portIsPreferred;
    return session;
}

} // namespace swapscope
