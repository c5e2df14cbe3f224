#pragma once

#include "../finding.h"
#include "scene.h"

#include <map>
#include <memory>

namespace swapscope {

// When "long" is too long and "many" are too many.
struct RunningLimits
{
    Nanoseconds idle = 60 * kSecond;   // after which common proxies close a silent connection
    Nanoseconds deaf = 10 * kSecond;   // nothing that was sent has arrived for so long
    Nanoseconds settle = 1 * kSecond;  // so long a rule waits for what would put it in the wrong
    int queue = 20;                    // messages
    int growth = 1000;                 // elements
    Nanoseconds growing = 5 * kSecond; // so long a page grows at least
    int crowd = 8;                     // clients
};

// What a rule says: a finding of its own, without what all its findings have in common.
struct Said
{
    QString about; // what tells it from other findings of the rule: client, path, target
    QString client;
    int conn = 0;
    QString text;
    QString advice;
    std::vector<EventId> events; // the evidence
};

// Where a rule puts its findings: each is raised once, and again only after it was cleared.
class Voice
{
public:
    static constexpr std::size_t kMost = 100; // findings of a rule that stand at the same time

    explicit Voice(const RuleInfo &rule) : m_rule(rule) {}

    void raise(Said said);
    // It is no longer so. `why` is a whole sentence.
    void clear(const QString &about, const QString &why, EventId cause = 0);
    bool raised(const QString &about) const { return m_raised.contains(about); }
    bool silentSoFar() const { return m_raised.empty(); }

    // The moment of what is said from now on.
    void setTime(Nanoseconds t) { m_now = t; }
    // finding.raised and finding.cleared since the last call.
    std::vector<Event> take() { return std::exchange(m_events, {}); }

private:
    const RuleInfo &m_rule;
    Nanoseconds m_now = 0;
    struct Standing
    {
        QString client;
        int conn = 0;
    };
    std::map<QString, Standing> m_raised;
    std::vector<Event> m_events;
};

// One rule over a run: enriched events in the order of their ids go in, findings come out of its voice.
// Pure: what it knows of the time it is told. Its memory is bounded.
class RunningRule
{
public:
    RunningRule() = default;
    RunningRule(const RunningRule &) = delete;
    RunningRule &operator=(const RunningRule &) = delete;
    virtual ~RunningRule() = default;

    // The scene has taken the event already.
    virtual void see(const Event &event, const Scene &scene, Voice &voice) = 0;
    // It is `now`, and everything that happened before has been seen, or nearly. Called often.
    virtual void advance(Nanoseconds now, const Scene &scene, Voice &voice);
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
