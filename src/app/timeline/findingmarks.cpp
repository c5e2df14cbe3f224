#include "findingmarks.h"

#include "coach/severitylook.h"
#include "timelinecanvas.h"
#include "timelinewidget.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace swapscope {

namespace {
constexpr int kMarkSide = 14;
constexpr int kTop = 28; // right below the axis
} // namespace

FindingMarks::FindingMarks(TimelineWidget &timeline) : QWidget(timeline.canvas()), m_timeline(timeline)
{
    setAccessibleName(tr("Findings of the coach on the timeline"));
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    timeline.canvas()->installEventFilter(this);
    connect(&timeline, &TimelineWidget::rangeChanged, this, &FindingMarks::place);
    place();
}

void FindingMarks::setMarks(std::vector<Mark> marks)
{
    if (marks == m_marks)
        return;
    m_marks = std::move(marks);
    place();
    update();
}

QRect FindingMarks::rectOf(std::size_t mark) const
{
    const timeline::Scale &scale = m_timeline.canvas()->scale();
    const qreal x = scale.x(m_marks[mark].t);
    if (x < scale.left || x > scale.right())
        return {};
    return {qRound(x) - kMarkSide / 2, kTop, kMarkSide, kMarkSide};
}

// Only the marks themselves are there for the mouse.
void FindingMarks::place()
{
    resize(m_timeline.canvas()->size());
    QRegion region;
    for (std::size_t i = 0; i < m_marks.size(); ++i)
        region += rectOf(i);
    setVisible(!region.isEmpty());
    if (region.isEmpty())
        return;
    setMask(region);
    raise();
    update();
}

int FindingMarks::at(const QPoint &point) const
{
    for (std::size_t i = m_marks.size(); i > 0; --i) {
        if (rectOf(i - 1).contains(point))
            return static_cast<int>(i) - 1;
    }
    return -1;
}

bool FindingMarks::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int mark = at(help->pos());
        if (mark >= 0)
            QToolTip::showText(help->globalPos(), m_marks[static_cast<std::size_t>(mark)].text, this);
        return true;
    }
    return QWidget::event(event);
}

bool FindingMarks::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void FindingMarks::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::current();
    QPainter painter(this);
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        const QRect rect = rectOf(i);
        if (!rect.isEmpty())
            paintSeverity(painter, theme, m_marks[i].severity, QRectF(rect).center(), kMarkSide - 3,
                          !m_marks[i].standing);
    }
}

void FindingMarks::mousePressEvent(QMouseEvent *event)
{
    const int mark = at(event->position().toPoint());
    if (mark >= 0)
        Q_EMIT chosen(m_marks[static_cast<std::size_t>(mark)].rule);
}

} // namespace swapscope
