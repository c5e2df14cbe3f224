#pragma once

#include <coach/finding.h>
#include <coach/running/findinglog.h>

#include <QSet>

namespace swapscope {

class Trace;

// One finding, as the panel shows it.
struct CoachEntry
{
    QString client; // empty: it concerns no client
    QString text;
    std::vector<std::pair<EventId, QString>>
        events;   // the evidence, and what to call it: "page.closed at 3.2 s"
    QString file; // absolute; empty: none
    int line = 0;
    int column = 0;
    QString place;        // "page.html:12"
    bool standing = true; // false: it is over
    QString over;         // since when and why it is over, a sentence

    friend bool operator==(const CoachEntry &, const CoachEntry &) = default;
};

// All findings of one rule.
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

// Groups findings in the texts and in the run by their rules. Groups with findings that are not over come
// first, the most severe first. trace: the trace of the run, for the times of the evidence; may be null.
// silenced: rules that are left out. Pure.
std::vector<CoachGroup> coachGroups(const std::vector<Finding> &ofTexts,
                                    const std::vector<LoggedFinding> &ofRun, const Trace *trace,
                                    const QSet<QString> &silenced = {});

} // namespace swapscope
