#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kRefused = 2;
constexpr int kRefusedInPassing = 5; // of 5xx

class RefusedHandshake final : public RunningRule
{
public:
    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        const RunConnection *connection = model.connection(event.conn);
        if (!connection || connection->transport != u"ws")
            return;
        const QString about = event.client + u' ' + connection->path;
        if (event.kind == Kind::PageOpen || event.kind == Kind::ServerOpened) {
            m_refused.erase(about);
            voice.clear(about, u"It was opened."_s, event.id);
            return;
        }
        const bool answered = event.kind == Kind::ServerRequest || event.kind == Kind::LinkRefused ||
                              event.kind == Kind::LinkAnswered;
        const int status = answered ? numberOf(event, Field::Status) : 0;
        if (status == 0)
            return;
        std::vector<Refusal> &refused = m_refused[about];
        if (!refused.empty() && (refused.back().conn == event.conn || refused.back().status != status))
            refused.clear();
        refused.push_back({event.conn, status, event.id});
        if (static_cast<int>(refused.size()) < (status >= 500 ? kRefusedInPassing : kRefused))
            return;
        std::vector<EventId> evidence;
        evidence.reserve(refused.size());
        for (const Refusal &one : refused)
            evidence.push_back(one.id);
        voice.raise({about, event.client, event.conn,
                     u"%1 answered the WebSocket handshakes of %2 with %3, %4 times in a row."_s
                         .arg(connection->path, event.client)
                         .arg(status)
                         .arg(refused.size()),
                     advice(status), evidence});
        refused.erase(refused.begin());
    }

private:
    struct Refusal
    {
        ConnectionId conn;
        int status;
        EventId id;
    };

    static QString advice(int status)
    {
        if (status == 401 || status == 403)
            return u"Look at what the server asks of a handshake: most often its list of allowed origins "
                   u"lacks the "
                   "address of the page, or the cookie does not come along."_s;
        if (status == 404)
            return u"Nothing is at this path: compare the address in the page with the server's."_s;
        if (status >= 500)
            return u"The server, or a proxy in front of it, fails: see its log."_s;
        return u"The path answers plain requests only. Let it switch protocols (101), and let proxies pass "
               u"the Upgrade "
               "header on."_s;
    }

    std::map<QString, std::vector<Refusal>> m_refused;
};

} // namespace

RunningRuleEntry refusedHandshake()
{
    return {
        {u"handshake.refused"_s,
         Severity::Error,
         u"The WebSocket is never let in"_s,
         u"The browser tells a page nothing but 1006, so htmx takes it for a bad network and tries for ever."_s,
         {u"2"_s, u"4"_s}},
        makeRule<RefusedHandshake>};
}

} // namespace swapscope
