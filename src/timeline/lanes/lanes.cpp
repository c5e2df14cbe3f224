#include "lanes.h"

#include "../payload.h"

#include <QStringList>

#include <algorithm>

namespace swapscope::timeline {

namespace {

// "2.0" of "2.0.11".
QString shortVersion(const QString &version)
{
    const qsizetype first = version.indexOf(u'.');
    const qsizetype second = first < 0 ? -1 : version.indexOf(u'.', first + 1);
    return second < 0 ? version : version.left(second);
}

// True if the left name comes first, in the order A … Z, AA …
bool clientBefore(const QString &left, const QString &right)
{
    return left.size() != right.size() ? left.size() < right.size() : left < right;
}

} // namespace

void Lanes::clear()
{
    *this = Lanes();
}

void Lanes::append(const Event &event, const Trace &trace)
{
    if (m_content.isEmpty() && m_content.to < m_content.from)
        m_content = {event.t, event.t};
    m_content.from = std::min(m_content.from, event.t);
    m_content.to = std::max(m_content.to, event.t);

    switch (event.kind) {
    case Kind::ServerStarted:
    case Kind::PageLoaded:
        m_htmx.push(event);
        break;
    case Kind::LinkAccepted:
    case Kind::LinkRefused:
        connecting(event, false);
        break;
    case Kind::PageConnecting:
        connecting(event, true);
        break;
    case Kind::ServerOpened:
        opened(event, false);
        break;
    case Kind::PageOpen:
        opened(event, true);
        break;
    case Kind::LinkCut:
    case Kind::LinkClosed:
    case Kind::PageClosed:
        closed(event);
        break;
    case Kind::PageBackoff:
        backedOff(event);
        break;
    case Kind::LinkFrozen:
        frozen(event, true);
        break;
    case Kind::LinkThawed:
        frozen(event, false);
        break;
    case Kind::ServerSent:
        serverSent(event);
        break;
    case Kind::LinkMessage:
        linkForwarded(event);
        break;
    case Kind::LinkLost:
        linkLost(event);
        break;
    case Kind::LinkHeld:
        linkHeld(event);
        break;
    case Kind::LinkReleased:
        linkReleased(event);
        break;
    case Kind::PageMessage:
    case Kind::ServerReceived:
        arrived(event);
        break;
    case Kind::PageSent:
        pageSent(event);
        break;
    case Kind::PageSwap:
        swapped(event, swapLook(QLatin1StringView(event.data.text(Field::Style))));
        break;
    case Kind::PageSwapMissed:
        swapped(event, SwapLook::Missed);
        break;
    case Kind::GapOpened:
        gapOpened(event);
        break;
    case Kind::GapClosed:
        gapClosed(event);
        break;
    case Kind::UpdateMissed:
        updateMissed(event, trace);
        break;
    case Kind::UpdateRecovered:
        updateRecovered(event);
        break;
    default:
        break;
    }
}

int Lanes::findOrAddLane(const QString &client, const QString &transport, const QString &path)
{
    const auto found = std::find_if(m_lanes.begin(), m_lanes.end(), [&](const Lane &lane) {
        return lane.client == client && lane.transport == transport && lane.path == path;
    });
    if (found != m_lanes.end())
        return static_cast<int>(found - m_lanes.begin());
    const int index = static_cast<int>(m_lanes.size());
    Lane lane;
    lane.client = client;
    lane.transport = transport;
    lane.path = path;
    m_lanes.push_back(std::move(lane));
    const auto place = std::upper_bound(m_order.begin(), m_order.end(), index, [this](int left, int right) {
        return clientBefore(m_lanes[static_cast<std::size_t>(left)].client,
                            m_lanes[static_cast<std::size_t>(right)].client);
    });
    m_order.insert(place, index);
    return index;
}

// The lane of the event's connection. For an event without one: the client's lane with the same channel, else
// with the same transport, else its first. -1 if the client has none.
int Lanes::laneOf(const Event &event)
{
    if (const ConnectionState *connection = knownConnection(event.conn))
        return connection->lane;
    const QString channel = text(event, Field::Channel);
    const QString transport = text(event, Field::Transport);
    int fallback = -1;
    for (const int index : m_order) {
        const Lane &lane = m_lanes[static_cast<std::size_t>(index)];
        if (lane.client != event.client)
            continue;
        if (!channel.isEmpty() && lane.channel == channel)
            return index;
        if (fallback < 0 || (!transport.isEmpty() && lane.transport == transport))
            fallback = index;
    }
    return fallback;
}

// The event's connection; added if it is new and the event names its transport. Else null.
Lanes::ConnectionState *Lanes::connectionOf(const Event &event)
{
    if (event.conn.isNone())
        return nullptr;
    if (ConnectionState *known = knownConnection(event.conn))
        return known;
    const QString transport = text(event, Field::Transport);
    if (transport.isEmpty())
        return nullptr;
    ConnectionState &connection = m_connections[event.conn];
    connection.lane = findOrAddLane(event.client, transport, pathOf(event));
    return &connection;
}

// Null if no event has told yet to which lane the connection belongs.
Lanes::ConnectionState *Lanes::knownConnection(ConnectionId conn)
{
    ConnectionState *connection = !conn.isNone() ? m_connections.find(conn) : nullptr;
    return connection != nullptr && connection->lane >= 0 ? connection : nullptr;
}

QString Lanes::title(int lane) const
{
    const QString &client = m_lanes[static_cast<std::size_t>(lane)].client;
    return client.isEmpty() ? QStringLiteral("Visitor") : QStringLiteral("Client %1").arg(client);
}

QString Lanes::detail(int lane) const
{
    const Lane &home = m_lanes[static_cast<std::size_t>(lane)];
    const auto lanesOfClient = std::count_if(m_lanes.begin(), m_lanes.end(),
                                             [&](const Lane &other) { return other.client == home.client; });
    if (lanesOfClient > 1)
        return QStringLiteral("%1 · %2").arg(home.path, home.transport);
    const QString htmx = shortVersion(m_htmx.of(home.client));
    return htmx.isEmpty() ? home.transport : QStringLiteral("htmx %1 · %2").arg(htmx, home.transport);
}

QString Lanes::serverDetail() const
{
    QStringList paths;
    for (const int index : m_order) {
        const QString &path = m_lanes[static_cast<std::size_t>(index)].path;
        if (!path.isEmpty() && !paths.contains(path))
            paths << path;
    }
    return paths.size() <= 2 ? paths.join(QStringLiteral(", "))
                             : QStringLiteral("%1 paths").arg(paths.size());
}

EventId Lanes::eventOf(const ItemRef &item) const
{
    if (item.lane < 0 || item.index < 0 || static_cast<std::size_t>(item.lane) >= m_lanes.size())
        return 0;
    const Lane &lane = m_lanes[static_cast<std::size_t>(item.lane)];
    const auto index = static_cast<std::size_t>(item.index);
    switch (item.type) {
    case ItemType::Message:
        return index < lane.messages.size() ? lane.messages[index].event() : 0;
    case ItemType::Missed:
        return index < lane.missed.size() ? lane.missed[index].event : 0;
    case ItemType::Swap:
        return index < lane.swaps.size() ? lane.swaps[index].event : 0;
    case ItemType::Segment:
        return index < lane.segments.size() ? lane.segments[index].event : 0;
    case ItemType::Closing:
        return index < lane.closings.size() ? lane.closings[index].event : 0;
    case ItemType::Gap:
        return index < lane.gaps.size() ? lane.gaps[index].event : 0;
    case ItemType::None:
        break;
    }
    return 0;
}

Range Lanes::spanOf(const ItemRef &item, Nanoseconds now) const
{
    if (eventOf(item) == 0)
        return {};
    const Lane &lane = m_lanes[static_cast<std::size_t>(item.lane)];
    const auto index = static_cast<std::size_t>(item.index);
    const auto growing = [now](Nanoseconds start) { return Range{start, std::max(start, now)}; };
    switch (item.type) {
    case ItemType::Message: {
        const MessageItem &message = lane.messages[index];
        return message.fate == Fate::InFlight ? growing(message.start) : Range{message.start, message.end};
    }
    case ItemType::Missed:
        return {lane.missed[index].start, lane.missed[index].end};
    case ItemType::Swap:
        return {lane.swaps[index].t, lane.swaps[index].t};
    case ItemType::Segment:
        return index + 1 == lane.segments.size()
                   ? growing(lane.segments[index].start)
                   : Range{lane.segments[index].start, lane.segments[index].end};
    case ItemType::Closing:
        return {lane.closings[index].t, lane.closings[index].t};
    case ItemType::Gap:
        return lane.gaps[index].open ? growing(lane.gaps[index].start)
                                     : Range{lane.gaps[index].start, lane.gaps[index].end};
    case ItemType::None:
        break;
    }
    return {};
}

} // namespace swapscope::timeline
