#include "ledger.h"

#include "../payload.h"
#include "../trace.h"
#include "ledgerevents.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace swapscope {

namespace {

QString channelOf(const Event &event)
{
    return text(event, Field::Channel);
}

Word whyOf(const Event &event)
{
    return event.data.word(Field::Why);
}

// The name of a stream's event; empty: none, and every page reports it.
QString nameOf(const Event &message)
{
    if (message.data.word(Field::Opcode) != Word::Event)
        return {};
    const QString name = text(message, Field::Event);
    return name == QLatin1StringView("message") ? QString() : name;
}

bool isUnheard(const ReceiverConnection &connection, const Event &message)
{
    const QString name = nameOf(message);
    return connection.hears && !name.isEmpty() && !connection.hears->contains(name);
}

bool isPageEvent(Kind kind)
{
    return pointOf(kind) == Point::Page;
}

} // namespace

void Ledger::expectPage(const QString &client)
{
    m_receivers.named(client).page = true;
    m_streams.expectPage(client);
}

std::vector<Event> Ledger::consume(const Event &event)
{
    m_derived.clear();
    if (event.kind == Kind::ServerAttached)
        m_known = false;
    if (!m_known)
        m_derived = m_streams.consume(event);
    switch (event.kind) {
    case Kind::ServerStarted:
        restarted(event);
        break;
    case Kind::LinkAccepted:
    case Kind::LinkRefused:
        attempted(event);
        break;
    case Kind::ServerOpened:
        opened(event);
        break;
    case Kind::ServerPublished:
        published(event);
        break;
    case Kind::ServerReceived:
        received(event);
        break;
    case Kind::ServerSent:
        sent(event);
        break;
    case Kind::LinkMessage:
        crossed(event);
        break;
    case Kind::LinkLost:
        lostInLink(event);
        break;
    case Kind::LinkCut:
    case Kind::LinkClosed:
    case Kind::ServerClosed:
        wireEnded(event);
        break;
    default:
        if (isPageEvent(event.kind))
            pageEvent(event);
        break;
    }
    return std::exchange(m_derived, {});
}

std::vector<Event> Ledger::finish(Nanoseconds now)
{
    m_derived.clear();
    Event end;
    end.t = now;
    for (const auto &[name, client] : m_receivers.all()) {
        for (const ConnectionId conn : std::set<ConnectionId>(client->live)) {
            ReceiverConnection *connection = m_receivers.connection(conn);
            if (!connection)
                continue;
            connection->foreign = true;
            for (const Event &message : std::exchange(connection->waiting, {}))
                arriveAtLink(conn, *connection, message);
            if (connection->wireEnded)
                settle(conn, end);
        }
    }
    return std::exchange(m_derived, {});
}

void Ledger::endTimes(Nanoseconds t)
{
    for (const auto &[name, client] : m_receivers.all()) {
        client->stale.endAt(t);
        for (auto &[channel, account] : client->accounts)
            account.endTimes(t);
    }
}

Ledger Ledger::forPagesOf(const Trace &trace)
{
    Ledger ledger;
    for (const QString &client : trace.clients()) {
        const EventList &events = trace.ofClient(client);
        if (std::any_of(events.begin(), events.end(),
                        [&](EventId id) { return isPageEvent(trace.kindOf(id)); }))
            ledger.expectPage(client);
    }
    return ledger;
}

Ledger Ledger::ofTrace(const Trace &trace)
{
    Ledger ledger = forPagesOf(trace);
    for (const Event &event : trace)
        ledger.consume(event);
    return ledger;
}

QStringList Ledger::clients() const
{
    return {m_receivers.names().begin(), m_receivers.names().end()};
}

QStringList Ledger::channelsOf(const QString &client) const
{
    const Receiver *receiver = m_receivers.find(client);
    if (!receiver)
        return {};
    return {receiver->channels.begin(), receiver->channels.end()};
}

LedgerSummary Ledger::summary(const QString &client, const QString &channel, Nanoseconds now) const
{
    const Account *account = m_receivers.account(client, channel);
    if (!account)
        return {};
    LedgerSummary summary = summaryOf(*account, now);
    summary.known = m_known;
    return summary;
}

LedgerSummary Ledger::summary(const QString &client, Nanoseconds now) const
{
    LedgerSummary sum;
    const Receiver *receiver = m_receivers.find(client);
    if (!receiver)
        return sum;
    sum.connections = receiver->attempts;
    sum.known = m_known;
    sum.ids = m_streams.counts(client);
    for (const QString &channel : receiver->channels)
        addChannel(&sum, summaryOf(receiver->accounts.at(channel), now));
    setStale(&sum, receiver->stale, now);
    return sum;
}

std::vector<qint64> Ledger::lacking(const QString &client, const QString &channel) const
{
    const Account *account = m_receivers.account(client, channel);
    return account ? account->lacking() : std::vector<qint64>();
}

QJsonObject Ledger::toJson(Nanoseconds now) const
{
    QJsonObject clients;
    for (const QString &name : m_receivers.names())
        clients.insert(name, summaryJson(summary(name, now)));
    return clients;
}

void Ledger::attempted(const Event &event)
{
    if (event.client.isEmpty() || event.conn.isNone())
        return;
    Receiver &client = m_receivers.named(event.client);
    m_receivers.attempted(client, event.conn);
    if (event.kind != Kind::LinkAccepted)
        return;
    m_receivers.accept(event).linked = true;
    client.linked = true;
}

void Ledger::opened(const Event &event)
{
    if (event.client.isEmpty() || event.conn.isNone())
        return;
    Receiver &client = m_receivers.named(event.client);
    m_receivers.attempted(client, event.conn);
    const QString name = channelOf(event);
    ReceiverConnection *connection = m_receivers.connection(event.conn);
    if (name.isEmpty() || (connection && !connection->channel.isEmpty()))
        return;
    if (connection && connection->client != event.client)
        return; // the trace contradicts itself
    Channel &channel = m_channels[name];
    const auto [account, isNew] = client.accounts.try_emplace(name, channel.epoch);
    if (isNew) {
        client.channels.push_back(name);
        channel.receivers.push_back(m_receivers.placeOf(event.client));
    }
    const FieldValue cursor = event.data.value(Field::Cursor);
    if (isNew && cursor.isDouble())
        rendered(m_receivers.placeOf(event.client), name, cursor.toInteger(), channel.last, event);
    if (m_receivers.isOver(event.conn))
        return; // the server does not know yet
    if (!connection)
        connection = &m_receivers.accept(event);
    connection->channel = name;
    if (isNew && !cursor.isDouble())
        connection->beganAfter = channel.last;
    connection->epochs.emplace(0, channel.epoch);
    if (connection->wireEnded)
        return;
    if (const auto gap = account->second.opened(event.conn, event.t))
        m_derived.push_back(gapClosed(event, event.client, event.conn, name, *gap));
}

void Ledger::published(const Event &event)
{
    const QString name = channelOf(event);
    if (name.isEmpty() || event.update <= 0)
        return;
    Channel &channel = m_channels[name];
    if (event.update <= channel.last)
        renumber(name, channel, event);
    channel.last = event.update;
    channel.restarted = false;
    channel.latest.emplace_back(event.update, event.t);
    if (channel.latest.size() > kRemembered)
        channel.latest.pop_front();
    Outcomes outcomes;
    for (const std::size_t receiver : channel.receivers) {
        m_receivers.at(receiver).accounts.at(name).published(event.update, event.t, outcomes);
        tell(receiver, name, outcomes, event);
        outcomes.clear();
    }
}

// The page's own word on what it had, on the connection that began its account.
void Ledger::received(const Event &event)
{
    const FieldValue cursor = event.data.value(Field::Cursor);
    ReceiverConnection *connection = m_receivers.connection(event.conn);
    if (!cursor.isDouble() || !connection || !connection->beganAfter)
        return;
    const qint64 last = *std::exchange(connection->beganAfter, std::nullopt);
    rendered(connection->receiver, connection->channel, cursor.toInteger(), last, event);
}

// The page was rendered with everything up to `cursor`, and its account began behind `last`.
void Ledger::rendered(std::size_t receiver, const QString &channel, qint64 cursor, qint64 last,
                      const Event &trigger)
{
    Outcomes outcomes;
    Account &account = m_receivers.at(receiver).accounts.at(channel);
    for (const auto &[update, t] : m_channels[channel].latest) {
        if (update > cursor && update <= last)
            account.publishedBefore(update, t, outcomes);
    }
    tell(receiver, channel, outcomes, trigger);
}

void Ledger::sent(const Event &event)
{
    ReceiverConnection *connection = m_receivers.receiving(event);
    if (!connection)
        return;
    connection->lastSent = std::max(connection->lastSent, event.n);
    const Word why = whyOf(event);
    const bool snapshot = why == Word::Snapshot;
    Channel &channel = m_channels[connection->channel];
    if (snapshot && channel.restarted && event.update < channel.last) {
        connection->lastSent = event.n - 1;
        renumber(connection->channel, channel, event);
        channel.last = event.update;
        channel.restarted = false;
        connection->lastSent = event.n;
    }
    Outcomes outcomes;
    Account *account = m_receivers.accountOf(*connection);
    if (why == Word::Live)
        account->sentLive({channel.epoch, event.update}, event.conn, event.n, outcomes);
    else if (snapshot || why == Word::Replay)
        account->catchingUp({channel.epoch, event.update}, event.conn, outcomes);
    tell(connection->receiver, connection->channel, outcomes, event);
    if (m_receivers.witness(*connection) == Witness::Server) {
        connection->judgedAtServer.insert(event.n);
        arrive(event.conn, *connection, event);
    }
}

void Ledger::crossed(const Event &event)
{
    ReceiverConnection *connection = !isUp(event) ? m_receivers.receiving(event) : nullptr;
    if (!connection || connection->judgedAtServer.contains(event.n))
        return;
    const Witness by = m_receivers.witness(*connection);
    if (by == Witness::Link || (by == Witness::Page && isUnheard(*connection, event))) {
        arriveAtLink(event.conn, *connection, event);
    } else if (by == Witness::Page && !connection->hears && !nameOf(event).isEmpty()) {
        if (connection->unheard.size() < kMaxWaiting)
            connection->unheard.push_back(event);
    } else if (by == Witness::Unknown) {
        connection->waiting.push_back(event);
        if (connection->waiting.size() > kMaxWaiting) {
            connection->foreign = true;
            decideWaiting(m_receivers.at(connection->receiver), event);
        }
    }
}

void Ledger::lostInLink(const Event &event)
{
    ReceiverConnection *connection = !isUp(event) ? m_receivers.receiving(event) : nullptr;
    if (!connection || event.data.value(Field::Copy).toBool())
        return;
    const UpdateNumber update{connection->epochOf(event.n), event.update};
    Outcomes outcomes;
    m_receivers.accountOf(*connection)->lost(update, event.conn, outcomes);
    tell(connection->receiver, connection->channel, outcomes, event);
}

void Ledger::wireEnded(const Event &event)
{
    ReceiverConnection *connection = m_receivers.connection(event.conn);
    if (!connection)
        return;
    endWire(event.conn, *connection, event);
    connection->linkEnded |= event.kind != Kind::ServerClosed;
    const Witness by = m_receivers.witness(*connection);
    if (by == Witness::Server || (by == Witness::Link && connection->linkEnded))
        settle(event.conn, event);
}

// A server that starts has no connection of before.
void Ledger::restarted(const Event &event)
{
    for (auto &[name, channel] : m_channels)
        channel.restarted = true;
    for (const auto &[name, client] : m_receivers.all()) {
        for (const ConnectionId conn : std::set<ConnectionId>(client->live)) {
            ReceiverConnection *connection = m_receivers.connection(conn);
            if (!connection || connection->channel.isEmpty())
                continue;
            endWire(conn, *connection, event);
            if (m_receivers.witness(*connection) == Witness::Server)
                settle(conn, event);
        }
    }
}

void Ledger::pageEvent(const Event &event)
{
    if (event.client.isEmpty())
        return;
    Receiver &client = m_receivers.named(event.client);
    client.page = true;
    client.lastPageTime = std::max(client.lastPageTime, event.t);
    if (event.kind == Kind::PageConnecting)
        attempted(event);
    ReceiverConnection *connection = nullptr;
    if (!event.conn.isNone()) {
        m_receivers.namedByPage(event.conn);
        connection = m_receivers.connection(event.conn);
        if (connection) {
            connection->pageSeen = true;
            connection->waiting.clear();
        }
    }
    decideWaiting(client, event);

    if (event.kind == Kind::PageLoaded) {
        newDocument(client, event);
    } else if (event.kind == Kind::PageOpen && connection) {
        hears(*connection, event);
    } else if (event.kind == Kind::PageClosed && connection) {
        endWire(event.conn, *connection, event);
        settle(event.conn, event);
    } else if (event.kind == Kind::PageMessage && m_receivers.receiving(event) &&
               !connection->judgedAtLink.contains(event.n)) {
        arrive(event.conn, *connection, event);
    }
}

void Ledger::newDocument(Receiver &client, const Event &event)
{
    for (const ConnectionId conn : std::set<ConnectionId>(client.live)) {
        const ReceiverConnection *connection = m_receivers.connection(conn);
        if (connection && connection->wireEnded)
            settle(conn, event);
    }
    for (auto &[name, account] : client.accounts)
        account.newDocument(m_receivers.broughtTo(client, name));
}

void Ledger::renumber(const QString &name, Channel &channel, const Event &trigger)
{
    ++channel.epoch;
    channel.latest.clear();
    m_receivers.numbersAnew(name, channel.epoch);
    for (const std::size_t receiver : channel.receivers) {
        m_receivers.at(receiver).accounts.at(name).newEpoch(channel.epoch, trigger.t);
        m_receivers.at(receiver).followStale(trigger.t);
    }
}

void Ledger::endWire(ConnectionId conn, ReceiverConnection &connection, const Event &trigger)
{
    if (std::exchange(connection.wireEnded, true) || connection.channel.isEmpty())
        return;
    if (m_receivers.accountOf(connection)->ended(conn, trigger.t))
        m_derived.push_back(gapOpened(trigger, connection.client, conn, connection.channel));
}

void Ledger::arrive(ConnectionId conn, ReceiverConnection &connection, const Event &message)
{
    Account &account = *m_receivers.accountOf(connection);
    const UpdateNumber update{connection.epochOf(message.n), message.update};
    const Word why = whyOf(message);
    Outcomes outcomes;
    if (why == Word::Snapshot) {
        const NumberSet before = update.epoch == account.epoch() ? connection.arrived : NumberSet();
        account.covered(update, before, conn, message.n, message.t, outcomes);
    } else if (update.number > 0 && why != Word::Direct) {
        const bool again = update.epoch == account.epoch() && !connection.arrived.insert(update.number);
        account.arrived(update, why == Word::Replay, again, conn, message.n, message.t, outcomes);
    }
    tell(connection.receiver, connection.channel, outcomes, message);
}

void Ledger::arriveAtLink(ConnectionId conn, ReceiverConnection &connection, const Event &message)
{
    connection.judgedAtLink.insert(message.n);
    arrive(conn, connection, message);
}

// What has crossed and nobody there can hear has arrived all the same.
void Ledger::hears(ReceiverConnection &connection, const Event &event)
{
    const FieldValue names = event.data.value(Field::Hears);
    if (!names.isArray())
        return;
    connection.hears = names.toVariant().toStringList();
    for (const Event &message : std::exchange(connection.unheard, {})) {
        if (isUnheard(connection, message))
            arriveAtLink(event.conn, connection, message);
    }
}

void Ledger::settle(ConnectionId conn, const Event &trigger)
{
    const std::optional<ReceiverConnection> connection = m_receivers.end(conn);
    if (!connection || connection->channel.isEmpty())
        return;
    Outcomes outcomes;
    m_receivers.accountOf(*connection)->over(conn, outcomes);
    tell(connection->receiver, connection->channel, outcomes, trigger);
}

// Connections of which it has turned out that no page will speak.
void Ledger::decideWaiting(const Receiver &client, const Event &trigger)
{
    const auto isDecided = [&](ConnectionId conn) {
        const ReceiverConnection *connection = m_receivers.connection(conn);
        return connection && (!connection->waiting.empty() || connection->linkEnded) &&
               m_receivers.witness(*connection) == Witness::Link;
    };
    std::vector<ConnectionId> decided;
    std::copy_if(client.live.begin(), client.live.end(), std::back_inserter(decided), isDecided);
    for (const ConnectionId conn : decided) {
        ReceiverConnection *connection = m_receivers.connection(conn);
        for (const Event &message : std::exchange(connection->waiting, {}))
            arriveAtLink(conn, *connection, message);
        if (connection->linkEnded)
            settle(conn, trigger);
    }
}

// Where nothing became of anything no stale time has begun or ended either.
void Ledger::tell(std::size_t receiver, const QString &channel, const Outcomes &outcomes,
                  const Event &trigger)
{
    if (outcomes.empty())
        return;
    for (const Outcome &outcome : outcomes)
        m_derived.push_back(outcomeEvent(trigger, m_receivers.names()[receiver], channel, outcome));
    m_receivers.at(receiver).followStale(trigger.t);
}

} // namespace swapscope
