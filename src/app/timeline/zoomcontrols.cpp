#include "zoomcontrols.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QStyle>

namespace swapscope {

namespace {

constexpr int kHandle = 13; // as wide as the style sheet's, so that the mouse meets what is painted

} // namespace

ZoomButton::ZoomButton(Sign sign, QWidget *parent) : QAbstractButton(parent), m_sign(sign)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAutoRepeat(true);
}

void ZoomButton::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF center(width() / 2.0, height() / 2.0);
    painter.setBrush(isDown()       ? theme.tint(theme.ink, 0.15)
                     : underMouse() ? theme.tint(theme.ink, 0.06)
                                    : Qt::transparent);
    painter.setPen(QPen(hasFocus() ? theme.catchUp : theme.dim, hasFocus() ? 1.8 : 1.2));
    painter.drawEllipse(center, 5.5, 5.5);
    painter.setPen(QPen(theme.dim, 1.2));
    painter.drawLine(center - QPointF(2.5, 0), center + QPointF(2.5, 0));
    if (m_sign == Sign::Plus)
        painter.drawLine(center - QPointF(0, 2.5), center + QPointF(0, 2.5));
}

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
