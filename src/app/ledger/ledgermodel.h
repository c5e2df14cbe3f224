#pragma once

#include "pages/pagehead.h"

#include <trace/ledger/ledgersnapshot.h>

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace swapscope {

// The ledger as a table: a row for each client, and below it one for each of its channels where it has
// several. Reads the accounts when it is told to and changes only what has changed.
class LedgerModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Who,
        Published,
        Delivered,
        Missed,
        Replayed,
        Covered, // recovered by a snapshot
        Duplicated,
        Lost, // for good
        StaleSince,
        StaleFor,
        kColumns
    };
    enum {
        ToneRole = Qt::UserRole, // int, a Role: the colour of the figure
        ClientRole,              // QString
        ChannelRole,             // QString; empty in a row over all channels
        StateRole,               // QString: "behind by 3"
        StateToneRole,           // int, a Role
        // QString, in a sentence: how long the page lacked something, and how much of it was published before
        // its first connection; or what ids tell of that
        StaleRole
    };

    using QAbstractTableModel::QAbstractTableModel;

    // The ledger outlives the model or its next setLedger(); null: none. unknown: why what was published
    // cannot be known; empty: it is.
    void setLedger(const LedgerSnapshot *ledger, const QString &unknown = {});
    // As it stands at this moment.
    void refresh(Nanoseconds now);

    QString unknown() const { return m_unknown; }
    // Both with a line of headings; figures that are not known are "unknown", and what the ids of streams
    // tell stands behind them.
    QString toText() const; // columns of one width
    QString toCsv() const;  // RFC 4180, with line feeds

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row
    {
        QString client;
        QString channel; // empty: over all
        QString only;    // the client's only channel
        LedgerSummary summary;

        friend bool operator==(const Row &, const Row &) = default;
    };

    std::vector<Row> rowsAt(Nanoseconds now) const;
    bool knows(int column) const;
    bool knows(const Row &row, int column) const;
    int count(const Row &row, int column) const;
    QString figure(const Row &row, int column) const;
    QString name(const Row &row) const;
    Role tone(const Row &row, int column) const;
    Headline state(const Row &row) const;
    QString stale(const Row &row) const;
    QList<QStringList> table() const;

    const LedgerSnapshot *m_ledger = nullptr;
    QString m_unknown;
    Nanoseconds m_now = 0;
    std::vector<Row> m_rows;
};

} // namespace swapscope
