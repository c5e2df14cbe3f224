#include "runmodel.h"

#include "payload.h"
#include "trace.h"

#include <algorithm>

namespace swapscope {

namespace {

// Pages come back for so long after a server has.
constexpr Nanoseconds kAfterRestart = 3 * kSecond;
// What has piled up while the script did not return is done with in so long.
constexpr Nanoseconds kAfterStall = 1 * kSecond;
// A character of kText takes at most so many bytes.
constexpr qsizetype kTextBytes = qsizetype(4) * RunModel::kText;

// Texts of a trace live as long as it does, and no copy changes that; long ones would keep all of themselves.
SharedText startOf(const Event &event)
{
    const SharedText shared = event.data.shared(Field::Text);
    const QByteArrayView bytes = event.data.text(Field::Text);
    if (!shared.isEmpty() && !shared.isForeign() && bytes.size() <= kTextBytes)
        return shared;
    return SharedText(bytes.first(std::min(bytes.size(), kTextBytes)));
}

// A page tells of the end of its connections later than link and server do.
bool isOver(const RunConnection &connection)
{
    const bool ofPage = connection.connecting || connection.opened;
    return connection.closed || (connection.wireEnded() && !ofPage);
}

} // namespace

QString RunMessage::text() const
{
    return start.toString().left(RunModel::kText);
}

RunModel::RunModel(const Trace &trace)
{
    for (const Event &event : trace)
        push(event);
}

const RunConnection *RunModel::connection(ConnectionId conn) const
{
    return m_byNumber.value(conn);
}

std::optional<RunConnection> RunModel::connectionNow(ConnectionId conn) const
{
    const std::lock_guard lock(m_mutex);
    const RunConnection *known = m_byNumber.value(conn);
    return known == nullptr ? std::nullopt : std::optional(*known);
}

PagesNow RunModel::pagesNow() const
{
    const std::lock_guard lock(m_mutex);
    return {m_loaded, m_loadedLast, m_connecting.size(), m_open.size()};
}

std::size_t RunModel::forgotten() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<std::size_t>(m_forgotten.size());
}

QString RunModel::htmxVersion(const QString &client, EventId upTo) const
{
    const std::lock_guard lock(m_mutex);
    return m_htmx.of(client, upTo);
}

const RunClient &RunModel::client(const QString &name) const
{
    static const RunClient nobody;
    const auto found = m_clients.constFind(name);
    return found == m_clients.cend() ? nobody : *found;
}

const RunMessage *RunModel::message(ConnectionId conn, int n) const
{
    const auto found = m_messageNumbers.constFind({conn, n});
    return conn.isNone() || n == 0 || found == m_messageNumbers.cend()
               ? nullptr
               : &m_messages[static_cast<std::size_t>(*found - m_messagesForgotten)];
}

bool RunModel::restarting(Nanoseconds t) const
{
    return m_stopped || (m_stoppedAt >= 0 && t - m_startedAt < kAfterRestart);
}

bool RunModel::stalled(Nanoseconds t) const
{
    return m_stalled || (m_resumedAt >= 0 && t - m_resumedAt < kAfterStall);
}

void RunModel::push(const Event &event)
{
    if (!event.client.isEmpty() && !m_clients.contains(event.client))
        m_clients[event.client].name = event.client;
    switch (event.kind) {
    case Kind::ServerStarted:
    case Kind::ServerStopped:
        return server(event);
    case Kind::ScriptStalled:
        m_stalled = true;
        return;
    case Kind::ScriptResumed:
        m_stalled = false;
        m_resumedAt = event.t;
        return;
    case Kind::PageLoaded:
    case Kind::PageHidden:
    case Kind::PageShown:
        return ofPage(event);
    case Kind::LinkFrozen:
    case Kind::LinkThawed:
    case Kind::LinkHeld:
    case Kind::LinkReleased:
    case Kind::LinkLost:
        return ofLink(event);
    case Kind::LinkMessage:
        keepReconnection(event);
        keepMessage(event);
        return ofConnection(event);
    case Kind::ServerSent:
        if (event.data.word(Field::Why) == Word::Live) // most of them
            return;
        return ofConnection(event);
    default:
        return ofConnection(event);
    }
}

void RunModel::server(const Event &event)
{
    m_stopped = event.kind == Kind::ServerStopped;
    m_quitting = m_stopped && event.data.word(Field::Reason) == Word::Quit;
    (m_stopped ? m_stoppedAt : m_startedAt) = event.t;
    const std::lock_guard lock(m_mutex);
    m_htmx.push(event);
}

void RunModel::ofPage(const Event &event)
{
    RunClient &client = clientOf(event);
    client.hidden = event.kind == Kind::PageHidden;
    if (client.hidden)
        client.hiddenAt = event.t;
    if (event.kind != Kind::PageLoaded)
        return;
    client.loadedAt = event.t;
    ++client.document;
    const std::lock_guard lock(m_mutex);
    m_htmx.push(event);
    m_loaded.insert(event.client);
    m_loadedLast = event.t;
}

void RunModel::ofLink(const Event &event)
{
    const bool frozen = event.kind == Kind::LinkFrozen;
    if (frozen || event.kind == Kind::LinkThawed) {
        if (!event.client.isEmpty()) {
            clientOf(event).frozen = frozen;
            return;
        }
        for (RunClient &client : m_clients) // all links
            client.frozen = frozen;
        return;
    }
    int &held = clientOf(event).held;
    const Word why = event.data.word(Field::Why);
    if (event.kind == Kind::LinkLost)
        held -= why == Word::Held || why == Word::Discarded ? 1 : 0;
    else if (!event.conn.isNone())
        held += event.kind == Kind::LinkHeld ? 1 : -1;
}

void RunModel::ofConnection(const Event &event)
{
    if (event.conn.isNone() || !RunConnection::tells(event.kind))
        return;
    const std::lock_guard lock(m_mutex);
    RunConnection *connection = m_byNumber.value(event.conn);
    if (connection == nullptr) {
        if (m_connections.size() >= kConnections)
            forget(m_ended.empty() ? m_connections.begin()->first : m_ended.front());
        connection = &m_connections[event.conn];
        connection->whole = m_forgotten.isEmpty() || !m_forgotten.contains(event.conn.number());
        m_byNumber.insert(event.conn, connection);
    }
    const bool wasOver = isOver(*connection);
    connection->push(event);
    if (event.kind == Kind::PageConnecting && !connection->opened && !connection->closed) {
        m_connecting.insert(event.conn);
    } else if (event.kind == Kind::PageOpen) {
        m_connecting.erase(event.conn);
        m_open.insert(event.conn);
    } else if (event.kind == Kind::PageClosed) {
        m_connecting.erase(event.conn);
        m_open.erase(event.conn);
    }
    if (!wasOver && isOver(*connection))
        retire(event.conn);
}

void RunModel::retire(ConnectionId conn)
{
    m_ended.push_back(conn);
    if (m_ended.size() > kEnded)
        forget(m_ended.front());
}

void RunModel::forget(ConnectionId conn)
{
    if (!m_ended.empty() && m_ended.front() == conn)
        m_ended.pop_front();
    m_byNumber.remove(conn);
    m_connections.erase(conn);
    m_connecting.erase(conn);
    m_open.erase(conn);
    m_forgotten.insert(conn.number());
}

void RunModel::keepMessage(const Event &event)
{
    if (event.data.word(Field::Dir) != Word::Down || event.n == 0)
        return;
    if (m_messages.size() >= kMessages) {
        const auto oldest = m_messageNumbers.constFind({m_messages.front().conn, m_messages.front().n});
        // Of two with one key, which a file may have, the later is known.
        if (*oldest == m_messagesForgotten)
            m_messageNumbers.erase(oldest);
        m_messages.pop_front();
        ++m_messagesForgotten;
    }
    m_messageNumbers.insert({event.conn, event.n},
                            m_messagesForgotten + static_cast<qint64>(m_messages.size()));
    m_messages.push_back({event.conn, event.n, event.id, event.data.word(Field::Why), startOf(event)});
}

void RunModel::keepReconnection(const Event &event)
{
    if (!event.data.contains(Field::Retry))
        return;
    const FieldValue retry = event.data.value(Field::Retry);
    if (!retry.isDouble())
        return;
    const ReconnectionTime said{event.client, text(event, Field::Path), retry.toInt() * kMillisecond};
    const auto known =
        std::find_if(m_reconnections.begin(), m_reconnections.end(), [&](const ReconnectionTime &one) {
            return one.client == said.client && one.path == said.path;
        });
    if (known != m_reconnections.end() && *known == said)
        return;
    ++m_reconnectionChanges;
    if (known != m_reconnections.end()) {
        *known = said;
        return;
    }
    if (m_reconnections.size() >= kReconnections)
        m_reconnections.erase(m_reconnections.begin());
    m_reconnections.push_back(said);
}

RunConnection connectionOf(const Trace &trace, const RunModel &model, ConnectionId conn)
{
    if (std::optional<RunConnection> known = model.connectionNow(conn); known && known->whole)
        return *std::move(known);
    RunConnection told;
    for (const EventId id : trace.ofConnection(conn)) {
        if (RunConnection::tells(trace.kindOf(id)))
            told.push(trace.at(id));
    }
    return told;
}

} // namespace swapscope
