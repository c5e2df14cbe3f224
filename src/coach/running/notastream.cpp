#include "runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kTransient = 3; // answers of 5xx in a row that are no longer a passing trouble

class NotAStream final : public RunningRule
{
public:
    void see(const Event &event, const Scene &scene, Voice &voice) override
    {
        const SceneConnection *connection = scene.connection(event.conn);
        if (!connection)
            return;
        const QString about = event.client + u' ' + connection->path;
        if (event.kind == Kind::PageOpen) {
            m_troubles.erase(about);
            voice.clear(about, u"It was answered with a stream."_s, event.id);
            return;
        }
        const int status = answer(event, *connection);
        if (status == 0 || std::exchange(m_judged[about], event.conn) == event.conn)
            return;
        const bool four = scene.htmx(event.client) == u"4";
        // Only the first answer is the last one for htmx 4; what it reconnects to it asks again.
        const bool final = four && connection->attempt == 0;
        if (!final && status >= 500 && ++m_troubles[about] < kTransient)
            return;
        voice.raise(
            {about,
             event.client,
             event.conn,
             u"%1 was asked for an event stream by %2 and answered %3 %4."_s
                 .arg(connection->path, event.client)
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
             {connection->connecting, event.id}});
    }

private:
    // The status of an answer that is no stream; 0: it is none.
    static int answer(const Event &event, const SceneConnection &connection)
    {
        if (connection.transport != u"sse" || event.data.value(u"stream"_s).toBool())
            return 0;
        if (event.kind == Kind::ServerRequest || event.kind == Kind::LinkRefused ||
            event.kind == Kind::LinkAnswered)
            return numberOf(event, "status");
        const QString reason = event.kind == Kind::PageClosed ? textOf(event, "reason") : QString();
        return reason.startsWith("HTTP "_L1) ? reason.mid(5).toInt() : 0;
    }

    std::map<QString, int> m_judged; // the last connection
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
