#include "findinglog.h"

#include <QJsonArray>

#include <algorithm>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

bool FindingLog::take(const Event &event)
{
    const QString rule = event.data[Field::Rule].toString();
    const QString about = event.data[Field::About].toString();
    if (event.kind == Kind::FindingCleared) {
        const auto found =
            std::find_if(m_findings.rbegin(), m_findings.rend(), [&](const LoggedFinding &one) {
                return one.standing() && one.finding.rule == rule && one.about == about;
            });
        if (found == m_findings.rend())
            return false;
        found->cleared = event.t;
        found->clearedWhy = event.data[Field::Text].toString();
        return true;
    }
    if (event.kind != Kind::FindingRaised || m_findings.size() >= kMost)
        return false;
    LoggedFinding logged;
    Finding &finding = logged.finding;
    finding.rule = rule;
    finding.severity = severityFromName(event.data[Field::Severity].toString()).value_or(Severity::Warning);
    finding.title = event.data[Field::Title].toString();
    finding.text = event.data[Field::Text].toString();
    finding.why = event.data[Field::Why].toString();
    finding.advice = event.data[Field::Advice].toString();
    for (const auto &version : event.data[Field::Versions].toArray())
        finding.versions << version.toString();
    for (const auto &id : event.data[Field::Events].toArray())
        finding.events.push_back(static_cast<EventId>(id.toInteger()));
    finding.client = event.client;
    finding.conn = event.conn;
    finding.file = event.data[Field::File].toString();
    finding.line = event.data[Field::Line].toInt();
    finding.column = event.data[Field::Column].toInt();
    logged.about = about;
    logged.raisedBy = event.id;
    logged.raised = event.t;
    m_findings.push_back(std::move(logged));
    return true;
}

} // namespace swapscope
