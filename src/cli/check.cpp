#include "commands.h"

#include <core/recorder.h>
#include <scenario/pagecheck.h>
#include <scenario/scenario.h>
#include <scenario/textfile.h>
#include <script/scriptengine.h>
#include <server/mockserver.h>

#include <QSet>

namespace swapscope {

namespace {

// A script may speak to the network while it loads; a check has none.
class NoNetwork final : public NetworkCommands
{
public:
    Result<void> apply(const QString &, const QString &, const QVariantMap &) override { return {}; }
};

std::optional<Error> checkScript(const Scenario &scenario, const QString &htmx)
{
    const Result<QString> text = readText(scenario.scriptPath);
    if (!text)
        return text.error();
    Recorder recorder(std::make_shared<MonotonicClock>());
    ConnectionRegistry connections;
    MockServer server(recorder, connections);
    NoNetwork network;
    ScriptEngine script(ScriptHost{server, recorder, network});
    QVariantMap params;
    const QMap<QString, QString> defaults = scenario.manifest.defaults();
    for (auto param = defaults.cbegin(); param != defaults.cend(); ++param)
        params.insert(param.key(), param.value());
    const Result<void> loaded = script.load({scenario.scriptPath, *text, params, htmx, 1});
    return loaded ? std::nullopt : std::optional(loaded.error());
}

} // namespace

ExitStatus runCheck(const CheckOptions &options, QTextStream &out, QTextStream &err)
{
    const Result<QString> dir = findScenario(options.scenario);
    if (!dir) {
        err << dir.error().toString() << Qt::endl;
        return kCannotRun;
    }
    const ScenarioLoading loading = loadScenario(*dir);
    QStringList findings;
    const auto find = [&findings](const QString &line) {
        if (!findings.contains(line))
            findings << line;
    };
    for (const Error &error : loading.errors)
        find(error.toString());
    if (QFile::exists(loading.scenario.scriptPath)) {
        for (const QString &version : loading.scenario.manifest.htmx) {
            if (const std::optional<Error> error = checkScript(loading.scenario, version))
                find(error->toString());
        }
    }
    for (const PageFinding &finding : checkPages(loading.scenario))
        find(Error{finding.text + QStringLiteral(" [%1]").arg(finding.rule), finding.file, finding.line,
                   finding.column}
                 .toString());

    for (const QString &finding : std::as_const(findings))
        out << finding << '\n';
    if (findings.isEmpty())
        out << loading.scenario.manifest.title << ": no findings\n";
    out.flush();
    return findings.isEmpty() ? kFine : kFindings;
}

} // namespace swapscope
