#include "../runningrules.h"

#include <algorithm>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

// The close codes after which a socket comes back: htmx-ext-ws, socket.onclose; hx-ws, reconnectCodes.
bool returnsAfter(int code, const QString &htmx)
{
    static const QList<int> two{1006, 1011, 1012, 1013};
    static const QList<int> four{1001, 1005, 1006, 1011, 1012, 1013, 1014};
    return (htmx == u"4" ? four : two).contains(code);
}

class NeverReturns final : public RunningRule
{
public:
    explicit NeverReturns(const RunningLimits &limits) : m_wait(limits.settle) {}

    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        if (event.kind == Kind::PageClosed) {
            const RunConnection *connection = model.connection(event.conn);
            const QString htmx = model.htmx(event.client);
            const int code = numberOf(event, Field::Code);
            if (connection && connection->transport == u"ws" && code != 0 && !htmx.isEmpty() &&
                !returnsAfter(code, htmx))
                m_waiting.push_back({event.t, event.id, event.conn, event.client, connection->path, code});
        } else if (event.kind == Kind::PageBackoff) {
            std::erase_if(m_waiting, [&](const Closed &one) { return one.conn == event.conn; });
        } else if (event.kind == Kind::PageConnecting) {
            const QString path = pathOf(text(event, Field::Url));
            std::erase_if(m_waiting,
                          [&](const Closed &one) { return one.client == event.client && one.path == path; });
            voice.clear(about(event.client, path), u"The page connected again."_s, event.id);
        } else if (event.kind == Kind::PageLoaded) {
            std::erase_if(m_waiting, [&](const Closed &one) { return one.client == event.client; });
        }
    }

    void advance(Nanoseconds now, const RunModel &model, Voice &voice) override
    {
        for (const Closed &one : m_waiting) {
            if (now - one.t < m_wait)
                continue;
            const RunConnection *connection = model.connection(one.conn);
            // Who closes its own socket means it.
            if (connection && (connection->endedBy == u"server" || connection->endedBy == u"link"))
                say(one, *connection, model.htmx(one.client), voice);
        }
        std::erase_if(m_waiting, [&](const Closed &one) { return now - one.t >= m_wait; });
    }

private:
    struct Closed
    {
        Nanoseconds t;
        EventId id;
        ConnectionId conn;
        QString client;
        QString path;
        int code;
    };

    static QString about(const QString &client, const QString &path) { return client + u' ' + path; }

    static void say(const Closed &one, const RunConnection &connection, const QString &htmx, Voice &voice)
    {
        const bool four = htmx == u"4";
        voice.raise(
            {about(one.client, one.path),
             one.client,
             one.conn,
             u"The WebSocket of %1 to %2 was closed with code %3. htmx %4 does not come back after %3."_s
                 .arg(one.client, one.path)
                 .arg(one.code)
                 .arg(htmx),
             four ? u"Close with 1001, 1012 (service restart) or 1013 (try again later), or name the code in "
                    "htmx.config.ws.reconnectCodes."_s
                  : u"Close with 1012 (service restart) or 1013 (try again later): htmx 2 comes back after "
                    "1006, 1011, 1012 and 1013 alone."_s,
             {connection.ended, one.id}});
    }

    Nanoseconds m_wait;
    std::vector<Closed> m_waiting;
};

} // namespace

RunningRuleEntry neverReturns()
{
    return {{u"close.never-returns"_s,
             Severity::Warning,
             u"Closed with a code after which it never returns"_s,
             u"The page looks as it did and gets nothing any more. Nobody sees it until somebody reloads."_s,
             {u"2"_s, u"4"_s}},
            makeRule<NeverReturns>};
}

} // namespace swapscope
