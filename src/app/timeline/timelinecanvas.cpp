#include "timelinecanvas.h"

#include "itemtext.h"

#include <trace/trace.h>

#include <QAccessible>
#include <QApplication>
#include <QFontMetricsF>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <cmath>

namespace swapscope {

using namespace timeline;

namespace {

constexpr double kZoomStep = 1.25; // of a key
constexpr double kWheelNotch = 120;
constexpr double kPanStep = 0.1; // of the view's width, a key or a notch
constexpr double kScrollStep = 48;
constexpr int kLongestToolTip = 400;
constexpr qreal kVeil = 0.8;
constexpr int kDrawingShare = 4; // of the window's time, one part in so many may go into drawing in turn

const Lanes &noLanes()
{
    static const Lanes kNone;
    return kNone;
}

const Trace &noTrace()
{
    static const Trace kNone;
    return kNone;
}

} // namespace

TimelineCanvas::TimelineCanvas(QWidget *parent, std::shared_ptr<const Clock> clock)
    : QWidget(parent), m_lanes(&noLanes()), m_clock(std::move(clock)), m_drawing(kDrawingShare)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(QStringLiteral("Timeline"));
    m_input.scale.range = {0, 12 * kSecond};
    m_turn.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, qOverload<>(&QWidget::update));
}

void TimelineCanvas::setLanes(const Lanes *lanes, const Trace *trace)
{
    m_lanes = lanes == nullptr ? &noLanes() : lanes;
    m_trace = trace;
    m_input.selected = {};
    m_hovered = {};
    invalidate();
}

void TimelineCanvas::refresh()
{
    invalidate(Draw::InTurn);
}

void TimelineCanvas::setNow(Nanoseconds now)
{
    if (m_input.now == now)
        return;
    m_input.now = now;
    // Where nothing that is shown grows with time, the shapes are what they were.
    if (m_shapes.grows)
        redraw(Draw::InTurn);
}

void TimelineCanvas::setRange(const Range &range, Draw when)
{
    if (m_input.scale.range == range)
        return;
    m_input.scale.range = range;
    redraw(when);
}

void TimelineCanvas::setFilter(const Filter &filter)
{
    if (m_input.filter == filter)
        return;
    m_input.filter = filter;
    m_hovered = {};
    invalidate();
}

void TimelineCanvas::setUndrawn(Nanoseconds from, const QString &words)
{
    if (m_undrawn == words && m_drawnTo == from)
        return;
    m_drawnTo = from;
    m_undrawn = words;
    redraw(words.isEmpty() ? Draw::AtOnce : Draw::InTurn);
}

void TimelineCanvas::setScrolled(qreal scrolled)
{
    if (qFuzzyCompare(m_scrolled + 1, scrolled + 1))
        return;
    m_scrolled = scrolled;
    update();
}

void TimelineCanvas::setSelected(const ItemRef &item)
{
    if (m_input.selected == item)
        return;
    m_input.selected = item;
    invalidate();
    setAccessibleDescription(itemText(*m_lanes, m_trace ? *m_trace : noTrace(), {item, 1}, m_input.now));
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void TimelineCanvas::invalidate(Draw when)
{
    m_layoutDirty = true;
    redraw(when);
}

void TimelineCanvas::redraw(Draw when)
{
    m_dirty = true;
    const Nanoseconds wait = when == Draw::AtOnce ? 0 : m_pace.wait(m_clock->now());
    if (wait == 0)
        update();
    else if (!m_turn.isActive())
        m_turn.start(static_cast<int>((wait + kMillisecond - 1) / kMillisecond));
}

const Layout &TimelineCanvas::currentLayout() const
{
    if (m_layoutDirty) {
        m_layoutDirty = false;
        m_input.layout = timeline::layout(*m_lanes, m_input.filter, height());
    }
    return m_input.layout;
}

// Brings the shapes up to date.
void TimelineCanvas::bringUpToDate() const
{
    if (!m_dirty)
        return;
    m_dirty = false;
    ++m_builds;
    m_input.scale.left = kCaptionWidth;
    m_input.scale.width = std::max<qreal>(0, width() - kCaptionWidth - kRightAir);
    currentLayout();
    const QFontMetricsF metrics(labelFont(), this);
    m_input.labelHeight = std::ceil(metrics.height());
    m_input.labelWidth = [metrics](const QString &text) {
        return std::ceil(metrics.horizontalAdvance(text)) + 2;
    };
    m_shapes = timeline::geometry(*m_lanes, m_input);
}

const Scale &TimelineCanvas::scale() const
{
    bringUpToDate();
    return m_input.scale;
}

const Geometry &TimelineCanvas::shapes() const
{
    bringUpToDate();
    return m_shapes;
}

qreal TimelineCanvas::contentHeight() const
{
    return currentLayout().height;
}

Hit TimelineCanvas::at(const QPointF &point) const
{
    bringUpToDate();
    if (point.x() < m_input.scale.left - kDotRadius || point.x() > m_input.scale.right() + kDotRadius)
        return {};
    return hitTest(m_shapes, point + QPointF(0, m_scrolled));
}

void TimelineCanvas::paintOn(QPainter &painter) const
{
    bringUpToDate();
    DiagramLook look;
    look.theme = Theme::current();
    look.size = size();
    look.scrolled = m_scrolled;
    look.selected = m_input.selected;
    look.hovered = m_hovered;
    if (m_pointer && m_pointer->x() >= m_input.scale.left && m_pointer->x() <= m_input.scale.right())
        look.cursor = m_input.scale.time(m_pointer->x());
    paintDiagram(painter, *m_lanes, m_input, m_shapes, look);
    if (!m_undrawn.isEmpty())
        paintVeil(painter);
}

// What the lanes say of the time that they have not reached, a connection that goes on for example, need not
// be so.
void TimelineCanvas::paintVeil(QPainter &painter) const
{
    const Theme theme = Theme::current();
    const QRectF area(m_input.scale.left, kAxisHeight, width() - m_input.scale.left, height() - kAxisHeight);
    QRectF veil = area;
    veil.setLeft(std::clamp(m_input.scale.x(m_drawnTo), area.left(), area.right()));
    if (veil.width() <= 0)
        return; // everything in view is drawn
    painter.fillRect(veil, withOpacity(theme.panel, kVeil));
    // Where the words do not fit beside what is drawn, they stand over it.
    const QFont font = fonts::interface();
    const QRectF words = QFontMetricsF(font).boundingRect(m_undrawn).adjusted(-12, -6, 12, 6);
    QRectF box(QPointF(), words.size());
    box.moveCenter(veil.width() >= box.width() ? veil.center()
                                               : QPointF(area.right() - box.width() / 2, area.center().y()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(box, 4, 4);
    painter.setFont(font);
    painter.setPen(theme.dim);
    painter.drawText(box, Qt::AlignCenter, m_undrawn);
}

void TimelineCanvas::paintEvent(QPaintEvent *)
{
    const Nanoseconds began = m_clock->now();
    m_turn.stop();
    QPainter painter(this);
    paintOn(painter);
    const Theme theme = Theme::current();
    if (m_lanes->isEmpty()) {
        painter.setFont(fonts::interface());
        painter.setPen(theme.dim);
        painter.drawText(QRectF(kCaptionWidth, 0, m_input.scale.width, height()), Qt::AlignCenter,
                         QStringLiteral("Messages appear here as soon as a page connects."));
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.catchUp, 1));
        painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    }
    if (!qFuzzyCompare(m_reportedHeight, m_input.layout.height)) {
        m_reportedHeight = m_input.layout.height;
        QMetaObject::invokeMethod(this, &TimelineCanvas::contentHeightChanged, Qt::QueuedConnection);
    }
    m_drawing.took(m_clock->now() - began);
    m_pace.setInterval(m_drawing.interval());
    m_pace.began(began);
}

void TimelineCanvas::resizeEvent(QResizeEvent *)
{
    invalidate();
}

void TimelineCanvas::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange ||
        event->type() == QEvent::StyleChange)
        invalidate();
    QWidget::changeEvent(event);
}

bool TimelineCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = itemText(*m_lanes, m_trace ? *m_trace : noTrace(), at(help->pos()), m_input.now)
                                 .left(kLongestToolTip);
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")),
                               this);
        return true;
    }
    return QWidget::event(event);
}

Nanoseconds TimelineCanvas::middle() const
{
    if (m_input.selected) {
        const Nanoseconds t = m_lanes->spanOf(m_input.selected, m_input.now).from;
        if (range().contains(t))
            return t;
    }
    return range().from + range().span() / 2;
}

void TimelineCanvas::choose(const ItemRef &item)
{
    setSelected(item);
    Q_EMIT itemChosen(item);
}

void TimelineCanvas::step(Step step)
{
    const ItemRef next = m_input.selected ? neighbour(*m_lanes, m_input.filter, m_input.selected, step)
                                          : nearest(*m_lanes, m_input.filter, middle());
    if (next)
        choose(next);
}

void TimelineCanvas::keyPressEvent(QKeyEvent *event)
{
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    const auto pan = static_cast<Nanoseconds>(kPanStep * static_cast<double>(range().span()));
    switch (event->key()) {
    case Qt::Key_Left:
        if (shift)
            Q_EMIT panRequested(-pan);
        else
            step(Step::Previous);
        return;
    case Qt::Key_Right:
        if (shift)
            Q_EMIT panRequested(pan);
        else
            step(Step::Next);
        return;
    case Qt::Key_Up:
        step(Step::Above);
        return;
    case Qt::Key_Down:
        step(Step::Below);
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        Q_EMIT zoomRequested(1 / kZoomStep, middle(), false);
        return;
    case Qt::Key_Minus:
        Q_EMIT zoomRequested(kZoomStep, middle(), false);
        return;
    case Qt::Key_F:
        Q_EMIT fitRequested();
        return;
    case Qt::Key_Home:
        Q_EMIT startRequested();
        return;
    case Qt::Key_End:
        Q_EMIT followRequested(true);
        return;
    case Qt::Key_PageUp:
        Q_EMIT scrollRequested(-height() / 2.0);
        return;
    case Qt::Key_PageDown:
        Q_EMIT scrollRequested(height() / 2.0);
        return;
    case Qt::Key_Space:
        Q_EMIT followToggled();
        return;
    case Qt::Key_Escape:
        if (m_input.selected) {
            choose({});
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void TimelineCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    m_pressed = event->position();
    m_pressedTime = scale().time(event->position().x());
    m_dragging = false;
}

void TimelineCanvas::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position();
    if (m_pressed && !m_dragging &&
        (event->position() - *m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
        m_dragging = true;
        setCursor(Qt::ClosedHandCursor);
    }
    if (m_dragging) {
        // What was grabbed stays under the pointer.
        Q_EMIT panRequested(m_pressedTime - scale().time(event->position().x()));
    } else {
        m_hovered = at(event->position()).item;
        setCursor(m_hovered ? Qt::PointingHandCursor : Qt::ArrowCursor);
    }
    update();
}

void TimelineCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_pressed)
        return;
    const bool clicked = !m_dragging && event->button() == Qt::LeftButton;
    m_pressed.reset();
    m_dragging = false;
    setCursor(Qt::ArrowCursor);
    if (clicked) {
        const ItemRef item = at(event->position()).item;
        if (item || m_input.selected)
            choose(item);
    }
}

void TimelineCanvas::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    const double across = delta.x() / kWheelNotch;
    const double along = delta.y() / kWheelNotch;
    const auto notch = kPanStep * static_cast<double>(range().span());
    event->accept();
    if (event->modifiers().testFlag(Qt::AltModifier)) {
        // Qt turns the wheel sideways while Alt is down.
        Q_EMIT scrollRequested(-(along != 0 ? along : across) * kScrollStep);
    } else if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        Q_EMIT panRequested(std::llround(-(along != 0 ? along : across) * notch));
    } else if (std::abs(across) > std::abs(along)) {
        Q_EMIT panRequested(std::llround(-across * notch));
    } else if (along != 0) {
        Q_EMIT zoomRequested(std::pow(kZoomStep, -along), scale().time(event->position().x()), true);
    }
}

void TimelineCanvas::leaveEvent(QEvent *)
{
    m_pointer.reset();
    m_hovered = {};
    update();
}

} // namespace swapscope
