#pragma once

#include "flashtag.h"

#include <QElapsedTimer>
#include <QPointF>
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

    // Lights up a box of the page, labelled.
    void flash(const SwapFlash &flash);
    // Where the page is drawn: its zoom, and how far it is scrolled in pixels of the widget.
    void setView(double zoom, const QPointF &scroll);
    void clear();
    // What is lit now, the latest last.
    std::vector<SwapFlash> lit() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Flash
    {
        SwapFlash what;
        qint64 since = 0; // ms of m_watch
    };

    QRectF onView(const QRectF &onPage) const;
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
