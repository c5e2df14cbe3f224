#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

class Doubled final : public RunningRule
{
public:
    explicit Doubled(const RunningLimits &limits) : m_wait(limits.settle) {}

    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        if (event.kind == Kind::PageClosed) {
            std::erase_if(m_pairs, [&](const Pair &pair) {
                if (pair.first != event.conn && pair.second != event.conn)
                    return false;
                if (const RunConnection *connection = model.connection(event.conn))
                    voice.clear(about(*connection), u"One of the two has ended."_s, event.id);
                return true;
            });
            return;
        }
        if (event.kind != Kind::PageOpen)
            return;
        const RunConnection *second = model.connection(event.conn);
        if (!second || second->owner == 0)
            return;
        for (const auto &[conn, first] : model.connections()) {
            if (conn != second->conn && first.open() && first.client == second->client &&
                first.owner == second->owner && first.transport == second->transport &&
                first.url == second->url) {
                m_pairs.push_back({event.t, conn, second->conn});
                return;
            }
        }
    }

    void advance(Nanoseconds now, const RunModel &model, Voice &voice) override
    {
        for (const Pair &pair : m_pairs) {
            const RunConnection *first = model.connection(pair.first);
            const RunConnection *second = model.connection(pair.second);
            if (now - pair.t < m_wait || !first || !second)
                continue;
            voice.raise(
                {about(*second),
                 second->client,
                 second->conn,
                 u"One element of %1 has two %2 to %3 that are open at the same time."_s.arg(
                     second->client, second->transport == u"ws" ? u"WebSockets"_s : u"streams"_s,
                     second->path),
                 u"Do not hand an element that is connected to htmx.process() again; replace it by a swap "
                 "instead, which ends the first connection."_s,
                 {first->opened.id, second->opened.id}});
        }
    }

private:
    struct Pair
    {
        Nanoseconds t;
        ConnectionId first;
        ConnectionId second;
    };

    static QString about(const RunConnection &connection)
    {
        return connection.client + u' ' + connection.path;
    }

    Nanoseconds m_wait;
    std::vector<Pair> m_pairs;
};

} // namespace

RunningRuleEntry doubled()
{
    return {{u"connection.doubled"_s,
             Severity::Warning,
             u"A second connection beside the first"_s,
             u"Everything arrives twice, and the first connection is nobody's any more: it stays when its "
             u"element "
             "goes."_s,
             {u"2"_s}},
            makeRule<Doubled>};
}

} // namespace swapscope
