#include "swapmark.h"

#include <timeline/geometry.h>

#include <QPainter>

namespace swapscope {

using namespace timeline;

void paintMark(QPainter &painter, const Theme &theme, SwapLook look, const QPointF &center)
{
    constexpr qreal r = kMarkSize / 2;
    const QRectF box(center.x() - r, center.y() - r, kMarkSize, kMarkSize);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.ink);
    switch (look) {
    case SwapLook::Append:
        painter.drawRoundedRect(box, 1, 1);
        break;
    case SwapLook::Prepend: {
        const QPointF corners[] = {box.bottomLeft(), box.bottomRight(), QPointF(center.x(), box.top() - 0.5)};
        painter.drawPolygon(corners, 3);
        break;
    }
    case SwapLook::Replace: {
        constexpr qreal d = r + 1;
        const QPointF corners[] = {center + QPointF(0, -d), center + QPointF(d, 0), center + QPointF(0, d),
                                   center + QPointF(-d, 0)};
        painter.drawPolygon(corners, 4);
        break;
    }
    case SwapLook::Morph:
        painter.setBrush(theme.sent);
        painter.drawEllipse(center, r + 0.5, r + 0.5);
        break;
    case SwapLook::Delete:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.ink, 1.4));
        painter.drawRect(box.adjusted(0.7, 0.7, -0.7, -0.7));
        break;
    case SwapLook::None:
        painter.setBrush(theme.dim);
        painter.drawRect(QRectF(box.left(), center.y() - 1, kMarkSize, 2));
        break;
    case SwapLook::Missed:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.lost, 1.4));
        painter.drawRect(box.adjusted(0, 0, 0, 0));
        painter.drawLine(box.topLeft(), box.bottomRight());
        break;
    }
}

} // namespace swapscope
