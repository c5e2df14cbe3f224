#include "heldmodel.h"

#include <QMimeData>
#include <QRegularExpression>

#include <unordered_set>

namespace swapscope {

namespace {

const QString kMime = QStringLiteral("application/x-swapscope-held");
constexpr qsizetype kMostLine = 400;
constexpr qsizetype kMostTip = 1200;

} // namespace

QString heldKind(const HeldMessage &message)
{
    switch (message.kind) {
    case LinkMessage::Kind::Text:
        return HeldModel::tr("text");
    case LinkMessage::Kind::Binary:
        return HeldModel::tr("binary");
    case LinkMessage::Kind::Ping:
        return HeldModel::tr("ping");
    case LinkMessage::Kind::Pong:
        return HeldModel::tr("pong");
    case LinkMessage::Kind::Close:
        return HeldModel::tr("close");
    case LinkMessage::Kind::Event:
    case LinkMessage::Kind::Fields:
        return message.event;
    case LinkMessage::Kind::Comment:
        return HeldModel::tr("comment");
    case LinkMessage::Kind::Unread:
        return HeldModel::tr("unread");
    }
    return {};
}

QString heldLine(const HeldMessage &message)
{
    if (message.kind == LinkMessage::Kind::Binary)
        return HeldModel::tr("%1 bytes").arg(message.bytes);
    if (message.content.isEmpty() && !message.notEditable.isEmpty())
        return message.notEditable;
    // Only as much as can be seen is looked at: a message may be long.
    const QString text = QString::fromUtf8(message.content.left(16 * kMostLine));
    static const QRegularExpression tag(QStringLiteral("<[^<>]*>"));
    const QString words = QString(text).replace(tag, QStringLiteral(" ")).simplified();
    return (words.isEmpty() ? text.simplified() : words).left(kMostLine);
}

void HeldModel::setMessages(const std::vector<HeldMessage> &messages)
{
    std::unordered_set<EventId> stay;
    for (const HeldMessage &message : messages)
        stay.insert(message.id);
    for (int row = rowCount() - 1; row >= 0; --row) {
        const auto at = [this](int i) { return m_messages[static_cast<std::size_t>(i)].id; };
        if (stay.contains(at(row)))
            continue;
        int first = row;
        while (first > 0 && !stay.contains(at(first - 1)))
            --first;
        beginRemoveRows({}, first, row);
        m_messages.erase(m_messages.begin() + first, m_messages.begin() + row + 1);
        endRemoveRows();
        row = first;
    }
    const auto sameId = [](const HeldMessage &left, const HeldMessage &right) { return left.id == right.id; };
    if (m_messages.size() <= messages.size() &&
        std::equal(m_messages.begin(), m_messages.end(), messages.begin(), sameId)) {
        for (std::size_t i = 0; i < m_messages.size(); ++i) {
            if (m_messages[i] == messages[i])
                continue;
            m_messages[i] = messages[i];
            const QModelIndex changed = index(static_cast<int>(i));
            Q_EMIT dataChanged(changed, changed);
        }
        if (m_messages.size() == messages.size())
            return;
        beginInsertRows({}, rowCount(), static_cast<int>(messages.size()) - 1);
        m_messages = messages;
        endInsertRows();
        return;
    }
    // Something was moved, or came in between.
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<EventId> ids;
    for (const QModelIndex &index : before)
        ids.push_back(m_messages[static_cast<std::size_t>(index.row())].id);
    m_messages = messages;
    for (qsizetype i = 0; i < before.size(); ++i)
        changePersistentIndex(before[i], find(ids[static_cast<std::size_t>(i)]));
    Q_EMIT layoutChanged();
}

const HeldMessage *HeldModel::at(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rowCount() ? &m_messages[static_cast<std::size_t>(index.row())]
                                                       : nullptr;
}

QModelIndex HeldModel::find(EventId id) const
{
    const auto found = std::find_if(m_messages.begin(), m_messages.end(),
                                    [id](const HeldMessage &message) { return message.id == id; });
    return found == m_messages.end() ? QModelIndex() : index(static_cast<int>(found - m_messages.begin()));
}

int HeldModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_messages.size());
}

QVariant HeldModel::data(const QModelIndex &index, int role) const
{
    const HeldMessage *message = at(index);
    if (message == nullptr)
        return {};
    const bool down = message->direction == Direction::Down;
    switch (role) {
    case Qt::DisplayRole:
        return heldLine(*message);
    case Qt::AccessibleTextRole:
        return HeldModel::tr("%1 client %2, connection %3, %4: %5")
            .arg(down ? HeldModel::tr("to") : HeldModel::tr("from"), message->client)
            .arg(message->conn.number())
            .arg(heldKind(*message), heldLine(*message));
    case Qt::ToolTipRole: {
        QString tip = (down ? HeldModel::tr("Down to client %1") : HeldModel::tr("Up from client %1"))
                          .arg(message->client) +
                      HeldModel::tr(" on connection %1 (%2 %3), %4 bytes")
                          .arg(message->conn.number())
                          .arg(message->transport, message->path)
                          .arg(message->bytes);
        if (message->edited)
            tip += HeldModel::tr(", edited");
        if (message->duplicate)
            tip += HeldModel::tr(", a copy");
        if (!message->notEditable.isEmpty())
            tip += u'\n' + message->notEditable;
        const QString text = message->kind == LinkMessage::Kind::Binary
                                 ? QString()
                                 : QString::fromUtf8(message->content.left(4 * kMostTip)).left(kMostTip);
        return text.isEmpty() ? tip : tip + QStringLiteral("\n\n") + text;
    }
    default:
        return {};
    }
}

Qt::ItemFlags HeldModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled
                           : Qt::ItemIsDropEnabled; // between the rows
}

QStringList HeldModel::mimeTypes() const
{
    return {kMime};
}

QMimeData *HeldModel::mimeData(const QModelIndexList &indexes) const
{
    auto *data = new QMimeData;
    if (const HeldMessage *message = at(indexes.value(0)))
        data->setData(kMime, QByteArray::number(message->id));
    return data;
}

EventId HeldModel::dragged(const QMimeData &data)
{
    return data.data(kMime).toULongLong();
}

int HeldModel::placeBefore(EventId id, int row) const
{
    const HeldMessage *moved = at(find(id));
    if (moved == nullptr)
        return 0;
    const auto end = m_messages.begin() + std::clamp(row, 0, rowCount());
    return static_cast<int>(std::count_if(m_messages.begin(), end, [moved](const HeldMessage &message) {
        return message.client == moved->client && message.id != moved->id;
    }));
}

} // namespace swapscope
