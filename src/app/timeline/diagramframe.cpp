#include "diagramframe.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace swapscope {

using namespace timeline;

namespace {

constexpr qreal kCaptionLeft = 14;
constexpr qreal kBadgeRadius = 4;
constexpr qreal kBadgeHeight = 18;
constexpr qreal kBadgeTop = 3;

void paintCaption(QPainter &painter, const Theme &theme, qreal y, const QString &title, const QString &detail)
{
    const QFontMetricsF titleMetrics(fonts::semiBold());
    const QFontMetricsF detailMetrics(fonts::small());
    const qreal width = kCaptionWidth - kCaptionLeft - 8;
    painter.setFont(fonts::semiBold());
    painter.setPen(theme.ink);
    painter.drawText(QPointF(kCaptionLeft, y + 1), titleMetrics.elidedText(title, Qt::ElideRight, width));
    painter.setFont(fonts::small());
    painter.setPen(theme.dim);
    painter.drawText(QPointF(kCaptionLeft, y + 4 + detailMetrics.ascent() + 3),
                     detailMetrics.elidedText(detail, Qt::ElideRight, width));
}

// The time at the cursor, as near above it as the window's edges let it.
struct Badge
{
    QRectF rect;
    QString text;
    qreal cursorX = 0;
};

bool showsCursor(Nanoseconds cursor, const Scale &scale)
{
    const qreal x = scale.x(cursor);
    return x >= scale.left - 1 && x <= scale.right() + 1;
}

Badge badgeAt(Nanoseconds cursor, const Scale &scale, const QFontMetricsF &metrics, const DiagramLook &look)
{
    Badge badge;
    badge.cursorX = scale.x(cursor);
    badge.text = momentLabel(cursor, scale.duration(1));
    const qreal width = metrics.horizontalAdvance(badge.text) + 12;
    const qreal left = std::clamp(badge.cursorX - width / 2, scale.left - 8,
                                  std::max(scale.left, look.size.width() - width - 2));
    badge.rect = QRectF(left, kBadgeTop, width, kBadgeHeight);
    return badge;
}

void paintCursor(QPainter &painter, const Badge &badge, const DiagramLook &look)
{
    const Theme &theme = look.theme;
    painter.setPen(QPen(withOpacity(theme.catchUp, 0.75), 1.5));
    painter.drawLine(QPointF(badge.cursorX, badge.rect.bottom()), QPointF(badge.cursorX, look.size.height()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.catchUp);
    painter.drawRoundedRect(badge.rect, kBadgeRadius, kBadgeRadius);
    painter.setPen(theme.dark ? theme.ground : theme.panel);
    painter.drawText(badge.rect, Qt::AlignCenter, badge.text);
}

} // namespace

void paintGrid(QPainter &painter, const Scale &scale, const std::vector<Tick> &ticks, const DiagramLook &look)
{
    painter.setPen(QPen(withOpacity(look.theme.line, look.theme.dark ? 0.75 : 0.55), 1));
    for (const Tick &tick : ticks) {
        const qreal x = std::floor(scale.x(tick.t)) + 0.5;
        painter.drawLine(QPointF(x, 0), QPointF(x, look.size.height()));
    }
}

void paintCaptions(QPainter &painter, const Lanes &lanes, const Layout &layout, const DiagramLook &look)
{
    painter.save();
    painter.setClipRect(QRectF(0, kAxisHeight, kCaptionWidth, look.size.height()));
    painter.translate(0, -look.scrolled);
    paintCaption(painter, look.theme, layout.serverY, QStringLiteral("Server"), lanes.serverDetail());
    for (const Row &row : layout.rows)
        paintCaption(painter, look.theme, row.y, lanes.title(row.lane), lanes.detail(row.lane));
    painter.restore();
}

void paintAxis(QPainter &painter, const Scale &scale, const std::vector<Tick> &ticks, const DiagramLook &look)
{
    const Theme &theme = look.theme;
    if (look.scrolled > 0) {
        painter.fillRect(QRectF(0, 0, look.size.width(), kAxisHeight), theme.panel);
        painter.setPen(QPen(theme.line, 1));
        painter.drawLine(QPointF(0, kAxisHeight - 0.5), QPointF(look.size.width(), kAxisHeight - 0.5));
    }
    const QFont font = fonts::numbers();
    const QFontMetricsF metrics(font);
    std::optional<Badge> badge;
    if (look.cursor && showsCursor(*look.cursor, scale))
        badge = badgeAt(*look.cursor, scale, metrics, look);
    painter.setFont(font);
    painter.setPen(mixed(theme.panel, theme.dim, 0.85));
    for (const Tick &tick : ticks) {
        const QRectF box(scale.x(tick.t) + 5, kBadgeTop, metrics.horizontalAdvance(tick.label), kBadgeHeight);
        if (box.right() > look.size.width() - 2 ||
            (badge && box.adjusted(-4, 0, 4, 0).intersects(badge->rect)))
            continue;
        painter.drawText(box.adjusted(0, 0, 2, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                         tick.label);
    }
    if (badge)
        paintCursor(painter, *badge, look);
}

} // namespace swapscope
