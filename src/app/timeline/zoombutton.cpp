#include "zoombutton.h"

#include "widgets/theme.h"

#include <QPainter>

namespace swapscope {

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

} // namespace swapscope
