#include "checkreport.h"
#include "commands.h"
#include "stalledcheck.h"

#include <coach/review.h>
#include <coach/rulebook.h>
#include <coach/scriptparser.h>
#include <core/recorder.h>
#include <core/suggest.h>
#include <core/textfile.h>
#include <scenario/lessoncheck.h>
#include <scenario/scenario.h>
#include <script/scriptengine.h>
#include <server/mockserver.h>

#include <QDir>
#include <QEventLoop>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace swapscope {

namespace {

constexpr std::chrono::seconds kStallPatience(3); // with a script that does not return, once that was said

// The network of a script that is only checked: it does nothing.
class NoNetwork final : public NetworkCommands
{
public:
    Result<void> apply(const FaultCommand &) override { return {}; }
};

// Until the script's top level has come to its end, but no longer than one waits for it without a word.
void waitForTopLevel(const ScriptEngine &script)
{
    if (!script.waits())
        return;
    QEventLoop loop;
    QObject::connect(&script, &ScriptEngine::topLevelEnded, &loop, &QEventLoop::quit);
    QTimer::singleShot(static_cast<int>(ScriptEngine::kPatience / kMillisecond), &loop, &QEventLoop::quit);
    loop.exec();
}

Finding waitingFinding(const Scenario &scenario, const QString &text)
{
    Finding finding = findingOf(QStringLiteral("script.waits"), Error{text, scenario.scriptPath});
    finding.severity = Severity::Warning;
    finding.title = QStringLiteral("The script's top level waits");
    return finding;
}

// The errors of the script under this version of htmx; if it has none, those of the lesson. `stalled` is
// called while the script keeps this thread, and on another one.
std::vector<Finding> checkScript(const Scenario &scenario, const QString &htmx, const StallTold &stalled)
{
    const QString rule = QStringLiteral("script.error");
    const Result<QString> text = readScenarioText(scenario.scriptPath);
    if (!text)
        return {findingOf(rule, text.error())};
    Recorder recorder(std::make_shared<MonotonicClock>());
    ConnectionRegistry connections;
    MockServer server(recorder, connections);
    NoNetwork network;
    ScriptEngine script(ScriptHost{server, recorder, network});
    QVariantMap params;
    const QMap<QString, QString> defaults = scenario.manifest.defaults();
    for (auto param = defaults.cbegin(); param != defaults.cend(); ++param)
        params.insert(param.key(), param.value());
    std::vector<Finding> findings;
    QObject::connect(&script, &ScriptEngine::failed, &script,
                     [&](const Error &error) { findings.push_back(findingOf(rule, error)); });
    QObject::connect(&script, &ScriptEngine::stalled, &script, stalled, Qt::DirectConnection);
    if (script.load({scenario.scriptPath, *text, params, htmx, 1}))
        waitForTopLevel(script);
    if (script.waits())
        findings.push_back(waitingFinding(scenario, script.waitingText()));
    if (!findings.empty())
        return findings;
    for (const Error &error : checkLesson(scenario.manifest, htmx, script.cues(), scenario.manifestPath))
        findings.push_back(findingOf(QStringLiteral("lesson.error"), error));
    return findings;
}

// Errors for names in `silence` and `expects` that are not rules.
std::vector<Finding> checkNames(const Scenario &scenario)
{
    QStringList known;
    for (const BookedRule &rule : ruleBook())
        known << rule.info.name;
    std::vector<Finding> findings;
    for (const QString &name : scenario.manifest.silence + scenario.manifest.expects) {
        if (known.contains(name))
            continue;
        const QString meant = didYouMean(name, known);
        findings.push_back(findingOf(
            QStringLiteral("scenario.error"),
            Error{QStringLiteral("the coach has no rule \"%1\"%2")
                      .arg(name, meant.isEmpty()
                                     ? QStringLiteral(": the manual's page on the coach names them all")
                                     : meant),
                  scenario.manifestPath}));
    }
    return findings;
}

Finding unmet(const Scenario &scenario, const QString &rule)
{
    Finding finding = findingOf(
        QStringLiteral("expects.unmet"),
        Error{QStringLiteral("%1 is expected and was not found.").arg(rule), scenario.manifestPath});
    finding.title = QStringLiteral("An expected finding is missing");
    finding.advice = QStringLiteral("Leave it out of expects, or make the mistake again that it was for.");
    return finding;
}

Result<CheckReport> checkScenario(const CheckOptions &options, QTextStream &err)
{
    const Result<QString> dir = findScenario(options.scenario);
    if (!dir)
        return dir.error();
    const ScenarioLoading loading = loadScenario(*dir);
    Scenario scenario = loading.scenario;
    const QStringList all = scenario.manifest.htmx;
    if (!options.htmx.isEmpty()) {
        if (!all.contains(options.htmx))
            return Error{QStringLiteral("%1 does not run under htmx %2").arg(scenario.name, options.htmx)};
        scenario.manifest.htmx = {options.htmx};
    }

    CheckReport report{scenario.name, scenario.manifest.title, {}, {}, 0};
    const auto add = [&report](Finding finding) {
        if (std::find(report.findings.begin(), report.findings.end(), finding) == report.findings.end())
            report.findings.push_back(std::move(finding));
    };
    for (const Error &error : loading.errors)
        add(findingOf(QStringLiteral("scenario.error"), error));
    for (Finding &finding : checkNames(scenario))
        add(std::move(finding));
    if (QFileInfo::exists(scenario.scriptPath)) {
        for (const QString &version : scenario.manifest.htmx) {
            auto [findings, cameBack] =
                checkInTime([scenario, version](
                                const StallTold &stalled) { return checkScript(scenario, version, stalled); },
                            kStallPatience, err);
            for (Finding &finding : findings)
                add(std::move(finding));
            if (!cameBack)
                break; // it would hang there, too
        }
    }
    ScriptParser parser;
    Sorted sorted = sortFindings(review(readForReview(scenario), parser), scenario.manifest.silence,
                                 scenario.manifest.expects, When::Before);
    for (Finding &finding : sorted.open)
        add(std::move(finding));
    // If only one version is checked, an expected finding may belong to the other.
    if (scenario.manifest.htmx == all) {
        for (const QString &rule : std::as_const(sorted.unmet))
            add(unmet(scenario, rule));
    }
    report.expected = std::move(sorted.expected);
    report.silenced = sorted.silenced;
    return report;
}

Result<CheckReport> checkPage(const QString &path, const QString &htmx)
{
    const Result<QString> html = readText(path);
    if (!html)
        return html.error();
    const QString file = QFileInfo(path).absoluteFilePath();
    const QString version = htmx.isEmpty() ? likelyVersion(*html) : htmx;
    return CheckReport{file,
                       QStringLiteral("%1, htmx %2").arg(QFileInfo(path).fileName(), version),
                       reviewPage(*html, file, {version}),
                       {},
                       0};
}

} // namespace

ExitStatus runCheck(const CheckOptions &options, QTextStream &out, QTextStream &err)
{
    const bool page = QFileInfo(options.scenario).isFile();
    const Result<CheckReport> report =
        page ? checkPage(options.scenario, options.htmx) : checkScenario(options, err);
    if (!report) {
        err << report.error().toString() << Qt::endl;
        return kCannotRun;
    }
    out << toText(*report, options.format, QDir::currentPath()) << Qt::flush;
    return report->status();
}

} // namespace swapscope
