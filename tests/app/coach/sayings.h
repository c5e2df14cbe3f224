#pragma once

#include <app/coach/coachgroups.h>
#include <trace/trace.h>

// A trace of two events, and what a coach may say of them.
namespace swapscope::sayings {

inline Trace trace()
{
    Trace trace;
    trace.append({.t = 3'200 * kMillisecond,
                  .kind = Kind::PageClosed,
                  .client = QStringLiteral("B"),
                  .conn = ConnectionId(2)});
    trace.append({.t = 9 * kSecond,
                  .kind = Kind::PageSwapMissed,
                  .client = QStringLiteral("B"),
                  .conn = ConnectionId(3)});
    return trace;
}

inline LoggedFinding running(const QString &rule, Severity severity, const QString &text,
                             Nanoseconds cleared = -1)
{
    LoggedFinding logged;
    logged.finding.rule = rule;
    logged.finding.severity = severity;
    logged.finding.title = QStringLiteral("Title of %1").arg(rule);
    logged.finding.text = text;
    logged.finding.why = QStringLiteral("A reason.");
    logged.finding.advice = QStringLiteral("Mend it.");
    logged.finding.versions = {QStringLiteral("2"), QStringLiteral("4")};
    logged.finding.client = QStringLiteral("B");
    logged.finding.events = {1, 2};
    logged.about = text;
    logged.raised = 9 * kSecond;
    logged.cleared = cleared;
    logged.clearedWhy = cleared < 0 ? QString() : QStringLiteral("It is there now.");
    return logged;
}

inline Finding ofText(const QString &rule, const QString &file, int line)
{
    Finding finding;
    finding.rule = rule;
    finding.severity = Severity::Note;
    finding.title = QStringLiteral("Title of %1").arg(rule);
    finding.text = QStringLiteral("The page says so.");
    finding.versions = {QStringLiteral("2")};
    finding.file = file;
    finding.line = line;
    finding.column = 4;
    return finding;
}

} // namespace swapscope::sayings
