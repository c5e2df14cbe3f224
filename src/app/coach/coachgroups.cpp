#include "coachgroups.h"

#include "widgets/widgets.h"

#include <core/result.h>
#include <trace/trace.h>

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace swapscope {

namespace {

constexpr std::size_t kEvidence = 6; // links of an entry
constexpr std::size_t kEntries = 20; // of a rule

struct GroupTexts
{
    Q_DECLARE_TR_FUNCTIONS(swapscope::CoachPanel)
};

CoachEntry entryOf(const Finding &finding, const Trace *trace)
{
    CoachEntry entry;
    entry.client = finding.client;
    // The place has a link of its own.
    const QString place = Error{{}, finding.file, finding.line, finding.column}.toString();
    entry.text = finding.text.mid(finding.text.startsWith(place) ? place.size() : 0);
    entry.file = finding.file;
    entry.line = finding.line;
    entry.column = finding.column;
    if (!finding.file.isEmpty()) {
        entry.place = QFileInfo(finding.file).fileName();
        if (finding.line > 0)
            entry.place += u':' + QString::number(finding.line);
    }
    for (const EventId id : finding.events) {
        const EventRef event = trace != nullptr ? trace->find(id) : EventRef();
        if (event != nullptr && entry.events.size() < kEvidence)
            entry.events.emplace_back(
                id,
                GroupTexts::tr("%1 at %2").arg(QString(kindName(event->kind)), displayDuration(event->t)));
    }
    return entry;
}

CoachGroup &groupOf(std::vector<CoachGroup> &groups, const Finding &finding)
{
    const auto found = std::find_if(groups.begin(), groups.end(),
                                    [&](const CoachGroup &group) { return group.rule == finding.rule; });
    if (found != groups.end())
        return *found;
    CoachGroup &group = groups.emplace_back();
    group.rule = finding.rule;
    group.severity = finding.severity;
    group.title = finding.title;
    group.why = finding.why;
    return group;
}

void add(std::vector<CoachGroup> &groups, const Finding &finding, CoachEntry entry)
{
    CoachGroup &group = groupOf(groups, finding);
    if (!group.advice.contains(finding.advice))
        group.advice << finding.advice;
    for (const QString &version : finding.versions) {
        if (!group.versions.contains(version))
            group.versions << version;
    }
    // The newest of a run says most; of a text the first.
    if (group.entries.size() >= kEntries && !entry.events.empty())
        group.entries.erase(group.entries.begin());
    if (group.entries.size() < kEntries)
        group.entries.push_back(std::move(entry));
}

} // namespace

bool CoachGroup::standing() const
{
    return std::any_of(entries.begin(), entries.end(),
                       [](const CoachEntry &entry) { return entry.standing; });
}

std::vector<CoachGroup> coachGroups(const std::vector<Finding> &ofTexts,
                                    const std::vector<LoggedFinding> &ofRun, const Trace *trace,
                                    const QSet<QString> &silenced)
{
    std::vector<CoachGroup> groups;
    for (const Finding &finding : ofTexts) {
        if (!silenced.contains(finding.rule))
            add(groups, finding, entryOf(finding, nullptr));
    }
    for (const LoggedFinding &logged : ofRun) {
        if (silenced.contains(logged.finding.rule))
            continue;
        CoachEntry entry = entryOf(logged.finding, trace);
        entry.standing = logged.standing();
        if (!entry.standing)
            entry.over = GroupTexts::tr("Was so until %1. %2")
                             .arg(displayDuration(logged.cleared), logged.clearedWhy)
                             .trimmed();
        add(groups, logged.finding, std::move(entry));
    }
    for (CoachGroup &group : groups) {
        std::stable_sort(group.entries.begin(), group.entries.end(),
                         [](const CoachEntry &a, const CoachEntry &b) { return a.standing && !b.standing; });
        group.versions.sort();
    }
    std::stable_sort(groups.begin(), groups.end(), [](const CoachGroup &a, const CoachGroup &b) {
        if (a.standing() != b.standing())
            return a.standing();
        return a.severity > b.severity;
    });
    return groups;
}

} // namespace swapscope
