#pragma once

#include "paintdiagram.h"

#include <core/clock.h>
#include <core/pace.h>
#include <timeline/hittest.h>
#include <timeline/neighbours.h>

#include <QString>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

namespace swapscope {

class Trace;

// The diagram with its mouse and its keys: it shows a range of the lanes, and says what the user does. It
// makes shapes for the visible range only, once for each range, size and state of the lanes.
//
// Keys: arrows walk through what is there (left and right in time, up and down between the lanes), Shift with
// left and right pans, + and − zoom, F fits, Home goes to the start, End follows, Space turns following on
// and off, Escape takes the selection back. Mouse: the wheel zooms at the pointer, with Shift or sideways it
// pans, with Alt it scrolls the rows; dragging pans; a click selects.
class TimelineCanvas final : public QWidget
{
    Q_OBJECT

public:
    // When a change is seen. What the user does is drawn at once. What happens by itself may wait: of the
    // window's time no more than a quarter goes into drawing it, however much there is to draw.
    enum class Draw { AtOnce, InTurn };

    // The lanes and the trace must outlive the canvas or its last setLanes(); the trace may be null. The
    // clock, never null, says how long drawing takes.
    explicit TimelineCanvas(QWidget *parent = nullptr,
                            std::shared_ptr<const Clock> clock = std::make_shared<MonotonicClock>());

    void setLanes(const timeline::Lanes *lanes, const Trace *trace);
    // Something was appended: draw anew, in turn.
    void refresh();
    // The time went on: draw anew, in turn, if something that is shown grows with it.
    void setNow(Nanoseconds now);
    void setRange(const timeline::Range &range, Draw when = Draw::AtOnce);
    void setFilter(const timeline::Filter &filter);
    // Not all of the trace is in the lanes yet: what lies after `from` is veiled, and the words stand there.
    // Empty words: everything is in the lanes.
    void setUndrawn(Nanoseconds from, const QString &words);
    void setScrolled(qreal scrolled);
    void setSelected(const timeline::ItemRef &item);

    const timeline::Range &range() const { return m_input.scale.range; }
    const timeline::Scale &scale() const;
    const timeline::Filter &filter() const { return m_input.filter; }
    const timeline::ItemRef &selected() const { return m_input.selected; }
    // What is shown now; valid until the next change.
    const timeline::Geometry &shapes() const;
    // How often the shapes were made.
    int builds() const { return m_builds; }
    qreal contentHeight() const;
    qreal scrolled() const { return m_scrolled; }
    // What is at a point of the widget.
    timeline::Hit at(const QPointF &point) const;

    // Paints the diagram at its size on anything.
    void paintOn(QPainter &painter) const;

    QSize sizeHint() const override { return {900, 360}; }
    QSize minimumSizeHint() const override { return {320, 150}; }

Q_SIGNALS:
    void itemChosen(const swapscope::timeline::ItemRef &item); // none: the selection was taken back
    void zoomRequested(double factor, qint64 anchor, bool atPointer);
    void panRequested(qint64 by);
    void fitRequested();
    void startRequested();
    void followRequested(bool on);
    void followToggled();
    void scrollRequested(double by);
    void contentHeightChanged();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    // The rows may stand elsewhere, and so do the shapes.
    void invalidate(Draw when = Draw::AtOnce);
    // The rows stand where they did.
    void redraw(Draw when = Draw::AtOnce);
    const timeline::Layout &currentLayout() const;
    void bringUpToDate() const;
    void paintVeil(QPainter &painter) const;
    void step(timeline::Step step);
    void choose(const timeline::ItemRef &item);
    Nanoseconds middle() const;

    const timeline::Lanes *m_lanes;
    const Trace *m_trace = nullptr;
    mutable timeline::GeometryInput m_input;
    mutable timeline::Geometry m_shapes;
    mutable bool m_layoutDirty = true;
    mutable bool m_dirty = true; // the shapes
    mutable int m_builds = 0;
    Nanoseconds m_drawnTo = 0;
    QString m_undrawn; // in words; empty: nothing is
    qreal m_scrolled = 0;
    qreal m_reportedHeight = 0;
    timeline::ItemRef m_hovered;
    std::optional<QPointF> m_pointer;
    std::shared_ptr<const Clock> m_clock;
    WorkShare m_drawing;
    Pace m_pace;
    QTimer m_turn; // runs while a change waits to be drawn
    std::optional<QPointF> m_pressed;
    Nanoseconds m_pressedTime = 0;
    bool m_dragging = false;
};

} // namespace swapscope
