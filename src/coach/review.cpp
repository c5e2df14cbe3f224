#include "review.h"

#include "scriptparser.h"
#include "static/attributenames.h"
#include "static/rules.h"

#include <QDirIterator>
#include <QRegularExpression>

#include <algorithm>
#include <map>

namespace swapscope {

namespace {

constexpr size_t kMaxFindings = 100;
constexpr QLatin1StringView kUnreadPage("page.unread");

// What makes a finding under one version the same as under another.
using Sameness = std::tuple<QString, QString, int, int, QString>;

Sameness samenessOf(const Finding &finding)
{
    return {finding.rule, finding.file, finding.line, finding.column, finding.text};
}

// One finding of what was found under two versions.
void merge(Finding *first, const Finding &second)
{
    if (first->advice != second.advice)
        first->advice = QStringLiteral("htmx %1: %2 htmx %3: %4")
                            .arg(first->versions.join(QStringLiteral(", ")), first->advice,
                                 second.versions.join(QStringLiteral(", ")), second.advice);
    first->versions += second.versions;
}

bool hasOwnPages(const QString &staticDir)
{
    QDirIterator files(staticDir, {QStringLiteral("*.html"), QStringLiteral("*.htm")}, QDir::Files,
                       QDirIterator::Subdirectories);
    return files.hasNext();
}

std::vector<Finding> reviewWith(const ReviewTexts &texts, const ScriptText &script)
{
    std::vector<Finding> findings;
    std::map<Sameness, std::size_t> places; // in `findings`
    for (const ReviewTexts::Page &page : texts.pages) {
        const PageTree tree(page.text, page.file);
        for (const QString &version : page.versions) {
            const Subject subject{version, tree, script, texts.otherPages};
            for (const StaticRule &rule : staticRules()) {
                if (!rule.info.versions.contains(version))
                    continue;
                // Of a page that was not read the others would say that nothing is there.
                if (!tree.isRead() && rule.info.name != kUnreadPage)
                    continue;
                Notes notes(rule.info, version);
                rule.look(subject, notes);
                for (Finding &finding : notes.take()) {
                    const auto [place, isNew] = places.emplace(samenessOf(finding), findings.size());
                    if (isNew)
                        findings.push_back(std::move(finding));
                    else if (!findings[place->second].versions.contains(version))
                        merge(&findings[place->second], finding);
                }
            }
        }
    }
    std::stable_sort(findings.begin(), findings.end(), [&texts](const Finding &a, const Finding &b) {
        return std::tuple(a.file == texts.scriptFile, a.file, a.line, a.column) <
               std::tuple(b.file == texts.scriptFile, b.file, b.line, b.column);
    });
    if (findings.size() > kMaxFindings)
        findings.resize(kMaxFindings);
    return findings;
}

} // namespace

std::vector<Finding> review(const ReviewTexts &texts, ScriptParser &parser)
{
    return reviewWith(texts, ScriptText(*parser.parse(texts.script), texts.scriptFile));
}

ReviewTexts readForReview(const Scenario &scenario)
{
    ReviewTexts texts;
    for (const QString &version : scenario.manifest.htmx) {
        const QString path = scenario.pagePath(version);
        const auto known = std::find_if(texts.pages.begin(), texts.pages.end(),
                                        [&path](const ReviewTexts::Page &page) { return page.file == path; });
        if (known != texts.pages.end()) {
            known->versions << version;
        } else if (const Result<QString> html = readScenarioText(path)) {
            texts.pages.push_back({path, *html, {version}});
        }
    }
    texts.scriptFile = scenario.scriptPath;
    if (const Result<QString> script = readScenarioText(scenario.scriptPath))
        texts.script = *script;
    texts.otherPages = hasOwnPages(scenario.staticDir);
    return texts;
}

QString likelyVersion(const QString &html)
{
    static const QRegularExpression kAddress(
        QStringLiteral("/(?:htmx\\.org@|ajax/libs/htmx/|htmx@)[^0-9/]*([0-9]+)|/htmx(4)\\b"));
    const PageTree page(html, {});
    for (const PageElement &element : page.elements()) {
        const QRegularExpressionMatch match = kAddress.match(element.value(u"src"));
        if (element.tag == u"script" && match.hasMatch())
            return match.captured(1) == u"4" || !match.captured(2).isEmpty() ? QStringLiteral("4")
                                                                             : QStringLiteral("2");
    }
    int two = 0;
    int four = 0;
    for (const PageElement &element : page.elements()) {
        for (const PageAttribute &attribute : element.attributes) {
            const AttributeName name = attributeName(attribute.name);
            four += !inVersion(name, u"2").isEmpty() || name.hasModifier() ? 1 : 0;
            two += !inVersion(name, u"4").isEmpty() || name.plain == u"sse-swap" ? 1 : 0;
        }
    }
    return four > two ? QStringLiteral("4") : QStringLiteral("2");
}

std::vector<Finding> reviewPage(const QString &html, const QString &file, const QStringList &versions)
{
    return reviewWith({{{file, html, versions}}, {}, {}, false}, {});
}

} // namespace swapscope
