#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kReturns = 2;
constexpr Nanoseconds kWithin = 60 * kSecond;
constexpr Nanoseconds kSoon = 15 * kSecond; // the page is back by then

class Reopened final : public RunningRule
{
public:
    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        const RunConnection *connection = model.connection(event.conn);
        if (!connection || connection->transport != u"sse")
            return;
        const QString about = event.client + u' ' + connection->path;
        const bool end = (event.kind == Kind::ServerClosed || event.kind == Kind::LinkClosed) &&
                         text(event, Field::By) == u"server" && connection->ended == event.id;
        if (end && connection->opened.t >= 0 && !model.restarting(event.t)) {
            m_ended[about] = {event.t, event.id};
        } else if (event.kind == Kind::PageConnecting) {
            const auto ended = m_ended.find(about);
            if (ended == m_ended.end())
                return;
            const End last = ended->second;
            m_ended.erase(ended);
            if (event.t - last.t > kSoon)
                return;
            std::vector<Return> &returns = m_returns[about];
            std::erase_if(returns, [&](const Return &one) { return event.t - one.t > kWithin; });
            returns.push_back({event.t, last.id, event.id});
            if (static_cast<int>(returns.size()) >= kReturns)
                say(about, event, connection->path, returns, voice);
            if (returns.size() > 10)
                returns.erase(returns.begin());
        }
    }

private:
    struct End
    {
        Nanoseconds t;
        EventId id;
    };
    struct Return
    {
        Nanoseconds t;
        EventId ended;
        EventId back;
    };

    static void say(const QString &about, const Event &event, const QString &path,
                    const std::vector<Return> &returns, Voice &voice)
    {
        std::vector<EventId> evidence;
        for (const Return &one : returns)
            evidence.insert(evidence.end(), {one.ended, one.back});
        voice.raise({about, event.client, event.conn,
                     u"The server ended the stream %1 %2 times, and %3 opened it again each time."_s.arg(path)
                         .arg(returns.size())
                         .arg(event.client),
                     u"Before the end send an event, and name it in sse-close (htmx 2) or hx-sse:close (htmx "
                     u"4): then "
                     "the page lets it rest."_s,
                     evidence});
    }

    std::map<QString, End> m_ended;
    std::map<QString, std::vector<Return>> m_returns;
};

} // namespace

RunningRuleEntry reopened()
{
    return {{u"stream.reopened"_s,
             Severity::Warning,
             u"Ended by the server, opened again by the page"_s,
             u"To a page the end of a stream is a lost connection: it comes back, and gets the same once "
             u"more. A job "
             "that is done is done again and again."_s,
             {u"2"_s, u"4"_s}},
            makeRule<Reopened>};
}

} // namespace swapscope
