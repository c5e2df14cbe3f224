#pragma once

#include "flashtag.h"

#include <QElapsedTimer>
#include <QPointF>
#include <QTimer>
#include <QWidget>

#include <vector>

namespace swapscope {

// A transparent widget over a page that lights up what a swap has changed and fades it out. It lets mouse and
// focus through, and nothing of it is in the page's DOM. Main thread.
class FlashOverlay : public QWidget
{
    Q_OBJECT

public:
    explicit FlashOverlay(QWidget *parent);

    // Lights up a box of the page, with a label.
    void flash(const SwapFlash &flash);
    // Where the page is drawn: its zoom, and how far it is scrolled in pixels of the widget.
    void setView(double zoom, const QPointF &scroll);
    void clear();
    // What is lit at this moment, the latest last.
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
