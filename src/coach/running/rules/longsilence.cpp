#include "../runningrules.h"

#include <algorithm>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

class LongSilence final : public RunningRule
{
public:
    explicit LongSilence(const RunningLimits &limits) : m_idle(limits.idle) {}

    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        if (event.conn.isNone())
            return;
        if (event.kind == Kind::LinkAccepted) {
            m_linked[event.conn] = {event.t, event.id};
        } else if (event.kind == Kind::LinkMessage || event.kind == Kind::PageOpen) {
            const auto found = m_linked.find(event.conn);
            if (found == m_linked.end())
                return;
            found->second = {std::max(found->second.t, event.t), event.id};
            if (const RunConnection *connection = model.connection(event.conn);
                connection && !voice.silentSoFar())
                voice.clear(about(*connection), u"Something crossed again."_s, event.id);
        } else if (event.kind == Kind::LinkClosed || event.kind == Kind::LinkCut ||
                   event.kind == Kind::PageClosed) {
            m_linked.erase(event.conn);
            if (const RunConnection *connection = model.connection(event.conn);
                connection && !voice.silentSoFar())
                voice.clear(about(*connection), u"The connection has ended."_s, event.id);
        }
    }

    void advance(Nanoseconds now, const RunModel &model, Voice &voice) override
    {
        for (const auto &[conn, last] : m_linked) {
            const RunConnection *connection = model.connection(conn);
            if (now - std::max(last.t, model.resumedAt()) < m_idle || !connection)
                continue;
            const RunClient &client = model.client(connection->client);
            if (client.frozen || client.held > 0)
                continue;
            if (!connection->open() && !connection->served)
                continue;
            voice.raise(
                {about(*connection),
                 connection->client,
                 conn,
                 u"Nothing has crossed the connection of %1 to %2 for %3."_s.arg(
                     connection->client, connection->path, secondsText(m_idle)),
                 connection->transport == u"ws"
                     ? u"Let the server send a ping more often than that: heartbeat: \"30s\" at the endpoint."_s
                     : u"Let the server send a comment line more often than that: heartbeat: \"30s\" at the "
                       "stream."_s,
                 {last.id}});
        }
    }

private:
    struct Last
    {
        Nanoseconds t;
        EventId id;
    };

    static QString about(const RunConnection &connection)
    {
        return connection.client + u' ' + connection.path;
    }

    Nanoseconds m_idle;
    std::map<ConnectionId, Last> m_linked;
};

} // namespace

RunningRuleEntry longSilence()
{
    return {{u"silence.long"_s,
             Severity::Warning,
             u"Silent for longer than proxies allow"_s,
             u"Common proxies and load balancers close a connection on which nothing crosses for 60 s. The "
             u"page then "
             "returns, and misses what came in between."_s,
             {u"2"_s, u"4"_s}},
            makeRule<LongSilence>};
}

} // namespace swapscope
