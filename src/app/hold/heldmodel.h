#pragma once

#include <link/hold/hold.h>

#include <QAbstractListModel>

#include <vector>

namespace swapscope {

// The held messages of all links, in the order in which Step releases them. Setting a new list changes only
// the rows that differ, so that the selection stays.
class HeldModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setMessages(const std::vector<HeldMessage> &messages);
    const std::vector<HeldMessage> &messages() const { return m_messages; }
    // Null if there is no such row.
    const HeldMessage *at(const QModelIndex &index) const;
    QModelIndex find(EventId id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    // The message that is dragged; 0 if something else is.
    static EventId dragged(const QMimeData &data);

    // The position of a message among those of its own client, as a link counts it, if it were moved to
    // before `row`.
    int placeBefore(EventId id, int row) const;

private:
    std::vector<HeldMessage> m_messages;
};

// The kind of a message in a word: "text", "ping", or the name of a stream's event ("tick").
QString heldKind(const HeldMessage &message);
// The content of a message on one line: for HTML its text if it has any; if it cannot be read, the reason.
QString heldLine(const HeldMessage &message);

} // namespace swapscope
