#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

class WholePage final : public RunningRule
{
public:
    explicit WholePage(const RunningLimits &limits) : m_wait(limits.settle) {}

    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        Q_UNUSED(voice)
        if (event.kind == Kind::PageSwap) {
            // Elements of a whole page that are found by their ids are swapped like any other.
            std::erase_if(m_waiting,
                          [&](const Page &one) { return one.conn == event.conn && one.n == event.n; });
            return;
        }
        if (event.kind != Kind::PageMessage || model.htmx(event.client) != u"2")
            return;
        const RunConnection *connection = model.connection(event.conn);
        const RunMessage *message = model.message(event.conn, event.n);
        if (!connection || connection->transport != u"ws" || !message || !looksLikeWholePage(message->text()))
            return;
        if (m_waiting.size() < 100)
            m_waiting.push_back(
                {event.t, message->id, event.id, event.conn, event.n, event.client, connection->path});
    }

    void advance(Nanoseconds now, const RunModel &, Voice &voice) override
    {
        for (const Page &one : m_waiting) {
            if (now - one.t < m_wait)
                continue;
            voice.raise({one.client + u' ' + one.path,
                         one.client,
                         one.conn,
                         u"%1 sent a whole page to %2 over the WebSocket, and nothing was swapped."_s.arg(
                             one.path, one.client),
                         u"Send the part that has changed, with the id of the element that it replaces."_s,
                         {one.message, one.id}});
        }
        std::erase_if(m_waiting, [&](const Page &one) { return now - one.t >= m_wait; });
    }

private:
    struct Page
    {
        Nanoseconds t;
        EventId message;
        EventId id;
        ConnectionId conn;
        int n;
        QString client;
        QString path;
    };

    Nanoseconds m_wait;
    std::vector<Page> m_waiting;
};

} // namespace

RunningRuleEntry wholePage()
{
    return {{u"message.whole-page"_s,
             Severity::Error,
             u"A whole page over the socket"_s,
             u"htmx 2 looks at the roots of a message and swaps each by its id. The parts of a page have "
             u"none, so nothing "
             "happens."_s,
             {u"2"_s}},
            makeRule<WholePage>};
}

} // namespace swapscope
