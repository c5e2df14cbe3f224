#include "ledger.h"

#include "payload.h"
#include "trace.h"

#include <algorithm>

namespace swapscope {

namespace {

QString channelOf(const Event &event)
{
    return text(event, QLatin1StringView("channel"));
}

QString whyOf(const Event &event)
{
    return text(event, QLatin1StringView("why"));
}

bool isDown(const Event &event)
{
    return text(event, QLatin1StringView("dir")) != QLatin1StringView("up");
}

bool isPageEvent(Kind kind)
{
    return kind >= Kind::PageLoaded && kind <= Kind::PageNodes;
}

} // namespace

void Ledger::expectPage(const QString &client)
{
    clientNamed(client).page = true;
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
    for (auto &[name, client] : m_clients) {
        for (const int conn : std::set<int>(client.live)) {
            Connection *connection = known(conn);
            if (!connection)
                continue;
            connection->foreign = true;
            for (const Event &message : std::exchange(connection->waiting, {}))
                arriveAtLink(conn, *connection, message);
            if (connection->wireEnded)
                settle(conn, end);
        }
        for (auto &[channel, account] : client.accounts)
            account.closeBooks();
    }
    return std::exchange(m_derived, {});
}

Ledger Ledger::ofTrace(const Trace &trace)
{
    Ledger ledger;
    for (const Event &event : trace) {
        if (isPageEvent(event.kind) && !event.client.isEmpty())
            ledger.expectPage(event.client);
    }
    for (const Event &event : trace)
        ledger.consume(event);
    return ledger;
}

QStringList Ledger::clients() const
{
    return {m_clientNames.begin(), m_clientNames.end()};
}

QStringList Ledger::channelsOf(const QString &client) const
{
    const auto found = m_clients.find(client);
    if (found == m_clients.end())
        return {};
    return {found->second.channels.begin(), found->second.channels.end()};
}

LedgerSummary Ledger::summary(const QString &client, const QString &channel, Nanoseconds now) const
{
    const auto found = m_clients.find(client);
    if (found == m_clients.end())
        return {};
    const auto entry = found->second.accounts.find(channel);
    if (entry == found->second.accounts.end())
        return {};
    LedgerSummary summary = summaryOf(entry->second, now);
    summary.known = m_known;
    return summary;
}

LedgerSummary Ledger::summary(const QString &client, Nanoseconds now) const
{
    LedgerSummary sum;
    const auto found = m_clients.find(client);
    if (found == m_clients.end())
        return sum;
    sum.connections = static_cast<int>(found->second.attempts.size());
    sum.known = m_known;
    sum.ids = m_streams.counts(client);
    for (const QString &channel : found->second.channels)
        addChannel(&sum, summaryOf(found->second.accounts.at(channel), now));
    setStale(&sum, found->second.stale, now);
    return sum;
}

std::vector<qint64> Ledger::lacking(const QString &client, const QString &channel) const
{
    const auto found = m_clients.find(client);
    if (found == m_clients.end())
        return {};
    const auto entry = found->second.accounts.find(channel);
    return entry == found->second.accounts.end() ? std::vector<qint64>() : entry->second.lacking();
}

QJsonObject Ledger::toJson(Nanoseconds now) const
{
    QJsonObject clients;
    for (const QString &name : m_clientNames)
        clients.insert(name, summaryJson(summary(name, now)));
    return clients;
}

Ledger::Client &Ledger::clientNamed(const QString &name)
{
    const auto [place, isNew] = m_clients.try_emplace(name);
    if (isNew)
        m_clientNames.push_back(name);
    return place->second;
}

Ledger::Connection *Ledger::known(int conn)
{
    const auto found = m_connections.find(conn);
    return found == m_connections.end() ? nullptr : &found->second;
}

Ledger::Connection *Ledger::receiving(const Event &event)
{
    Connection *connection = event.update >= 0 ? known(event.conn) : nullptr;
    if (!connection || connection->channel.isEmpty())
        return nullptr;
    const QString channel = channelOf(event); // a snapshot of an empty channel may name none
    return channel.isEmpty() || channel == connection->channel ? connection : nullptr;
}

Account *Ledger::accountOf(const Connection &connection)
{
    Client &client = clientNamed(connection.client);
    const auto account = client.accounts.find(connection.channel);
    return account == client.accounts.end() ? nullptr : &account->second;
}

Ledger::Judge Ledger::judge(const Connection &connection) const
{
    if (connection.pageSeen)
        return Judge::Page;
    const Client &client = m_clients.at(connection.client);
    if (!connection.linked && !client.linked && !client.page)
        return Judge::Server;
    if (!client.page || connection.foreign || client.lastPageTime > connection.acceptedAt + kForeignAfter)
        return Judge::Link;
    return Judge::Unknown;
}

void Ledger::attempted(const Event &event)
{
    if (event.client.isEmpty() || event.conn == 0)
        return;
    Client &client = clientNamed(event.client);
    client.attempts.insert(event.conn);
    if (event.kind != Kind::LinkAccepted)
        return;
    Connection &connection = m_connections[event.conn];
    connection.client = event.client;
    connection.linked = true;
    client.linked = true;
    connection.acceptedAt = event.t;
    connection.pageSeen = client.namedByPage.contains(event.conn);
    client.live.insert(event.conn);
}

void Ledger::opened(const Event &event)
{
    if (event.client.isEmpty() || event.conn == 0)
        return;
    Client &client = clientNamed(event.client);
    client.attempts.insert(event.conn);
    const QString name = channelOf(event);
    Connection *connection = known(event.conn);
    if (name.isEmpty() || (connection && !connection->channel.isEmpty()))
        return;
    Channel &channel = m_channels[name];
    const auto [account, isNew] = client.accounts.try_emplace(name, channel.epoch);
    if (isNew) {
        client.channels.push_back(name);
        channel.receivers.push_back(event.client);
    }
    if (m_over.contains(event.conn))
        return; // the server does not know yet
    if (!connection) {
        connection = &m_connections[event.conn];
        connection->client = event.client;
        connection->acceptedAt = event.t;
        connection->pageSeen = client.namedByPage.contains(event.conn);
        client.live.insert(event.conn);
    }
    connection->channel = name;
    connection->epochs.emplace(0, channel.epoch);
    if (connection->wireEnded)
        return;
    if (const auto gap = account->second.opened(event.conn, event.t)) {
        derive(event, Kind::GapClosed, event.client, event.conn, 0, 0,
               {{QStringLiteral("channel"), name},
                {QStringLiteral("seconds"), static_cast<double>(gap->length) / kSecond},
                {QStringLiteral("missed"), gap->missed}});
    }
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
    for (const QString &client : channel.receivers) {
        Outcomes outcomes;
        clientNamed(client).accounts.at(name).published(event.update, event.t, outcomes);
        tell(client, name, outcomes, event);
    }
}

void Ledger::sent(const Event &event)
{
    Connection *connection = receiving(event);
    if (!connection)
        return;
    connection->lastSent = std::max(connection->lastSent, event.n);
    const QString why = whyOf(event);
    const bool snapshot = why == QLatin1StringView("snapshot");
    Channel &channel = m_channels[connection->channel];
    if (snapshot && channel.restarted && event.update < channel.last) {
        connection->lastSent = event.n - 1;
        renumber(connection->channel, channel, event);
        channel.last = event.update;
        channel.restarted = false;
        connection->lastSent = event.n;
    }
    Outcomes outcomes;
    Account *account = accountOf(*connection);
    if (why == QLatin1StringView("live"))
        account->sentLive(channel.epoch, event.update, event.conn, event.n, outcomes);
    else if (snapshot || why == QLatin1StringView("replay"))
        account->catchingUp(channel.epoch, event.update, event.conn, outcomes);
    tell(connection->client, connection->channel, outcomes, event);
    if (judge(*connection) == Judge::Server) {
        connection->judgedAtServer.insert(event.n);
        arrive(event.conn, *connection, event);
    }
}

void Ledger::crossed(const Event &event)
{
    Connection *connection = isDown(event) ? receiving(event) : nullptr;
    if (!connection || connection->judgedAtServer.contains(event.n))
        return;
    const Judge by = judge(*connection);
    if (by == Judge::Link) {
        arriveAtLink(event.conn, *connection, event);
    } else if (by == Judge::Unknown) {
        connection->waiting.push_back(event);
        if (connection->waiting.size() > kMaxWaiting) {
            connection->foreign = true;
            decideWaiting(clientNamed(connection->client), event);
        }
    }
}

void Ledger::lostInLink(const Event &event)
{
    Connection *connection = isDown(event) ? receiving(event) : nullptr;
    if (!connection || event.data.value(QLatin1StringView("copy")).toBool())
        return;
    const int epoch = std::prev(connection->epochs.upper_bound(event.n))->second;
    Outcomes outcomes;
    accountOf(*connection)->lost(epoch, event.update, event.conn, outcomes);
    tell(connection->client, connection->channel, outcomes, event);
}

void Ledger::wireEnded(const Event &event)
{
    Connection *connection = known(event.conn);
    if (!connection)
        return;
    endWire(event.conn, *connection, event);
    connection->linkEnded |= event.kind != Kind::ServerClosed;
    const Judge by = judge(*connection);
    if (by == Judge::Server || (by == Judge::Link && connection->linkEnded))
        settle(event.conn, event);
}

// A server that starts has no connection of before.
void Ledger::restarted(const Event &event)
{
    for (auto &[name, channel] : m_channels)
        channel.restarted = true;
    for (const auto &[name, client] : m_clients) {
        for (const int conn : std::set<int>(client.live)) {
            Connection *connection = known(conn);
            if (!connection || connection->channel.isEmpty())
                continue;
            endWire(conn, *connection, event);
            if (judge(*connection) == Judge::Server)
                settle(conn, event);
        }
    }
}

void Ledger::pageEvent(const Event &event)
{
    if (event.client.isEmpty())
        return;
    Client &client = clientNamed(event.client);
    client.page = true;
    client.lastPageTime = std::max(client.lastPageTime, event.t);
    if (event.kind == Kind::PageConnecting)
        attempted(event);
    Connection *connection = nullptr;
    if (event.conn != 0) {
        client.namedByPage.insert(event.conn);
        connection = known(event.conn);
        if (connection) {
            connection->pageSeen = true;
            connection->waiting.clear();
        }
    }
    decideWaiting(client, event);

    if (event.kind == Kind::PageLoaded) {
        newDocument(client, event);
    } else if (event.kind == Kind::PageClosed && connection) {
        endWire(event.conn, *connection, event);
        settle(event.conn, event);
    } else if (event.kind == Kind::PageMessage && receiving(event) &&
               !connection->judgedAtLink.contains(event.n)) {
        arrive(event.conn, *connection, event);
    }
}

void Ledger::newDocument(Client &client, const Event &event)
{
    for (const int conn : std::set<int>(client.live)) {
        const Connection *connection = known(conn);
        if (connection && connection->wireEnded)
            settle(conn, event);
    }
    for (auto &[name, account] : client.accounts) {
        NumberSet has;
        for (const int conn : client.live) {
            const Connection *connection = known(conn);
            if (connection && connection->channel == name)
                has.insert(connection->arrived);
        }
        account.newDocument(has);
    }
}

void Ledger::renumber(const QString &name, Channel &channel, const Event &trigger)
{
    ++channel.epoch;
    for (auto &[conn, connection] : m_connections) {
        if (connection.channel == name) {
            connection.epochs[connection.lastSent + 1] = channel.epoch;
            connection.arrived.clear();
        }
    }
    for (const QString &client : channel.receivers) {
        clientNamed(client).accounts.at(name).newEpoch(channel.epoch, trigger.t);
        tell(client, name, {}, trigger);
    }
}

void Ledger::endWire(int conn, Connection &connection, const Event &trigger)
{
    if (std::exchange(connection.wireEnded, true) || connection.channel.isEmpty())
        return;
    if (accountOf(connection)->ended(conn, trigger.t)) {
        derive(trigger, Kind::GapOpened, connection.client, conn, 0, 0,
               {{QStringLiteral("channel"), connection.channel}});
    }
}

void Ledger::arrive(int conn, Connection &connection, const Event &message)
{
    Account &account = *accountOf(connection);
    const int epoch = std::prev(connection.epochs.upper_bound(message.n))->second;
    const QString why = whyOf(message);
    Outcomes outcomes;
    if (why == QLatin1StringView("snapshot")) {
        const NumberSet before = epoch == account.epoch() ? connection.arrived : NumberSet();
        account.covered(epoch, message.update, before, conn, message.n, message.t, outcomes);
    } else if (message.update > 0 && why != QLatin1StringView("direct")) {
        const bool again = epoch == account.epoch() && !connection.arrived.insert(message.update);
        account.arrived(epoch, message.update, why == QLatin1StringView("replay"), again, conn, message.n,
                        message.t, outcomes);
    }
    tell(connection.client, connection.channel, outcomes, message);
}

void Ledger::arriveAtLink(int conn, Connection &connection, const Event &message)
{
    connection.judgedAtLink.insert(message.n);
    arrive(conn, connection, message);
}

void Ledger::settle(int conn, const Event &trigger)
{
    const auto node = m_connections.extract(conn);
    if (node.empty())
        return;
    m_over.insert(conn);
    const Connection &connection = node.mapped();
    clientNamed(connection.client).live.erase(conn);
    if (connection.channel.isEmpty())
        return;
    Outcomes outcomes;
    accountOf(connection)->over(conn, outcomes);
    tell(connection.client, connection.channel, outcomes, trigger);
}

// Connections of which it has turned out that no page will speak.
void Ledger::decideWaiting(const Client &client, const Event &trigger)
{
    for (const int conn : std::set<int>(client.live)) {
        Connection *connection = known(conn);
        if (!connection || judge(*connection) != Judge::Link)
            continue;
        for (const Event &message : std::exchange(connection->waiting, {}))
            arriveAtLink(conn, *connection, message);
        if (connection->linkEnded)
            settle(conn, trigger);
    }
}

void Ledger::tell(const QString &client, const QString &channel, const Outcomes &outcomes,
                  const Event &trigger)
{
    using What = Outcome::What;
    for (const Outcome &outcome : outcomes) {
        QJsonObject data{{QStringLiteral("channel"), channel}};
        Kind kind = Kind::UpdateDuplicated;
        switch (outcome.what) {
        case What::MissedAway:
            kind = Kind::UpdateMissed;
            data.insert(QStringLiteral("why"), QStringLiteral("away"));
            break;
        case What::MissedLost:
            kind = Kind::UpdateMissed;
            data.insert(QStringLiteral("why"), QStringLiteral("lost"));
            break;
        case What::MissedUndone:
            kind = Kind::UpdateMissed;
            data.insert(QStringLiteral("why"), QStringLiteral("undone"));
            break;
        case What::RecoveredByReplay:
        case What::RecoveredBySnapshot:
            kind = Kind::UpdateRecovered;
            data.insert(QStringLiteral("by"), outcome.what == What::RecoveredByReplay
                                                  ? QStringLiteral("replay")
                                                  : QStringLiteral("snapshot"));
            break;
        case What::Duplicated:
            break;
        }
        derive(trigger, kind, client, outcome.conn, outcome.n, outcome.update, data);
    }

    Client &account = clientNamed(client);
    bool stale = false;
    for (const auto &[name, one] : account.accounts) {
        if (one.stale().running()) {
            account.stale.start(one.stale().since());
            stale = true;
        }
    }
    if (!stale)
        account.stale.stop(trigger.t);
}

void Ledger::derive(const Event &trigger, Kind kind, const QString &client, int conn, int n, qint64 update,
                    QJsonObject data)
{
    Event event;
    event.t = trigger.t;
    event.kind = kind;
    event.client = client;
    event.conn = conn;
    event.n = n;
    event.update = update;
    event.cause = trigger.id;
    event.data = std::move(data);
    m_derived.push_back(std::move(event));
}

} // namespace swapscope
