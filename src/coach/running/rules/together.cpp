#include "../runningrules.h"

#include <deque>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Nanoseconds kLostTogether = 1 * kSecond;
constexpr Nanoseconds kBackTogether = 200 * kMillisecond;
constexpr std::size_t kAwayKept = 5000;

// Clients that lost their connections in the same moment, and when each came back for the first time.
class Together final : public RunningRule
{
public:
    explicit Together(const RunningLimits &limits) : m_crowd(limits.crowd) {}

    void observe(const Event &event, const RunModel &, Voice &voice) override
    {
        switch (event.kind) {
        case Kind::LinkAccepted:
        case Kind::LinkRefused:
        case Kind::PageConnecting:
            back(event, voice);
            return;
        case Kind::LinkCut:
        case Kind::LinkClosed:
        case Kind::ServerClosed:
            if (!event.conn.isNone() && !event.client.isEmpty() && text(event, Field::By) != u"client")
                lost(event);
            return;
        default:
            return;
        }
    }

private:
    struct Away
    {
        QString client;
        Nanoseconds lostAt;
        EventId lost;
        Nanoseconds backAt = -1;
        EventId back = 0;
    };

    void lost(const Event &event)
    {
        for (const Away &one : m_away) {
            if (one.client == event.client && one.backAt < 0)
                return;
        }
        m_away.push_back({event.client, event.t, event.id});
        if (m_away.size() > kAwayKept)
            m_away.pop_front();
    }

    void back(const Event &event, Voice &voice)
    {
        const auto mine = std::find_if(m_away.rbegin(), m_away.rend(), [&](const Away &one) {
            return one.client == event.client && one.backAt < 0;
        });
        if (mine == m_away.rend())
            return;
        mine->backAt = event.t;
        mine->back = event.id;
        int lost = 0;
        EventId first = mine->lost; // what names all of them
        std::vector<EventId> evidence{mine->lost};
        for (const Away &one : m_away) {
            if (std::abs(one.lostAt - mine->lostAt) > kLostTogether)
                continue;
            ++lost;
            first = std::min(first, one.lost);
            if (one.backAt >= 0 && std::abs(one.backAt - event.t) <= kBackTogether)
                evidence.push_back(one.back);
        }
        const int returned = static_cast<int>(evidence.size()) - 1;
        if (lost < m_crowd || returned * 10 < lost * 9)
            return;
        if (evidence.size() > 20)
            evidence.resize(20);
        voice.raise(
            {QString::number(first),
             {},
             {},
             u"%1 of %2 clients that lost their connections together came back within %3 s."_s.arg(returned)
                 .arg(lost)
                 .arg(static_cast<double>(kBackTogether) / static_cast<double>(kSecond)),
             u"Spread them: full jitter (htmx 2's own delay), a larger reconnectJitter (htmx 4), or a retry: "
             "that differs from stream to stream."_s,
             evidence});
    }

    int m_crowd;
    std::deque<Away> m_away;
};

} // namespace

RunningRuleEntry together()
{
    return {{u"retries.together"_s,
             Severity::Warning,
             u"Everyone returns at the same moment"_s,
             u"A server that has just come up meets all of its clients at once, each with a catch-up to "
             u"serve, and may "
             "go down again under them."_s,
             {u"2"_s, u"4"_s}},
            makeRule<Together>};
}

} // namespace swapscope
