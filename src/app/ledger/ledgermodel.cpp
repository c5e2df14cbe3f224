#include "ledgermodel.h"

#include "widgets/widgets.h"

namespace swapscope {

namespace {

int countOf(const LedgerSummary &summary, int column)
{
    switch (column) {
    case LedgerModel::Published:
        return summary.published;
    case LedgerModel::Delivered:
        return summary.delivered;
    case LedgerModel::Missed:
        return summary.missed;
    case LedgerModel::Replayed:
        return summary.recoveredByReplay;
    case LedgerModel::Covered:
        return summary.recoveredBySnapshot;
    case LedgerModel::Duplicated:
        return summary.duplicated;
    case LedgerModel::Lost:
        return summary.lost();
    default:
        return 0;
    }
}

QString moment(Nanoseconds t)
{
    return QStringLiteral("%1 s").arg(static_cast<double>(t) / static_cast<double>(kSecond), 0, 'f', 1);
}

// Events of streams that their ids miss to this moment.
int neverCame(const LedgerSummary &summary)
{
    return summary.ids.missed - summary.ids.recovered;
}

QString whatIdsTell(const StreamReaders::Counts &ids)
{
    if (ids.seen == 0)
        return LedgerModel::tr("No ids on a stream that would tell more");
    QStringList parts{LedgerModel::tr("Ids seen: %1").arg(ids.seen),
                      LedgerModel::tr("never came: %1").arg(ids.missed - ids.recovered)};
    if (ids.recovered > 0)
        parts += LedgerModel::tr("came later: %1").arg(ids.recovered);
    return parts.join(QStringLiteral(" · "));
}

QString staleTimes(const LedgerSummary &summary)
{
    if (summary.stale)
        return LedgerModel::tr("Stale since %1, for %2")
            .arg(moment(summary.staleSince), displayDuration(summary.staleFor));
    if (summary.behind > 0)
        return LedgerModel::tr("On the way for more than a second: %1").arg(summary.behind);
    if (summary.staleFor > 0)
        return LedgerModel::tr("Not stale now; it was for %1").arg(displayDuration(summary.staleFor));
    return LedgerModel::tr("Never stale");
}

QString quoted(const QString &field)
{
    if (!field.contains(u'"') && !field.contains(u',') && !field.contains(u'\n'))
        return field;
    return u'"' + QString(field).replace(u'"', QStringLiteral("\"\"")) + u'"';
}

} // namespace

void LedgerModel::setLedger(const LedgerSnapshot *ledger, const QString &unknown)
{
    beginResetModel();
    m_ledger = ledger;
    m_unknown = unknown;
    m_rows.clear();
    endResetModel();
}

std::vector<LedgerModel::Row> LedgerModel::rowsAt(Nanoseconds now) const
{
    std::vector<Row> rows;
    if (m_ledger == nullptr)
        return rows;
    for (const QString &client : m_ledger->clients()) {
        const QStringList channels = m_ledger->channelsOf(client);
        rows.push_back({client,
                        {},
                        channels.size() == 1 ? channels.front() : QString(),
                        m_ledger->summary(client, now)});
        if (channels.size() < 2)
            continue;
        for (const QString &channel : channels)
            rows.push_back({client, channel, {}, m_ledger->summary(client, channel, now)});
    }
    return rows;
}

void LedgerModel::refresh(Nanoseconds now)
{
    m_now = now;
    std::vector<Row> rows = rowsAt(now);
    const auto sameNames = [](const Row &left, const Row &right) {
        return left.client == right.client && left.channel == right.channel;
    };
    if (!std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), sameNames)) {
        // Rows only come; which one is selected is kept by whoever shows them.
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] == m_rows[i])
            continue;
        m_rows[i] = std::move(rows[i]);
        const int row = static_cast<int>(i);
        Q_EMIT dataChanged(index(row, 0), index(row, kColumns - 1));
    }
}

int LedgerModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LedgerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

// Whether the column's figures can be known. Behind an attached server ids tell of duplicates, where there
// are any.
bool LedgerModel::knows(int column) const
{
    return m_unknown.isEmpty() || column == Who || column == Duplicated;
}

bool LedgerModel::knows(const Row &row, int column) const
{
    return knows(column) && (m_unknown.isEmpty() || column == Who || row.summary.ids.seen > 0);
}

int LedgerModel::count(const Row &row, int column) const
{
    return m_unknown.isEmpty() ? countOf(row.summary, column) : row.summary.ids.duplicated;
}

QString LedgerModel::figure(const Row &row, int column) const
{
    if (!knows(row, column))
        return tr("unknown");
    switch (column) {
    case Who:
        return name(row);
    case StaleSince:
        return row.summary.stale ? moment(row.summary.staleSince) : QString();
    case StaleFor:
        return row.summary.staleFor > 0 || row.summary.stale ? displayDuration(row.summary.staleFor)
                                                             : QString();
    default:
        return QString::number(count(row, column));
    }
}

QString LedgerModel::name(const Row &row) const
{
    if (!row.channel.isEmpty())
        return row.channel;
    const QString client = tr("Client %1").arg(row.client);
    return row.only.isEmpty() ? client : tr("%1 · %2").arg(client, row.only);
}

Role LedgerModel::tone(const Row &row, int column) const
{
    if (!knows(row, column))
        return column == StaleSince && neverCame(row.summary) > 0 ? Role::Lost : Role::Dim;
    if (column == StaleSince || column == StaleFor)
        return row.summary.stale ? Role::Lost : Role::Dim;
    if (column == Who)
        return Role::Ink;
    if (count(row, column) == 0)
        return Role::Dim;
    switch (column) {
    case Delivered:
        return Role::Live;
    case Missed:
    case Lost:
        return Role::Lost;
    case Replayed:
    case Covered:
        return Role::CatchUp;
    case Duplicated:
        return Role::Wait;
    default:
        return Role::Ink;
    }
}

Headline LedgerModel::state(const Row &row) const
{
    if (!m_unknown.isEmpty()) {
        const int missing = neverCame(row.summary);
        return missing > 0 ? Headline{tr("%1 never came").arg(missing), Role::Lost}
                           : Headline{tr("unknown"), Role::Dim, true};
    }
    if (const Headline behind = ledgerHeadline(row.summary); behind.role == Role::Lost)
        return behind;
    if (row.summary.inGap)
        return {tr("away"), Role::Wait};
    if (row.summary.published == 0)
        return {tr("nothing yet"), Role::Dim, true};
    return row.summary.lost() > 0 ? Headline{tr("up to date, %1 lost").arg(row.summary.lost()), Role::Lost}
                                  : Headline{tr("up to date"), Role::Live};
}

QString LedgerModel::stale(const Row &row) const
{
    if (!m_unknown.isEmpty())
        return whatIdsTell(row.summary.ids);
    const QString times = staleTimes(row.summary);
    return row.summary.missedBefore > 0
               ? tr("%1 · missed before its first connection: %2").arg(times).arg(row.summary.missedBefore)
               : times;
}

QVariant LedgerModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return figure(row, index.column());
    case Qt::ToolTipRole:
        return headerData(index.column(), Qt::Horizontal, Qt::ToolTipRole);
    case Qt::TextAlignmentRole:
        return static_cast<int>(index.column() == Who ? Qt::AlignLeft | Qt::AlignVCenter
                                                      : Qt::AlignRight | Qt::AlignVCenter);
    case Qt::AccessibleTextRole: {
        QStringList parts{name(row), state(row).text};
        for (int column = Published; column <= Lost; ++column)
            parts += headerData(column, Qt::Horizontal).toString() + u' ' + figure(row, column);
        parts += stale(row);
        return parts.join(QStringLiteral(", "));
    }
    case ToneRole:
        return static_cast<int>(tone(row, index.column()));
    case ClientRole:
        return row.client;
    case ChannelRole:
        return row.channel;
    case StateRole:
        return state(row).text;
    case StateToneRole:
        return static_cast<int>(state(row).role);
    case StaleRole:
        return stale(row);
    default:
        return {};
    }
}

QVariant LedgerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kColumns)
        return {};
    const std::pair<QString, QString> columns[kColumns] = {
        {tr("client"),
         tr("The client, and a row for each channel where it receives several. A click shows its "
            "gaps on the timeline.")},
        {tr("published"), tr("Updates of the channels that the client receives, since it first connected to "
                             "each, or since its page was rendered where the page says so.")},
        {tr("delivered"), tr("Updates that reached the page live, as they were published.")},
        {tr("missed"), tr("Updates that did not: published while the client was away or before its first "
                          "connection, or lost on the way.")},
        {tr("replayed"), tr("Of the missed, those that a replay brought afterwards.")},
        {tr("by snapshot"), tr("Of the missed, those that a snapshot of the whole made good.")},
        {tr("duplicated"), m_unknown.isEmpty()
                               ? tr("Updates that arrived once more, though the page had them.")
                               : tr("Events of streams that arrived once more, by their ids.")},
        {tr("lost"), tr("Of the missed, those that nothing has brought back: lost for good, as far as is "
                        "known.")},
        {tr("stale since"), tr("Since when the page has lacked an update: the moment at which the first that "
                               "it lacks was published.")},
        {tr("stale for"), tr("How long the page lacked an update, altogether.")},
    };
    if (role == Qt::DisplayRole)
        return columns[section].first;
    if (role != Qt::ToolTipRole)
        return {};
    return knows(section) ? columns[section].second
                          : tr("%1 Unknown here: %2").arg(columns[section].second, m_unknown);
}

QList<QStringList> LedgerModel::table() const
{
    QList<QStringList> lines;
    QStringList head{tr("client"), tr("channel")};
    for (int column = Published; column < kColumns; ++column)
        head += headerData(column, Qt::Horizontal).toString();
    if (m_unknown.isEmpty())
        head += tr("missed before");
    else
        head += {tr("ids seen"), tr("ids missed"), tr("ids recovered")};
    lines += head;
    for (const Row &row : m_rows) {
        QStringList line{row.client, row.channel.isEmpty() ? row.only : row.channel};
        for (int column = Published; column < kColumns; ++column)
            line += figure(row, column);
        if (m_unknown.isEmpty()) {
            line += QString::number(row.summary.missedBefore);
        } else {
            const StreamReaders::Counts &ids = row.summary.ids;
            for (const int number : {ids.seen, ids.missed, ids.recovered})
                line += QString::number(number);
        }
        lines += line;
    }
    return lines;
}

QString LedgerModel::toText() const
{
    const QList<QStringList> lines = table();
    QList<qsizetype> widths(lines.front().size(), 0);
    for (const QStringList &line : lines) {
        for (qsizetype i = 0; i < line.size(); ++i)
            widths[i] = qMax(widths[i], line[i].size());
    }
    QString text;
    for (const QStringList &line : lines) {
        QString padded;
        for (qsizetype i = 0; i < line.size(); ++i)
            padded += (i < 2 ? line[i].leftJustified(widths[i]) : line[i].rightJustified(widths[i])) +
                      QStringLiteral("  ");
        while (padded.endsWith(u' '))
            padded.chop(1);
        text += padded + u'\n';
    }
    return text;
}

QString LedgerModel::toCsv() const
{
    QString text;
    for (const QStringList &line : table()) {
        QStringList fields;
        for (const QString &field : line)
            fields += quoted(field);
        text += fields.join(u',') + u'\n';
    }
    return text;
}

} // namespace swapscope
