#pragma once

#include <coach/finding.h>
#include <coach/running/findinglog.h>

#include <QSet>

namespace swapscope {

class Trace;

// One thing that the coach saw, as the panel shows it.
struct CoachEntry
{
    QString client; // empty: of nobody, or of a text
    QString text;
    std::vector<std::pair<EventId, QString>>
        events;   // the evidence, and what to call it: "page.closed at 3.2 s"
    QString file; // absolute; empty: none
    int line = 0;
    int column = 0;
    QString place;        // "page.html:12"
    bool standing = true; // false: it was so
    QString over;         // since when it is over and why

    friend bool operator==(const CoachEntry &, const CoachEntry &) = default;
};

// What the coach saw by one rule.
struct CoachGroup
{
    QString rule;
    Severity severity = Severity::Warning;
    QString title;
    QString why;
    QStringList advice; // each once
    QStringList versions;
    std::vector<CoachEntry> entries;

    bool standing() const;
    friend bool operator==(const CoachGroup &, const CoachGroup &) = default;
};

// The findings of texts and of a run by their rules: those that stand first, the worst first. trace: that of
// the run, for the times of the evidence; may be null. silenced: rules that are left out.
std::vector<CoachGroup> coachGroups(const std::vector<Finding> &ofTexts,
                                    const std::vector<LoggedFinding> &ofRun, const Trace *trace,
                                    const QSet<QString> &silenced = {});

} // namespace swapscope
