#include "finding.h"

#include <QJsonArray>

#include <array>

namespace swapscope {

namespace {

constexpr std::array kSeverities{
    QLatin1StringView("note"),
    QLatin1StringView("warning"),
    QLatin1StringView("error"),
};

} // namespace

QLatin1StringView severityName(Severity severity)
{
    return kSeverities[static_cast<size_t>(severity)];
}

std::optional<Severity> severityFromName(QStringView name)
{
    for (size_t i = 0; i < kSeverities.size(); ++i) {
        if (kSeverities[i] == name)
            return static_cast<Severity>(i);
    }
    return {};
}

Finding findingOf(const RuleInfo &rule, QString text, QString advice)
{
    Finding finding;
    finding.rule = rule.name;
    finding.severity = rule.severity;
    finding.title = rule.title;
    finding.text = std::move(text);
    finding.why = rule.why;
    finding.advice = std::move(advice);
    finding.versions = rule.versions;
    return finding;
}

QJsonObject toJson(const Finding &finding)
{
    QJsonObject json{
        {QStringLiteral("rule"), finding.rule},
        {QStringLiteral("severity"), QString(severityName(finding.severity))},
        {QStringLiteral("title"), finding.title},
        {QStringLiteral("text"), finding.text},
        {QStringLiteral("why"), finding.why},
        {QStringLiteral("advice"), finding.advice},
        {QStringLiteral("versions"), QJsonArray::fromStringList(finding.versions)},
    };
    if (!finding.events.empty()) {
        QJsonArray events;
        for (const EventId id : finding.events)
            events.append(static_cast<qint64>(id));
        json.insert(QStringLiteral("events"), events);
    }
    if (!finding.client.isEmpty())
        json.insert(QStringLiteral("client"), finding.client);
    if (!finding.conn.isNone())
        json.insert(QStringLiteral("conn"), finding.conn.number());
    if (!finding.file.isEmpty())
        json.insert(QStringLiteral("file"), finding.file);
    if (finding.line > 0)
        json.insert(QStringLiteral("line"), finding.line);
    if (finding.column > 0)
        json.insert(QStringLiteral("column"), finding.column);
    return json;
}

} // namespace swapscope
