#include "timelinelegend.h"

#include "swapmark.h"

#include <QFontMetricsF>
#include <QPainter>

#include <array>

namespace swapscope {

namespace {

enum class Sign { Dot, Cross, Square };

struct Entry
{
    const char *text;
    Sign sign;
    QColor Theme::*color;
};

constexpr std::array<Entry, 5> kEntries{{{"delivered", Sign::Dot, &Theme::live},
                                         {"lost", Sign::Cross, &Theme::lost},
                                         {"catch-up", Sign::Dot, &Theme::catchUp},
                                         {"sent by page", Sign::Dot, &Theme::sent},
                                         {"swap", Sign::Square, &Theme::ink}}};
constexpr qreal kEntrySignWidth = 16;
constexpr qreal kEntriesApart = 24;

qreal widthOf(const Entry &entry)
{
    return kEntrySignWidth +
           QFontMetricsF(fonts::interface()).horizontalAdvance(QLatin1StringView(entry.text)) + kEntriesApart;
}

} // namespace

TimelineLegend::TimelineLegend(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(QStringLiteral("Legend"));
    setAccessibleDescription(QStringLiteral(
        "Green: delivered. Red, dashed, with a cross: lost. Blue: catch-up. Violet: sent by the "
        "page. Marks under a lane: swaps."));
    setToolTip(
        QStringLiteral("Time runs to the right, a message is a slanted line: the flatter, the slower.\n"
                       "Marks under a lane are swaps: \u25a0 appended, \u25b2 prepended, \u25c6 replaced, "
                       "\u25cf morphed, \u25a1 deleted."));
}

QSize TimelineLegend::sizeHint() const
{
    qreal width = 0;
    for (const Entry &entry : kEntries)
        width += widthOf(entry);
    return {static_cast<int>(std::ceil(width)), 20};
}

int TimelineLegend::shown() const
{
    qreal x = 0;
    int count = 0;
    for (const Entry &entry : kEntries) {
        x += widthOf(entry);
        if (x - kEntriesApart > width())
            break;
        ++count;
    }
    return count;
}

void TimelineLegend::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(fonts::interface());
    const qreal y = height() / 2.0;
    qreal x = 0;
    const int count = shown();
    for (int i = 0; i < count; ++i) {
        const Entry &entry = kEntries[static_cast<std::size_t>(i)];
        const QColor color = theme.*entry.color;
        const QPointF at(x + 4.5, y);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        switch (entry.sign) {
        case Sign::Dot:
            painter.drawEllipse(at, 4.2, 4.2);
            break;
        case Sign::Cross:
            painter.setPen(QPen(color, 2));
            painter.drawLine(at + QPointF(-3.5, -3.5), at + QPointF(3.5, 3.5));
            painter.drawLine(at + QPointF(-3.5, 3.5), at + QPointF(3.5, -3.5));
            break;
        case Sign::Square:
            painter.drawRoundedRect(QRectF(at.x() - 3.5, at.y() - 3.5, 7, 7), 1.2, 1.2);
            break;
        }
        painter.setPen(theme.dim);
        painter.drawText(QRectF(x + kEntrySignWidth, 0, width(), height()), Qt::AlignLeft | Qt::AlignVCenter,
                         QLatin1StringView(entry.text));
        x += widthOf(entry);
    }
}

} // namespace swapscope
