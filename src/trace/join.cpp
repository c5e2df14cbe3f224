#include "join.h"

#include "payload.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace swapscope {

namespace {

QByteArrayView eventName(const Event &event)
{
    const QByteArrayView name = event.data.text(Field::Event);
    return name.isEmpty() ? QByteArrayView("message") : name;
}

bool isOfStream(const Event &event)
{
    return event.data.word(Field::Opcode) == Word::Event;
}

template<typename T>
void setIfNone(T &slot, T id)
{
    if (slot == 0)
        slot = id;
}

// A text also where it happens to be one of the words.
SharedText textOf(const Event &event, Field field)
{
    const SharedText shared = event.data.shared(field);
    return shared.isEmpty() ? SharedText(event.data.text(field)) : shared;
}

} // namespace

void Join::reset()
{
    *this = Join();
}

Join::Connection &Join::connectionOf(ConnectionId conn)
{
    std::unique_ptr<Connection> &connection = m_connections[conn];
    if (!connection)
        connection = std::make_unique<Connection>();
    return *connection;
}

Join::Name Join::nameOf(const Event &event, Field field)
{
    const QByteArrayView text = event.data.text(field);
    if (text.isEmpty())
        return 0;
    const auto view = [](QByteArrayView bytes) {
        return std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size()));
    };
    if (const auto known = m_numbers.find(view(text)); known != m_numbers.end())
        return known->second;
    m_names.push_back(FieldValue::utf8(text));
    const auto name = static_cast<Name>(m_names.size());
    m_numbers.emplace(view(m_names.back().text()), name); // the bytes stay where they are
    return name;
}

void Join::fill(Event &event, Field field, Name name) const
{
    if (name != 0 && !event.data.contains(field))
        event.data.insert(field, m_names[name - 1]);
}

void Join::enrich(Event &event)
{
    if (pointOf(event.kind) == Point::Page && !event.client.isEmpty() && !m_pages.contains(event.client))
        m_pages.insert(event.client);
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
        if (event.conn.isNone()) {
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
    if (event.conn.isNone())
        return;
    Connection &connection = connectionOf(event.conn);
    if (event.n == 0)
        event.n = connection.lastSent + 1;
    connection.lastSent = event.n;
    Message &message = connection.down.at(event.n);
    message.sent = event.id;
    message.update = event.update;
    message.channel = nameOf(event, Field::Channel);
    message.why = nameOf(event, Field::Why);
    if (connection.accepted == 0) // it comes without a link, as far as is known
        connection.down.keepLast(kUnreported);
}

void Join::linkDown(Event &event)
{
    if (event.conn.isNone())
        return;
    if (event.n == 0)
        return injected(event);
    Connection &connection = connectionOf(event.conn);
    Message &message = connection.down.at(event.n);
    setIfNone(event.cause, message.sent);
    setIfNone(event.update, message.update);
    fill(event, Field::Channel, message.channel);
    if (event.kind == Kind::LinkLost)
        message.crossed = true;
    if (event.kind != Kind::LinkMessage)
        return;
    fill(event, Field::Why, message.why);

    // What the server sent is not always known (a server of the user's own): the link's word then stands.
    message.update = event.update;
    message.channel = nameOf(event, Field::Channel);
    message.why = nameOf(event, Field::Why);
    message.hasEventId = event.data.contains(Field::Id);
    message.eventId = textOf(event, Field::Id);
    message.crossed = true;
    crossed(connection, event, {.n = event.n, .link = event.id, .message = message});
    if (connection.down.size() > kCrossed) {
        std::size_t spare = connection.down.size() - kCrossed;
        connection.down.dropWhile([&](const Message &oldest) { return oldest.crossed && spare-- > 0; });
    }
}

void Join::crossed(Connection &connection, const Event &event, Crossing crossing)
{
    const std::size_t most = mayReport(connection, event) ? kOutstanding : kUnreported;
    crossing.place = static_cast<int>(event.data.integer(Field::Out, event.n));
    if (isOfStream(event)) {
        Named &named = namedOf(connection, event);
        crossing.k = ++named.last;
        named.crossings.at(crossing.k) = crossing;
        named.crossings.keepLast(most);
    }
    Crossing &place = connection.out.at(crossing.place);
    place = std::move(crossing);
    connection.out.keepLast(most);
}

bool Join::mayReport(Connection &connection, const Event &event) const
{
    connection.mayReport = connection.mayReport || m_pages.contains(event.client);
    return connection.mayReport;
}

Join::Named &Join::namedOf(Connection &connection, const Event &event)
{
    const QByteArrayView name = eventName(event);
    const auto found = connection.named.find(QByteArray::fromRawData(name.data(), name.size()));
    return found == connection.named.end() ? connection.named[name.toByteArray()] : found->second;
}

// The page has it: nothing more is to be remembered of it.
void Join::arrivedAs(Connection &connection, const Event &event, int place, int k)
{
    const auto gone = [](const Crossing &oldest) { return oldest.arrived; };
    if (Crossing *crossing = connection.out.find(place))
        crossing->arrived = true;
    connection.out.dropWhile(gone);
    if (k == 0)
        return;
    Named &named = namedOf(connection, event);
    if (Crossing *crossing = named.crossings.find(k))
        crossing->arrived = true;
    named.crossings.dropWhile(gone);
}

// Nobody sent it: it has no ordinal of its own, but a place among what the receiver gets.
void Join::injected(const Event &event)
{
    const int out = event.data[Field::Out].toInt();
    if (event.kind != Kind::LinkMessage || out == 0)
        return;
    Connection &connection = connectionOf(event.conn);
    if (isUp(event))
        connection.linkUp.at(out) = {event.id};
    else
        crossed(connection, event, {.n = 0, .link = event.id});
}

void Join::linkUp(Event &event)
{
    if (event.conn.isNone())
        return;
    if (event.n == 0)
        return injected(event);
    Connection &connection = connectionOf(event.conn);
    if (Sent *sent = connection.pageSent.find(event.n)) {
        setIfNone(event.cause, sent->id);
        sent->joined |= event.kind == Kind::LinkMessage || event.kind == Kind::LinkLost;
        if (connection.pageSent.size() > kCrossed)
            connection.pageSent.dropWhile([](const Sent &oldest) { return oldest.joined; });
    }
    if (event.kind == Kind::LinkMessage)
        connection.linkUp.at(static_cast<int>(event.data.integer(Field::Out, event.n))) = {event.id};
}

void Join::upwards(Event &event)
{
    if (event.conn.isNone())
        return;
    Connection &connection = connectionOf(event.conn);
    if (event.kind == Kind::PageSent) {
        if (event.n == 0)
            event.n = connection.lastPageSent + 1;
        connection.lastPageSent = event.n;
        connection.pageSent.at(event.n) = {event.id};
    } else {
        if (event.n == 0)
            event.n = connection.lastReceived + 1;
        connection.lastReceived = event.n;
        if (Sent *sent = connection.linkUp.find(event.n)) {
            setIfNone(event.cause, sent->id);
            sent->joined = true;
        }
        connection.linkUp.dropWhile([](const Sent &oldest) { return oldest.joined; });
    }
    // A link whose other end nobody reports of.
    connection.linkUp.keepLast(kUnreported * 16);
    connection.pageSent.keepLast(kUnreported * 16);
}

void Join::pageMessage(Event &event)
{
    const std::unique_ptr<Connection> *found = m_connections.find(event.conn);
    if (found == nullptr || *found == nullptr)
        return;
    Connection &connection = **found;

    const Crossing *crossing = nullptr;
    if (event.n > 0) {
        crossing = connection.out.find(static_cast<int>(event.data.integer(Field::Out, event.n)));
    } else if (const auto k = event.data.integer(Field::K); k > 0 && k <= std::numeric_limits<int>::max()) {
        crossing = namedOf(connection, event).crossings.find(static_cast<int>(k));
    }
    if (crossing == nullptr || crossing->link == 0)
        return;
    const int place = crossing->place;
    const int k = crossing->k;
    joinArrival(event, *crossing);
    arrivedAs(connection, event, place, k);
}

void Join::joinArrival(Event &event, const Crossing &crossing)
{
    if (crossing.n == 0) {
        // Written by hand at the link.
        if (event.n > 0 && !event.data.contains(Field::Out))
            event.data.insert(Field::Out, event.n);
        event.n = 0;
        setIfNone(event.cause, crossing.link);
        return noteArrival(event);
    }
    // A reader repeats the last id that it saw, so only an event with an id of its own can contradict it.
    const QByteArrayView id = event.data.text(Field::Id);
    if (crossing.message.hasEventId && !id.isEmpty() && id != crossing.message.eventId.utf8())
        return;

    if (event.n > 0 && event.n != crossing.n && !event.data.contains(Field::Out))
        event.data.insert(Field::Out, event.n);
    event.n = crossing.n;
    setIfNone(event.cause, crossing.link);
    setIfNone(event.update, crossing.message.update);
    fill(event, Field::Channel, crossing.message.channel);
    fill(event, Field::Why, crossing.message.why);
    noteArrival(event);
}

void Join::noteArrival(const Event &event)
{
    m_arrivals.push_back({.id = event.id,
                          .update = event.update,
                          .conn = event.conn,
                          .n = event.n,
                          .channel = nameOf(event, Field::Channel)});
    if (m_arrivals.size() > kArrivals)
        m_arrivals.pop_front();
}

// Most often it is one of the last.
const Join::Arrived *Join::arrivalOf(EventId id) const
{
    std::size_t reach = 1;
    while (reach < m_arrivals.size() && m_arrivals[m_arrivals.size() - reach].id > id)
        reach *= 2;
    const auto first = m_arrivals.end() - static_cast<std::ptrdiff_t>(std::min(reach, m_arrivals.size()));
    const auto found = std::lower_bound(first, m_arrivals.end(), id,
                                        [](const Arrived &one, EventId than) { return one.id < than; });
    return found != m_arrivals.end() && found->id == id ? &*found : nullptr;
}

void Join::pageEffect(Event &event)
{
    const Arrived *arrived = arrivalOf(event.cause);
    if (arrived == nullptr || (!event.conn.isNone() && event.conn != arrived->conn))
        return;
    event.conn = arrived->conn;
    setIfNone(event.n, arrived->n);
    setIfNone(event.update, arrived->update);
    fill(event, Field::Channel, arrived->channel);
}

void Join::lifeCycle(Event &event)
{
    if (event.conn.isNone())
        return;
    Connection &connection = connectionOf(event.conn);
    mayReport(connection, event); // also of what crosses after the server's end
    const Word by = event.data.word(Field::By);
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
        if (by == Word::Server)
            setIfNone(event.cause, connection.serverClosed);
        connection.linkClosed = event.id;
        return retire(event.conn, connection);
    case Kind::ServerClosed:
        if (by == Word::Client)
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

// Many connections can end at once, as when a server restarts, before any of their pages has said what it
// got.
void Join::retire(ConnectionId conn, Connection &connection)
{
    if (connection.mayReport && connection.pageClosed == 0) {
        if (std::exchange(connection.awaited, true))
            return;
        m_awaited.push_back(conn);
        if (m_awaited.size() <= kAwaitedConnections)
            return;
        const ConnectionId oldest = m_awaited.front();
        m_awaited.pop_front();
        if (std::unique_ptr<Connection> &gone = m_connections[oldest]; gone && !gone->retired)
            gone.reset();
        return;
    }
    if (std::exchange(connection.retired, true))
        return;
    m_ended.push_back(conn);
    if (m_ended.size() <= kEndedConnections)
        return;
    m_connections[m_ended.front()].reset();
    m_ended.pop_front();
}

} // namespace swapscope
