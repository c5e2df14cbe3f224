#pragma once

#include "ledgersummary.h"

#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace swapscope {

class Ledger;

// The accounts of a run as its ledger had them at one moment: a value, which any thread may have while the
// ledger goes on. Answers as the ledger does; times (how long a page has been stale) go on to the moment that
// is asked for, and counts are those of the snapshot's moment. A copy shares the accounts.
class LedgerSnapshot
{
public:
    LedgerSnapshot() = default; // no clients
    // As it stands at `now`. timesEnd: stale times were ended then (Ledger::endTimes), if they were.
    explicit LedgerSnapshot(const Ledger &ledger, Nanoseconds now, std::optional<Nanoseconds> timesEnd = {});

    bool known() const { return m_known; } // as Ledger::known()
    // Whether counts may change with the time alone: an update in flight comes to count as behind.
    bool moves() const { return m_moves; }
    QStringList clients() const;
    QStringList channelsOf(const QString &client) const;
    // As Ledger::summary(); for a client or channel that it does not know, an empty one.
    LedgerSummary summary(const QString &client, Nanoseconds now) const;
    LedgerSummary summary(const QString &client, const QString &channel, Nanoseconds now) const;
    // As Ledger::toJson(): the `clients` object that `play` prints.
    QJsonObject toJson(Nanoseconds now) const;

private:
    struct Channel
    {
        QString name;
        LedgerSummary summary;
    };
    struct Client
    {
        QString name;
        LedgerSummary summary;
        std::vector<Channel> channels;
    };

    struct Accounts
    {
        std::vector<Client> clients;
        QHash<QString, std::size_t> byName;
    };

    const Client *find(const QString &client) const;
    LedgerSummary at(LedgerSummary summary, Nanoseconds now) const;

    bool m_known = true;
    bool m_moves = false;
    Nanoseconds m_taken = 0;
    std::optional<Nanoseconds> m_timesEnd;
    std::shared_ptr<const Accounts> m_accounts; // null: none
};

} // namespace swapscope
