#pragma once

#include "../finding.h"

#include <vector>

namespace swapscope {

// A finding of a run and how it stands.
struct LoggedFinding
{
    Finding finding;
    QString about; // what tells it from other findings of its rule
    EventId raisedBy = 0;
    Nanoseconds raised = 0;
    Nanoseconds cleared = -1; // below 0: it is still so
    QString clearedWhy;

    bool standing() const { return cleared < 0; }
    friend bool operator==(const LoggedFinding &, const LoggedFinding &) = default;
};

// The findings of a run, read from its finding.raised and finding.cleared: those of a live run and of a trace
// from a file are the same.
class FindingLog
{
public:
    static constexpr std::size_t kMost = 1000; // beyond, later ones are not taken

    // False: the event is none of a finding, or changes nothing.
    bool take(const Event &event);
    void clear() { m_findings.clear(); }

    // In the order in which they were raised; one that was cleared and raised again is two.
    const std::vector<LoggedFinding> &all() const { return m_findings; }

private:
    std::vector<LoggedFinding> m_findings;
};

} // namespace swapscope
