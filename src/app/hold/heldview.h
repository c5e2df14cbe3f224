#pragma once

#include <link/hold/hold.h>

#include <QListView>

#include <functional>

namespace swapscope {

class HeldModel;

// The queue of held messages, one line for each: direction, client, connection, kind, content, and how long
// it has waited. All rows have the same height, so that only the visible ones cost time.
//
// Keys: Return releases, F2 edits, Ctrl+D duplicates, Delete discards, Alt with up and down moves. A row can
// be dragged to another place.
class HeldView : public QListView
{
    Q_OBJECT

public:
    // The model outlives the view.
    explicit HeldView(HeldModel *model, QWidget *parent = nullptr);

    // The clock that tells how long a message has waited, in nanoseconds since the start of the run.
    void setClock(std::function<Nanoseconds()> now);
    // The selected message; 0: none.
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
    // Moves the message up (-1) or down (1) by one place among the messages of its client.
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
