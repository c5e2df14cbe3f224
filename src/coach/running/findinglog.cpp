#include "findinglog.h"

#include <QJsonArray>

#include <algorithm>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

bool FindingLog::take(const Event &event)
{
    const QString rule = event.data["rule"_L1].toString();
    const QString about = event.data["about"_L1].toString();
    if (event.kind == Kind::FindingCleared) {
        const auto found =
            std::find_if(m_findings.rbegin(), m_findings.rend(), [&](const LoggedFinding &one) {
                return one.standing() && one.finding.rule == rule && one.about == about;
            });
        if (found == m_findings.rend())
            return false;
        found->cleared = event.t;
        found->clearedWhy = event.data["text"_L1].toString();
        return true;
    }
    if (event.kind != Kind::FindingRaised || m_findings.size() >= kMost)
        return false;
    LoggedFinding logged;
    Finding &finding = logged.finding;
    finding.rule = rule;
    finding.severity = severityFromName(event.data["severity"_L1].toString()).value_or(Severity::Warning);
    finding.title = event.data["title"_L1].toString();
    finding.text = event.data["text"_L1].toString();
    finding.why = event.data["why"_L1].toString();
    finding.advice = event.data["advice"_L1].toString();
    for (const auto &version : event.data["versions"_L1].toArray())
        finding.versions << version.toString();
    for (const auto &id : event.data["events"_L1].toArray())
        finding.events.push_back(static_cast<EventId>(id.toInteger()));
    finding.client = event.client;
    finding.conn = event.conn;
    finding.file = event.data["file"_L1].toString();
    finding.line = event.data["line"_L1].toInt();
    logged.about = about;
    logged.raisedBy = event.id;
    logged.raised = event.t;
    m_findings.push_back(std::move(logged));
    return true;
}

} // namespace swapscope
