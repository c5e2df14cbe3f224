#include "../runningrules.h"

#include <algorithm>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

class DeafConnection final : public RunningRule
{
public:
    explicit DeafConnection(const RunningLimits &limits) : m_deaf(limits.deaf) {}

    void observe(const Event &event, const RunModel &, Voice &voice) override
    {
        if (event.conn.isNone())
            return;
        switch (event.kind) {
        case Kind::ServerSent: {
            Line &line = m_lines[event.conn];
            if (line.since < 0) {
                line.since = event.t;
                line.first = event.id;
                line.sent = 0;
            }
            ++line.sent;
            return;
        }
        case Kind::LinkMessage: {
            const QString opcode = text(event, Field::Opcode);
            Line &line = m_lines[event.conn];
            line.heartbeat |= opcode == u"ping" || opcode == u"comment";
            if (text(event, Field::Dir) == u"down")
                arrived(event, line, voice);
            return;
        }
        case Kind::PageMessage:
            return arrived(event, m_lines[event.conn], voice);
        case Kind::PageClosed:
        case Kind::LinkClosed:
        case Kind::LinkCut:
            m_lines.erase(event.conn);
            voice.clear(about(event), u"The connection has ended."_s, event.id);
            return;
        default:
            return;
        }
    }

    void advance(Nanoseconds now, const RunModel &model, Voice &voice) override
    {
        for (const auto &[conn, line] : m_lines) {
            const RunConnection *connection = model.connection(conn);
            if (line.since < 0 || now - std::max(line.since, model.resumedAt()) < m_deaf || line.heartbeat ||
                !connection || !connection->open() || model.client(connection->client).held > 0)
                continue;
            voice.raise(
                {about(connection->client, conn),
                 connection->client,
                 conn,
                 u"The server has sent %1 messages to %2 on %3 since %4, and none has arrived. Both sides "
                 u"take "
                 "the connection for open, and there is no heartbeat that would find out."_s.arg(line.sent)
                     .arg(connection->client, connection->path, secondsText(line.since)),
                 u"Give the endpoint a heartbeat, so that the server learns of it; and let the page watch: "
                 u"what "
                 "comes at a known beat is missed when it does not."_s,
                 {connection->opened.id, line.first}});
        }
    }

private:
    struct Line
    {
        Nanoseconds since = -1; // the first that has not arrived; below 0: all have
        EventId first = 0;
        int sent = 0;
        bool heartbeat = false;
    };

    static QString about(const QString &client, ConnectionId conn) { return client + u' ' + conn.text(); }
    static QString about(const Event &event) { return about(event.client, event.conn); }

    static void arrived(const Event &event, Line &line, Voice &voice)
    {
        line.since = -1;
        voice.clear(about(event), u"Messages arrive again."_s, event.id);
    }

    Nanoseconds m_deaf;
    std::map<ConnectionId, Line> m_lines;
};

} // namespace

RunningRuleEntry deafConnection()
{
    return {{u"silence.half-open"_s,
             Severity::Warning,
             u"Open on both sides, and dead"_s,
             u"When the network goes away without a word, TCP tells nobody for many minutes. The page shows "
             u"an old state "
             "and says that it is connected."_s,
             {u"2"_s, u"4"_s}},
            makeRule<DeafConnection>};
}

} // namespace swapscope
