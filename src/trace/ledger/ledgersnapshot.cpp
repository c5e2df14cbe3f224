#include "ledgersnapshot.h"

#include "ledger.h"

#include <algorithm>

namespace swapscope {

LedgerSnapshot::LedgerSnapshot(const Ledger &ledger, Nanoseconds now, std::optional<Nanoseconds> timesEnd)
    : m_known(ledger.known()), m_taken(now), m_timesEnd(timesEnd)
{
    auto accounts = std::make_shared<Accounts>();
    for (const QString &name : ledger.clients()) {
        accounts->byName.insert(name, accounts->clients.size());
        Client &client = accounts->clients.emplace_back(Client{name, ledger.summary(name, now), {}});
        m_moves |= client.summary.inFlight > 0;
        for (const QString &channel : ledger.channelsOf(name))
            client.channels.push_back({channel, ledger.summary(name, channel, now)});
    }
    m_accounts = std::move(accounts);
}

QStringList LedgerSnapshot::clients() const
{
    QStringList names;
    if (m_accounts) {
        for (const Client &client : m_accounts->clients)
            names += client.name;
    }
    return names;
}

QStringList LedgerSnapshot::channelsOf(const QString &client) const
{
    QStringList names;
    if (const Client *found = find(client)) {
        for (const Channel &channel : found->channels)
            names += channel.name;
    }
    return names;
}

LedgerSummary LedgerSnapshot::summary(const QString &client, Nanoseconds now) const
{
    const Client *found = find(client);
    return found == nullptr ? LedgerSummary() : at(found->summary, now);
}

LedgerSummary LedgerSnapshot::summary(const QString &client, const QString &channel, Nanoseconds now) const
{
    const Client *found = find(client);
    if (found == nullptr)
        return {};
    const auto named = std::find_if(found->channels.begin(), found->channels.end(),
                                    [&](const Channel &one) { return one.name == channel; });
    return named == found->channels.end() ? LedgerSummary() : at(named->summary, now);
}

QJsonObject LedgerSnapshot::toJson(Nanoseconds now) const
{
    QJsonObject clients;
    for (const QString &name : this->clients())
        clients.insert(name, summaryJson(summary(name, now)));
    return clients;
}

const LedgerSnapshot::Client *LedgerSnapshot::find(const QString &client) const
{
    if (!m_accounts)
        return nullptr;
    const auto found = m_accounts->byName.constFind(client);
    return found == m_accounts->byName.cend() ? nullptr : &m_accounts->clients[*found];
}

LedgerSummary LedgerSnapshot::at(LedgerSummary summary, Nanoseconds now) const
{
    if (summary.stale) {
        const Nanoseconds end = m_timesEnd ? std::min(now, *m_timesEnd) : now;
        const Nanoseconds taken = m_timesEnd ? std::min(m_taken, *m_timesEnd) : m_taken;
        summary.staleFor += std::max<Nanoseconds>(end - taken, 0);
    }
    return summary;
}

} // namespace swapscope
