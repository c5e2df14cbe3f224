#include "receivers.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace swapscope {

int ReceiverConnection::epochOf(int n) const
{
    return std::prev(epochs.upper_bound(n))->second;
}

void ReceiverConnection::numbersAnew(int epoch)
{
    epochs[lastSent + 1] = epoch;
    arrived.clear();
    beganAfter.reset(); // all of the new numbering was published since
}

void Receiver::followStale(Nanoseconds t)
{
    bool any = false;
    for (const auto &[channel, account] : accounts) {
        if (account.stale().running()) {
            stale.start(account.stale().since());
            any = true;
        }
    }
    if (!any)
        stale.stop(t);
}

std::size_t Receivers::placeOf(const QString &name)
{
    const auto known = m_index.constFind(name);
    if (known != m_index.cend())
        return *known;
    const std::size_t place = m_receivers.size();
    m_index.insert(name, place);
    m_names.push_back(name);
    m_receivers.emplace_back();
    return place;
}

const Receiver *Receivers::find(const QString &name) const
{
    const auto known = m_index.constFind(name);
    return known == m_index.cend() ? nullptr : &m_receivers[*known];
}

std::vector<std::pair<QString, Receiver *>> Receivers::all()
{
    std::vector<std::pair<QString, Receiver *>> all;
    for (std::size_t i = 0; i < m_names.size(); ++i)
        all.emplace_back(m_names[i], &m_receivers[i]);
    std::sort(all.begin(), all.end());
    return all;
}

const Account *Receivers::account(const QString &client, const QString &channel) const
{
    const Receiver *receiver = find(client);
    if (!receiver)
        return nullptr;
    const auto found = receiver->accounts.find(channel);
    return found == receiver->accounts.end() ? nullptr : &found->second;
}

ReceiverConnection *Receivers::connection(ConnectionId conn)
{
    const auto found = m_connections.find(conn);
    return found == m_connections.end() ? nullptr : &found->second;
}

ReceiverConnection &Receivers::accept(const Event &event)
{
    const std::size_t place = placeOf(event.client);
    Receiver &client = at(place);
    const auto [found, isNew] = m_connections.try_emplace(event.conn);
    ReceiverConnection &connection = found->second;
    if (!isNew && connection.receiver != place)
        return connection; // the trace contradicts itself: it stays its first client's, who has the accounts
    connection.client = event.client;
    connection.receiver = place;
    connection.acceptedAt = event.t;
    connection.pageSeen = m_namedByPage.contains(event.conn.number());
    client.live.insert(event.conn);
    return connection;
}

std::optional<ReceiverConnection> Receivers::end(ConnectionId conn)
{
    auto node = m_connections.extract(conn);
    if (node.empty())
        return std::nullopt;
    m_over.insert(conn.number());
    at(node.mapped().receiver).live.erase(conn);
    return std::move(node.mapped());
}

ReceiverConnection *Receivers::receiving(const Event &event)
{
    ReceiverConnection *found = event.update >= 0 ? connection(event.conn) : nullptr;
    if (!found || found->channel.isEmpty())
        return nullptr;
    // A snapshot of an empty channel may name none.
    const QUtf8StringView channel(event.data.text(Field::Channel));
    return channel.isEmpty() || QAnyStringView::equal(channel, found->channel) ? found : nullptr;
}

Account *Receivers::accountOf(const ReceiverConnection &connection)
{
    Receiver &client = at(connection.receiver);
    const auto account = client.accounts.find(connection.channel);
    return account == client.accounts.end() ? nullptr : &account->second;
}

Witness Receivers::witness(const ReceiverConnection &connection) const
{
    if (connection.pageSeen)
        return Witness::Page;
    const Receiver &client = m_receivers[connection.receiver];
    if (!connection.linked && !client.linked && !client.page)
        return Witness::Server;
    if (!client.page || connection.foreign || client.lastPageTime > connection.acceptedAt + kForeignAfter)
        return Witness::Link;
    return Witness::Unknown;
}

NumberSet Receivers::broughtTo(const Receiver &client, const QString &channel)
{
    NumberSet has;
    for (const ConnectionId conn : client.live) {
        const ReceiverConnection *live = connection(conn);
        if (live && live->channel == channel)
            has.insert(live->arrived);
    }
    return has;
}

void Receivers::numbersAnew(const QString &channel, int epoch)
{
    for (auto &[conn, connection] : m_connections) {
        if (connection.channel == channel)
            connection.numbersAnew(epoch);
    }
}

} // namespace swapscope
