#pragma once

#include "../finding.h"

#include <vector>

namespace swapscope {

// One finding of a run: what was found, when, and whether it is still so.
struct LoggedFinding
{
    Finding finding;
    QString about;            // tells it from other findings of the same rule, for example a client or a path
    EventId raisedBy = 0;     // its finding.raised
    Nanoseconds raised = 0;   // when, since the start of the run
    Nanoseconds cleared = -1; // when it was no longer so; below 0: it is still so
    QString clearedWhy;       // a sentence; empty while it is so

    bool standing() const { return cleared < 0; }
    friend bool operator==(const LoggedFinding &, const LoggedFinding &) = default;
};

// The list of a run's findings, built from its finding.raised and finding.cleared events. It does not matter
// whether these come from a live run or from a saved trace. One thread.
class FindingLog
{
public:
    static constexpr std::size_t kMost = 1000; // findings; later ones are ignored

    // Takes the next event of the run. Returns false if the list is as it was: the event is about no finding,
    // or repeats what is known.
    bool take(const Event &event);
    void clear() { m_findings.clear(); }

    // In the order in which they were raised. A finding that was cleared and raised again stands here twice.
    const std::vector<LoggedFinding> &all() const { return m_findings; }

private:
    std::vector<LoggedFinding> m_findings;
};

} // namespace swapscope
