#include "exchanges.h"

#include <QJsonArray>

#include <algorithm>

namespace swapscope {

namespace {

// What the trace calls a request's kind of connection: "ws" or "sse".
QString transportOf(const LinkRequest &request)
{
    return request.wants == LinkRequest::Wants::WebSocket ? QStringLiteral("ws") : QStringLiteral("sse");
}

} // namespace

Exchanges::Exchange &Exchanges::add(int ordinal, const LinkRequest &request, Nanoseconds now)
{
    Exchange &exchange = m_all[ordinal];
    exchange.request = request;
    exchange.arrived = now;
    if (!request.key.isEmpty())
        exchange.conn = m_registry.forKey(request.key);
    else if (request.isAttempt())
        exchange.conn = m_registry.fresh();
    return exchange;
}

Exchanges::Exchange *Exchanges::find(int ordinal)
{
    const auto found = m_all.find(ordinal);
    return found == m_all.end() ? nullptr : &found->second;
}

const Exchanges::Exchange *Exchanges::find(int ordinal) const
{
    const auto found = m_all.find(ordinal);
    return found == m_all.end() ? nullptr : &found->second;
}

bool Exchanges::hasConnections() const
{
    return std::any_of(m_all.begin(), m_all.end(), [](const auto &each) {
        return each.second.connection || each.second.request.wants == LinkRequest::Wants::MaybeStream;
    });
}

const LinkConnection *Exchanges::connection(int ordinal) const
{
    const Exchange *owner = find(ordinal);
    return owner && owner->connection ? &*owner->connection : nullptr;
}

void Exchanges::noteAdmitted(Exchange &exchange)
{
    if (exchange.request.isAttempt())
        accept(exchange, transportOf(exchange.request));
    noteFitted(exchange, exchange.request.fitted);
}

void Exchanges::accept(Exchange &exchange, const QString &transport)
{
    exchange.connection = LinkConnection{m_client, exchange.conn, transport, exchange.request.path};
    Event event = acceptedEvent(*exchange.connection);
    event.t = exchange.arrived;
    if (exchange.request.lastEventId)
        event.data.insert(Field::LastEventId, *exchange.request.lastEventId);
    m_recorder.record(std::move(event));
    if (m_cut)
        recordCut(exchange);
}

void Exchanges::noteRefused(Exchange &exchange, int status)
{
    const LinkRequest &request = exchange.request;
    if (status == 0 ? !request.isAttempt() : request.wants == LinkRequest::Wants::Page)
        return;
    if (exchange.conn.isNone())
        exchange.conn = m_registry.fresh();
    m_recorder.record(refusedEvent({m_client, exchange.conn, transportOf(request), request.path}, status));
}

void Exchanges::noteWrong(Exchange &exchange, int status)
{
    noteRefused(exchange, status);
    m_recorder.record(wrongEvent(m_client, exchange.conn, exchange.request));
}

void Exchanges::noteResponse(const WireUnit &unit, ConnectionId byServer)
{
    Exchange *answered = find(unit.exchange);
    if (!answered)
        return;
    noteFitted(*answered, unit.response->fitted);
    if (!unit.response->stream || answered->connection)
        return;
    if (answered->conn.isNone())
        answered->conn = byServer.isNone() ? m_registry.fresh() : byServer;
    accept(*answered, QStringLiteral("sse"));
}

int Exchanges::notePassed(Direction direction, const Shaper::Passage &passage, Side by)
{
    Exchange *owner = find(passage.unit.exchange);
    if (!owner || !owner->connection)
        return 0;
    const Nanoseconds held = m_recorder.now() - passage.arrived + passage.unit.waited;
    int &out = direction == Direction::Up ? owner->outUp : owner->outDown;
    const int before = out;
    for (const LinkMessage &message : passage.unit.messages) {
        m_recorder.record(
            messageEvent(*owner->connection, direction, message, held, message.isData() ? ++out : 0));
        if (message.kind == LinkMessage::Kind::Close)
            noteClosed(owner, message.code, message.reason, by);
    }
    return out - before;
}

void Exchanges::noteDelayed(Direction direction, const WireUnit &unit, Nanoseconds by)
{
    for (const LinkMessage &message : unit.messages) {
        if (message.n > 0)
            noteDelayed(direction, unit.exchange, message, by);
    }
}

void Exchanges::noteDelayed(Direction direction, int ordinal, const LinkMessage &message, Nanoseconds by)
{
    if (const LinkConnection *of = connection(ordinal))
        m_recorder.record(delayedEvent(*of, direction, message, by));
}

void Exchanges::noteDuplicated(Direction direction, int ordinal, const LinkMessage &message)
{
    if (const LinkConnection *of = connection(ordinal))
        m_recorder.record(duplicatedEvent(*of, direction, message));
}

void Exchanges::noteLost(Direction direction, int ordinal, const LinkMessage &message, const QString &why,
                         EventId held)
{
    const LinkConnection *of = connection(ordinal);
    if (!of)
        return;
    Event event = lostEvent(*of, direction, message, why);
    event.cause = held;
    m_recorder.record(std::move(event));
}

void Exchanges::noteLost(Direction direction, const WireUnit &unit, const QString &why)
{
    for (const LinkMessage &message : unit.messages)
        noteLost(direction, unit.exchange, message, why);
}

void Exchanges::noteUnread(Direction direction, const WireUnit &unit, const QString &why,
                           ConnectionId byServer)
{
    if (unit.response && unit.response->stream)
        noteResponse(unit, byServer);
    for (const LinkMessage &message : unit.messages) {
        if (message.isData())
            noteLost(direction, unit.exchange, message, why);
    }
}

EventId Exchanges::noteHeld(Direction direction, const WireUnit &unit)
{
    const LinkConnection *of = connection(unit.exchange);
    return of ? m_recorder.record(heldEvent(*of, direction, unit.messages.front())) : 0;
}

void Exchanges::noteReleased(Direction direction, const WireUnit &unit, EventId held)
{
    if (const LinkConnection *of = connection(unit.exchange))
        m_recorder.record(releasedEvent(*of, direction, unit.messages.front(), held));
}

void Exchanges::noteCut()
{
    m_cut = true;
    for (const auto &[ordinal, each] : m_all) {
        if (each.connection && !each.closeNoted)
            recordCut(each);
    }
}

void Exchanges::recordCut(const Exchange &exchange)
{
    Event event;
    event.kind = Kind::LinkCut;
    event.client = m_client;
    event.conn = exchange.conn;
    m_recorder.record(std::move(event));
}

void Exchanges::noteClosed(Exchange *closed, int code, const QString &reason, Side by)
{
    if (!closed || !closed->connection || std::exchange(closed->closeNoted, true))
        return;
    const bool stream = closed->connection->transport == u"sse";
    m_recorder.record(closedEvent(*closed->connection, stream ? 0 : code, reason, by));
}

bool Exchanges::noteEnd(const WireUnit &unit, Side by, bool answers)
{
    Exchange *ended = find(unit.exchange);
    if (unit.response && !unit.response->interim && !unit.response->stream && !unit.response->switched) {
        if (ended && answers && !ended->connection)
            m_recorder.record(answeredEvent(m_client, ended->request, unit.response->status));
        noteClosed(ended, 1006, {}, by);
    } else if (unit.streamEnds) {
        noteClosed(ended, 0, {}, by);
    } else {
        return false;
    }
    remove(unit.exchange);
    return true;
}

void Exchanges::noteFitted(const Exchange &exchange, const QStringList &changes)
{
    if (changes.isEmpty())
        return;
    Event event;
    event.kind = Kind::LinkFitted;
    event.client = m_client;
    event.conn = exchange.conn;
    event.data = {{Field::Path, exchange.request.path},
                  {Field::Changes, QJsonArray::fromStringList(changes)}};
    m_recorder.record(std::move(event));
}

void Exchanges::noteAllClosed(Side by)
{
    for (auto &[ordinal, each] : m_all)
        noteClosed(&each, 1006, {}, by);
}

} // namespace swapscope
