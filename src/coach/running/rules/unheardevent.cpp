#include "../runningrules.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t kWaiting = 200;

// Sent to keep the line busy; nobody is meant to hear them.
bool isHeartbeat(const QString &name)
{
    static const QStringList names{u"ping"_s, u"heartbeat"_s, u"keepalive"_s, u"keep-alive"_s, u"hb"_s};
    return names.contains(name.toLower());
}

class UnheardEvent final : public RunningRule
{
public:
    explicit UnheardEvent(const RunningLimits &limits) : m_wait(2 * limits.settle) {}

    void observe(const Event &event, const RunModel &model, Voice &voice) override
    {
        const RunConnection *connection = model.connection(event.conn);
        if (!connection || connection->transport != u"sse")
            return;
        const QString name = text(event, Field::Event);
        if (event.kind == Kind::PageMessage) {
            std::erase_if(m_waiting,
                          [&](const Crossed &one) { return one.conn == event.conn && one.name == name; });
            if (truthOf(event, Field::Heard, true))
                voice.clear(about(event.client, connection->path, name), u"Somebody listens now."_s,
                            event.id);
            else if (!isHeartbeat(name) && numberOf(event, Field::Bytes) > 0)
                say(event.client, *connection, name, {event.cause, event.id}, model, voice);
            return;
        }
        // A reader of version 2 dispatches only what somebody listens to.
        const bool crossed = event.kind == Kind::LinkMessage && text(event, Field::Dir) == u"down" &&
                             text(event, Field::Opcode) == u"event" && connection->hearsKnown;
        if (!crossed || connection->hears.contains(name) || isHeartbeat(name) ||
            text(event, Field::Text).isEmpty())
            return;
        if (m_waiting.size() < kWaiting)
            m_waiting.push_back({event.t, event.id, event.conn, event.client, name});
    }

    void advance(Nanoseconds now, const RunModel &model, Voice &voice) override
    {
        for (const Crossed &one : m_waiting) {
            const RunConnection *connection = model.connection(one.conn);
            if (now - one.t >= m_wait && connection && connection->open())
                say(one.client, *connection, one.name, {one.id}, model, voice);
        }
        std::erase_if(m_waiting, [&](const Crossed &one) { return now - one.t >= m_wait; });
    }

private:
    struct Crossed
    {
        Nanoseconds t;
        EventId id;
        ConnectionId conn;
        QString client;
        QString name;
    };

    static QString about(const QString &client, const QString &path, const QString &name)
    {
        return client + u' ' + path + u' ' + name;
    }

    static void say(const QString &client, const RunConnection &connection, const QString &name,
                    const std::vector<EventId> &events, const RunModel &model, Voice &voice)
    {
        const bool four = model.htmx(client) == u"4";
        const bool unnamed = name == u"message";
        voice.raise(
            {about(client, connection.path, name), client, connection.conn,
             unnamed
                 ? u"%1 sends events without a name, and nothing in the page of %2 has sse-swap=\"message\"."_s
                       .arg(connection.path, client)
                 : u"%1 sends events named \"%2\", and nothing in the page of %3 listens to them."_s.arg(
                       connection.path, name, client),
             four
                 ? u"Send it without a name to have it swapped, or listen to the DOM event \"%1\" "
                   "(hx-trigger=\"%1\", hx-on:%1)."_s.arg(name)
                 : u"Name it in sse-swap=\"%1\" or hx-trigger=\"sse:%1\" inside the element with sse-connect."_s
                       .arg(name),
             events});
    }

    Nanoseconds m_wait;
    std::vector<Crossed> m_waiting;
};

} // namespace

RunningRuleEntry unheardEvent()
{
    return {{u"event.unheard"_s,
             Severity::Warning,
             u"Nobody listens to this event"_s,
             u"A stream's event goes to those who listen to its name. Without one it is dropped, and nothing "
             u"says "
             "so."_s,
             {u"2"_s, u"4"_s}},
            makeRule<UnheardEvent>};
}

} // namespace swapscope
