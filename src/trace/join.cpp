#include "join.h"

#include "payload.h"

#include <utility>

namespace swapscope {

namespace {

const QString kChannel = QStringLiteral("channel");
const QString kWhy = QStringLiteral("why");
const QString kOut = QStringLiteral("out");
const QString kEventId = QStringLiteral("id");

QString eventName(const Event &event)
{
    const QString name = text(event, QLatin1StringView("event"));
    return name.isEmpty() ? QStringLiteral("message") : name;
}

template<typename T>
void setIfNone(T &slot, T id)
{
    if (slot == 0)
        slot = id;
}

void fill(Event &event, const QString &key, const QString &value)
{
    if (!value.isEmpty() && !event.data.contains(key))
        event.data.insert(key, value);
}

} // namespace

void Join::reset()
{
    *this = Join();
}

void Join::enrich(Event &event)
{
    switch (event.kind) {
    case Kind::ServerSent:
        return serverSent(event);
    case Kind::LinkMessage:
    case Kind::LinkLost:
    case Kind::LinkDelayed:
    case Kind::LinkDuplicated:
    case Kind::LinkHeld:
    case Kind::LinkReleased:
        return isUp(event) ? linkUp(event) : linkDown(event);
    case Kind::PageMessage:
        return pageMessage(event);
    case Kind::PageSwap:
    case Kind::PageSwapMissed:
    case Kind::PageIgnored:
    case Kind::PageError:
        return pageEffect(event);
    case Kind::PageSent:
    case Kind::ServerReceived:
        return upwards(event);
    case Kind::LinkMended:
        if (event.client.isEmpty())
            m_cutCommands.clear();
        else
            m_cutCommands.erase(event.client);
        return;
    case Kind::LinkCut:
        if (event.conn == 0) {
            m_cutCommands[event.client] = event.id;
            return;
        }
        return lifeCycle(event);
    case Kind::LinkAccepted:
    case Kind::LinkClosed:
    case Kind::ServerOpened:
    case Kind::ServerClosed:
    case Kind::PageOpen:
    case Kind::PageClosed:
    case Kind::PageBackoff:
        return lifeCycle(event);
    default:
        return;
    }
}

void Join::serverSent(Event &event)
{
    if (event.conn == 0)
        return;
    Connection &connection = m_connections[event.conn];
    if (event.n == 0)
        event.n = connection.lastSent + 1;
    connection.lastSent = event.n;
    Message &message = connection.down[event.n];
    message.sent = event.id;
    message.update = event.update;
    message.channel = text(event, QLatin1StringView("channel"));
    message.why = text(event, QLatin1StringView("why"));
}

void Join::linkDown(Event &event)
{
    if (event.conn == 0)
        return;
    if (event.n == 0)
        return injected(event);
    Connection &connection = m_connections[event.conn];
    Message &message = connection.down[event.n];
    setIfNone(event.cause, message.sent);
    setIfNone(event.update, message.update);
    fill(event, kChannel, message.channel);
    if (event.kind != Kind::LinkMessage)
        return;
    fill(event, kWhy, message.why);

    // What the server sent is not always known (a server of the user's own): the link's word then stands.
    message.update = event.update;
    message.channel = text(event, QLatin1StringView("channel"));
    message.why = text(event, QLatin1StringView("why"));
    message.hasEventId = event.data.contains(kEventId);
    message.eventId = text(event, QLatin1StringView("id"));
    const Crossing crossing{event.n, event.id};
    connection.out.insert(event.data.value(kOut).toInt(event.n), crossing);
    if (text(event, QLatin1StringView("opcode")) == QLatin1StringView("event"))
        connection.named[eventName(event)].push_back(crossing);
}

// Nobody sent it: it has no ordinal of its own, but a place among what the receiver gets.
void Join::injected(const Event &event)
{
    const int out = event.data.value(kOut).toInt();
    if (event.kind != Kind::LinkMessage || out == 0)
        return;
    Connection &connection = m_connections[event.conn];
    if (isUp(event)) {
        connection.linkUp.insert(out, event.id);
        return;
    }
    const Crossing crossing{0, event.id};
    connection.out.insert(out, crossing);
    if (text(event, QLatin1StringView("opcode")) == QLatin1StringView("event"))
        connection.named[eventName(event)].push_back(crossing);
}

void Join::linkUp(Event &event)
{
    if (event.conn == 0)
        return;
    if (event.n == 0)
        return injected(event);
    Connection &connection = m_connections[event.conn];
    setIfNone(event.cause, connection.pageSent.value(event.n));
    if (event.kind == Kind::LinkMessage)
        connection.linkUp.insert(event.data.value(kOut).toInt(event.n), event.id);
}

void Join::upwards(Event &event)
{
    if (event.conn == 0)
        return;
    Connection &connection = m_connections[event.conn];
    if (event.kind == Kind::PageSent) {
        if (event.n == 0)
            event.n = connection.lastPageSent + 1;
        connection.lastPageSent = event.n;
        connection.pageSent.insert(event.n, event.id);
    } else {
        if (event.n == 0)
            event.n = connection.lastReceived + 1;
        connection.lastReceived = event.n;
        setIfNone(event.cause, connection.linkUp.value(event.n));
    }
}

void Join::pageMessage(Event &event)
{
    const auto found = m_connections.find(event.conn);
    if (found == m_connections.end())
        return;
    Connection &connection = *found;

    Crossing crossing;
    if (event.n > 0) {
        crossing = connection.out.value(event.data.value(kOut).toInt(event.n));
    } else if (const int k = event.data.value(QLatin1StringView("k")).toInt(); k > 0) {
        const std::vector<Crossing> &named = connection.named[eventName(event)];
        if (static_cast<std::size_t>(k) <= named.size())
            crossing = named[static_cast<std::size_t>(k) - 1];
    }
    if (crossing.link != 0 && crossing.n == 0) {
        // Written by hand at the link.
        if (event.n > 0 && !event.data.contains(kOut))
            event.data.insert(kOut, event.n);
        event.n = 0;
        setIfNone(event.cause, crossing.link);
        m_arrived.insert(event.id, {event.conn, 0, 0, {}});
        connection.pageMessages.push_back(event.id);
        return;
    }
    const auto message = connection.down.constFind(crossing.n);
    if (message == connection.down.cend())
        return;
    // A reader repeats the last id that it saw, so only an event with an id of its own can contradict it.
    const QString id = text(event, QLatin1StringView("id"));
    if (message->hasEventId && !id.isEmpty() && id != message->eventId)
        return;

    if (event.n > 0 && event.n != crossing.n && !event.data.contains(kOut))
        event.data.insert(kOut, event.n);
    event.n = crossing.n;
    setIfNone(event.cause, crossing.link);
    setIfNone(event.update, message->update);
    fill(event, kChannel, message->channel);
    fill(event, kWhy, message->why);
    m_arrived.insert(event.id,
                     {event.conn, event.n, event.update, text(event, QLatin1StringView("channel"))});
    connection.pageMessages.push_back(event.id);
}

void Join::pageEffect(Event &event)
{
    const auto arrived = m_arrived.constFind(event.cause);
    if (arrived == m_arrived.cend() || (event.conn != 0 && event.conn != arrived->conn))
        return;
    event.conn = arrived->conn;
    setIfNone(event.n, arrived->n);
    setIfNone(event.update, arrived->update);
    fill(event, kChannel, arrived->channel);
}

void Join::lifeCycle(Event &event)
{
    if (event.conn == 0)
        return;
    Connection &connection = m_connections[event.conn];
    const QString by = text(event, QLatin1StringView("by"));
    const EventId wireEnd = connection.cut != 0 ? connection.cut : connection.linkClosed;
    switch (event.kind) {
    case Kind::LinkAccepted:
        connection.accepted = event.id;
        return;
    case Kind::ServerOpened:
        setIfNone(event.cause, connection.accepted);
        connection.opened = event.id;
        return;
    case Kind::PageOpen:
        setIfNone(event.cause, connection.opened);
        return;
    case Kind::LinkCut: {
        auto command = m_cutCommands.find(event.client);
        if (command == m_cutCommands.end())
            command = m_cutCommands.find(QString());
        if (command != m_cutCommands.end())
            setIfNone(event.cause, command->second);
        connection.cut = event.id;
        return retire(event.conn, connection);
    }
    case Kind::LinkClosed:
        setIfNone(event.cause, connection.cut);
        if (by == QLatin1StringView("server"))
            setIfNone(event.cause, connection.serverClosed);
        connection.linkClosed = event.id;
        return retire(event.conn, connection);
    case Kind::ServerClosed:
        if (by == QLatin1StringView("client"))
            setIfNone(event.cause, wireEnd);
        connection.serverClosed = event.id;
        return retire(event.conn, connection);
    case Kind::PageClosed:
        setIfNone(event.cause, wireEnd);
        setIfNone(event.cause, connection.serverClosed);
        connection.pageClosed = event.id;
        return retire(event.conn, connection);
    case Kind::PageBackoff:
        setIfNone(event.cause, connection.pageClosed);
        return;
    default:
        return;
    }
}

void Join::retire(int conn, Connection &connection)
{
    if (std::exchange(connection.retired, true))
        return;
    m_ended.push_back(conn);
    if (m_ended.size() <= kEndedConnections)
        return;
    const auto oldest = m_connections.constFind(m_ended.front());
    m_ended.pop_front();
    if (oldest == m_connections.cend())
        return;
    for (const EventId id : oldest->pageMessages)
        m_arrived.remove(id);
    m_connections.erase(oldest);
}

} // namespace swapscope
