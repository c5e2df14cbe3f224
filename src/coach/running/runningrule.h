#pragma once

#include "../finding.h"
#include "ruletexts.h"

#include <trace/runmodel.h>

#include <map>
#include <memory>

namespace swapscope {

// The limits by which rules judge: from when on long is too long, and many are too many.
struct RunningLimits
{
    Nanoseconds idle = 60 * kSecond;   // a connection silent for longer is closed by common proxies
    Nanoseconds deaf = 10 * kSecond;   // if nothing that was sent arrives for longer, the path is dead
    Nanoseconds settle = 1 * kSecond;  // a rule waits this long for an event that would refute it
    int queue = 20;                    // messages in a page's send queue
    int growth = 1000;                 // elements that a page has gained
    Nanoseconds growing = 5 * kSecond; // a page must grow for at least this long to be told so
    int crowd = 8;                     // clients that reconnect together
};

// What is particular to one finding of a rule; what all findings of the rule have in common is in its
// RuleInfo.
struct Said
{
    QString about; // tells it from other findings of the rule: a client, a path, a target
    QString client;
    ConnectionId conn;
    QString text;
    QString advice;
    std::vector<EventId> events; // the evidence, in the order of the trace
    QString file = {};           // where a text is to blame; empty: none is
    int line = 0;
    int column = 0; // 0: unknown
};

// Collects the findings of one rule. Each `about` is raised at most once until it is cleared.
class Voice
{
public:
    static constexpr std::size_t kMost = 100; // raised findings of a rule at a time; more are ignored

    explicit Voice(const RuleInfo &rule) : m_rule(rule) {}

    // Raises a finding; does nothing while one about the same is raised.
    void raise(Said said);
    // The finding is no longer true. `why` is a whole sentence for the user.
    void clear(const QString &about, const QString &why, EventId cause = 0);
    bool raised(const QString &about) const { return m_raised.contains(about); }
    bool silentSoFar() const { return m_raised.empty(); } // nothing is raised now

    // The time of the findings that are raised or cleared from now on.
    void setTime(Nanoseconds t) { m_now = t; }
    // Returns the finding.raised and finding.cleared events since the last call.
    std::vector<Event> drain() { return std::exchange(m_events, {}); }

private:
    const RuleInfo &m_rule;
    Nanoseconds m_now = 0;
    struct Standing
    {
        QString client;
        ConnectionId conn;
    };
    std::map<QString, Standing> m_raised;
    std::vector<Event> m_events;
};

// One rule that watches a run. It sees every event, joined and in the order of the ids, and raises its
// findings through the voice that it is given. Does no I/O and reads no clock; its memory is bounded.
class RunningRule
{
public:
    RunningRule() = default;
    RunningRule(const RunningRule &) = delete;
    RunningRule &operator=(const RunningRule &) = delete;
    virtual ~RunningRule() = default;

    // Looks at the next event. The model already knows it.
    virtual void observe(const Event &event, const RunModel &model, Voice &voice) = 0;
    // Tells the time, `now` since the start of the run, several times a second. Nearly everything that
    // happened before has been observed; the last reports of pages may still be on their way.
    virtual void advance(Nanoseconds now, const RunModel &model, Voice &voice);
};

struct RunningRuleEntry
{
    RuleInfo info;
    std::unique_ptr<RunningRule> (*make)(const RunningLimits &limits) = nullptr;
};

template<typename Rule>
std::unique_ptr<RunningRule> makeRule(const RunningLimits &limits)
{
    if constexpr (std::is_constructible_v<Rule, const RunningLimits &>)
        return std::make_unique<Rule>(limits);
    else
        return std::make_unique<Rule>();
}

} // namespace swapscope
