#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kTransient = 3; // answers of 5xx in a row that are no longer a passing trouble
constexpr std::size_t kMostEarly = 100;

class NotAStream final : public RunningRule
{
public:
    explicit NotAStream(const RunningLimits &limits) : m_wait(limits.settle) {}

    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        const RunConnection *connection = model.connection(event.conn);
        if (!connection)
            return;
        const QString about = event.client + u' ' + connection->path;
        if (event.kind == Kind::PageOpen) {
            m_troubles.erase(about);
            voice.clear(about, u"It was answered with a stream."_s, event.id);
            return;
        }
        if (const int status = answer(event, *connection); status != 0) {
            // Which attempt it was, the page says; on the wire its answer can be there first.
            if (!connection->connecting && m_early.size() < kMostEarly)
                m_early.emplace(event.conn, Early{event.id, event.t, status});
            else
                judge(*connection, event.id, status, model, voice);
        } else if (event.kind == Kind::PageConnecting) {
            judgeEarly(event.conn, model, voice);
        }
    }

    void advance(Nanoseconds now, const RunModel &model, Voice &voice) override
    {
        std::vector<ConnectionId> due;
        for (const auto &[conn, early] : m_early) {
            if (now - early.t >= m_wait)
                due.push_back(conn);
        }
        for (const ConnectionId conn : due)
            judgeEarly(conn, model, voice);
    }

private:
    // An answer whose attempt is not known yet.
    struct Early
    {
        EventId id;
        Nanoseconds t;
        int status;
    };

    void judgeEarly(ConnectionId conn, const RunModel &model, Voice &voice)
    {
        const auto early = m_early.extract(conn);
        const RunConnection *connection = model.connection(conn);
        if (!early.empty() && connection)
            judge(*connection, early.mapped().id, early.mapped().status, model, voice);
    }

    void judge(const RunConnection &connection, EventId answer, int status, const RunModel &model,
               Voice &voice)
    {
        const QString about = connection.client + u' ' + connection.path;
        if (std::exchange(m_judged[about], connection.conn) == connection.conn)
            return;
        // Only the first answer is the last one for htmx 4; what it reconnects to it asks again.
        const bool final = model.htmx(connection.client) == u"4" && connection.attempt == 0;
        if (!final && status >= 500 && ++m_troubles[about] < kTransient)
            return;
        voice.raise(
            {about,
             connection.client,
             connection.conn,
             u"%1 was asked for an event stream by %2 and answered %3 %4."_s
                 .arg(connection.path, connection.client)
                 .arg(status)
                 .arg(status == 200   ? u"with something else (no text/event-stream)"_s
                      : status == 204 ? u"(no content)"_s
                                      : u"instead"_s),
             final
                 ? u"Answer the first request with status 200 and Content-Type: text/event-stream, also when "
                   "there is nothing to send yet: htmx 4 does not ask again, and swaps in what came."_s
                 : u"Answer with status 200 and Content-Type: text/event-stream. To end a stream for good, "
                   u"send "
                   "the event that sse-close names, then close."_s,
             {connection.connecting.id, answer}});
    }

    // The status of an answer that is no stream; 0: it is none.
    static int answer(const Event &event, const RunConnection &connection)
    {
        if (connection.transport != u"sse" || event.data.value(Field::Stream).toBool())
            return 0;
        if (event.kind == Kind::ServerRequest || event.kind == Kind::LinkRefused ||
            event.kind == Kind::LinkAnswered)
            return numberOf(event, Field::Status);
        const QString reason = event.kind == Kind::PageClosed ? text(event, Field::Reason) : QString();
        return reason.startsWith("HTTP "_L1) ? reason.mid(5).toInt() : 0;
    }

    Nanoseconds m_wait;
    std::map<ConnectionId, Early> m_early;    // by connection
    std::map<QString, ConnectionId> m_judged; // the last connection
    std::map<QString, int> m_troubles;
};

} // namespace

RunningRuleEntry notAStream()
{
    return {{u"stream.not-a-stream"_s,
             Severity::Error,
             u"Answered by something that is no stream"_s,
             u"htmx 2 asks again and again, slower each time, and shows nothing. htmx 4 swaps the first "
             u"answer into the "
             "page, an error page too, and never asks again."_s,
             {u"2"_s, u"4"_s}},
            makeRule<NotAStream>};
}

} // namespace swapscope
