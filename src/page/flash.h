#pragma once

#include <QElapsedTimer>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <QTimer>
#include <QWidget>

#include <vector>

namespace swapscope {

// A clear sheet over a page on which what a swap changed lights up and fades. The page knows nothing of it:
// it takes no mouse and no focus. Main thread.
class FlashOverlay : public QWidget
{
    Q_OBJECT

public:
    explicit FlashOverlay(QWidget *parent);

    // Lights up a box of the page (CSS pixels from the page's origin), labelled.
    void flash(const QRectF &box, const QString &label);
    // Where the page is drawn: its zoom, and how far it is scrolled in pixels of the widget.
    void setView(double zoom, const QPointF &scroll);
    void clear();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Flash
    {
        QRectF box;
        QString label;
        qint64 since = 0; // ms of m_watch
    };

    QRectF placed(const QRectF &box) const;
    void paintFlash(QPainter &painter, const Flash &flash);
    void fade();

    std::vector<Flash> m_flashes;
    QElapsedTimer m_watch;
    QTimer m_frames;
    double m_zoom = 1;
    QPointF m_scroll;
};

} // namespace swapscope
