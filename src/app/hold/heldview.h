#pragma once

#include <link/hold/hold.h>

#include <QListView>

#include <functional>

namespace swapscope {

class HeldModel;

// The queue of held messages, a line each: direction, client, connection, kind, what it says, how long it has
// waited. All rows are of one height, so that thousands cost no more than those that are seen.
//
// Keys: Return releases, F2 edits, Ctrl+D duplicates, Delete discards, Alt with up and down moves. A row can
// be dragged to another place.
class HeldView : public QListView
{
    Q_OBJECT

public:
    // The model outlives the view.
    explicit HeldView(HeldModel *model, QWidget *parent = nullptr);

    // What `now` is, for how long a message has waited.
    void setClock(std::function<Nanoseconds()> now);
    // 0: none is.
    EventId selected() const;
    void select(EventId id);

Q_SIGNALS:
    void selectedChanged();
    void releaseRequested(swapscope::EventId id);
    void editRequested(swapscope::EventId id);
    void duplicateRequested(swapscope::EventId id);
    void discardRequested(swapscope::EventId id);
    void moveRequested(swapscope::EventId id, int position);

public:
    // Up (-1) or down (1) by one place among the messages of its client.
    void moveSelected(int by);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    class Row;
    HeldModel *m_model;
    std::function<Nanoseconds()> m_clock;
};

} // namespace swapscope
