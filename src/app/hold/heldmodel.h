#pragma once

#include <link/hold/hold.h>

#include <QAbstractListModel>

#include <vector>

namespace swapscope {

// The messages that wait at the links, in the order in which Step releases them. A new list changes only what
// differs, so that a selection stays where it is.
class HeldModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setMessages(const std::vector<HeldMessage> &messages);
    const std::vector<HeldMessage> &messages() const { return m_messages; }
    // Null where nothing is.
    const HeldMessage *at(const QModelIndex &index) const;
    QModelIndex find(EventId id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    // The message that is dragged; 0: it is something else.
    static EventId dragged(const QMimeData &data);

    // Where a message stands among those of its own client, if it stood before `row`: what a link calls its
    // position.
    int placeBefore(EventId id, int row) const;

private:
    std::vector<HeldMessage> m_messages;
};

// "text", "tick" (a stream event's name), "ping": what kind of message it is, in a word.
QString heldKind(const HeldMessage &message);
// What it says, on one line: of HTML the words, where it has any; for what cannot be read, why.
QString heldLine(const HeldMessage &message);

} // namespace swapscope
