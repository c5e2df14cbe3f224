#include "zoomslider.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QStyle>

namespace swapscope {

namespace {

constexpr int kHandle = 13; // as wide as the style sheet's, so that the mouse meets what is painted

} // namespace

ZoomSlider::ZoomSlider(QWidget *parent) : QSlider(Qt::Horizontal, parent)
{
    setFocusPolicy(Qt::TabFocus);
}

void ZoomSlider::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal y = height() / 2.0;
    const qreal x = kHandle / 2.0 + QStyle::sliderPositionFromValue(minimum(), maximum(), sliderPosition(),
                                                                    width() - kHandle);
    const QColor color = hasFocus() || isSliderDown() ? theme.catchUp : theme.dim;
    painter.setPen(QPen(color, 1.4));
    painter.drawLine(QPointF(2, y), QPointF(x - 4.5, y));
    painter.drawLine(QPointF(x + 4.5, y), QPointF(width() - 2, y));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QPointF(x, y), 4.2, 4.2);
}

} // namespace swapscope
