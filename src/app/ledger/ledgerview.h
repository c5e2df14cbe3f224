#pragma once

#include <QListView>

namespace swapscope {

class LedgerModel;

// A card for each row of a LedgerModel: who, in which state, the figures with their words, and how long the
// page was stale. Figures stand in one line where there is room, in two where there is not.
class LedgerView final : public QListView
{
    Q_OBJECT

public:
    // The model outlives the view.
    explicit LedgerView(LedgerModel *model, QWidget *parent = nullptr);

    // The column whose figure is at a point of the viewport, and its row; invalid where none is.
    QModelIndex figureAt(const QPoint &point) const;

Q_SIGNALS:
    // A row was clicked, or Return pressed on it; channel is empty for all of the client's.
    void chosen(const QString &client, const QString &channel);

protected:
    bool viewportEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void choose(const QModelIndex &index);

    class Card;
    Card *m_card;
    int m_lines = 0; // of figures, as they were laid out
};

} // namespace swapscope
