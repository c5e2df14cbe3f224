#include "gallerycard.h"

#include "gallerypicture.h"
#include "widgets/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>

namespace swapscope {

namespace {

constexpr int kCardWidth = 248;
constexpr int kPicture = 136;
constexpr int kCardHeight = 268;
constexpr int kInset = 12;
constexpr int kRound = 8;

// At most so many lines, the last one cut off with dots; the height that they took.
int drawLines(QPainter &painter, const QRect &area, const QString &text, int most)
{
    QTextLayout layout(text, painter.font());
    const QFontMetrics metrics(painter.font());
    layout.beginLayout();
    int y = area.top();
    for (int i = 0; i < most; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(area.width());
        const bool last = i == most - 1;
        const QString words = text.mid(line.textStart(), last ? -1 : line.textLength());
        painter.drawText(QPoint(area.left(), y + metrics.ascent()),
                         last ? metrics.elidedText(words.trimmed(), Qt::ElideRight, area.width()) : words);
        y += metrics.lineSpacing();
    }
    layout.endLayout();
    return y - area.top();
}

} // namespace

GalleryCard::GalleryCard(const GalleryEntry &entry, int done, bool isOpen, QWidget *parent)
    : QAbstractButton(parent), m_entry(entry), m_done(done), m_open(isOpen)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setFixedSize(sizeHint());
    setToolTip(entry.summary);
    setAccessibleName(entry.title);
    setAccessibleDescription(
        QStringList{entry.teaches.isEmpty() ? entry.summary : entry.teaches, footer()}.join(u' '));
}

QSize GalleryCard::sizeHint() const
{
    return {kCardWidth, kCardHeight};
}

QString GalleryCard::footer() const
{
    QStringList parts;
    if (m_entry.broken)
        parts << tr("has errors");
    if (m_open)
        parts << tr("open");
    if (m_entry.minutes > 0)
        parts << tr("%1 min").arg(m_entry.minutes);
    parts << tr("htmx %1").arg(m_entry.htmx.join(tr(", ")));
    const int steps = static_cast<int>(m_entry.steps.size());
    if (steps > 0 && m_done >= steps)
        parts << tr("done");
    else if (m_done > 0)
        parts << tr("%1 of %2 steps done").arg(m_done).arg(steps);
    return parts.join(QStringLiteral(" · "));
}

void GalleryCard::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    QPainterPath shape;
    shape.addRoundedRect(frame, kRound, kRound);
    painter.fillPath(shape, underMouse() ? mixed(theme.panel, theme.catchUp, 0.05) : theme.panel);

    const QRect picture(1, 1, width() - 2, kPicture);
    if (m_picture.isNull() || m_pictureOf != theme.panel) {
        m_picture = galleryPicture(m_entry, picture.size(), devicePixelRatioF(), theme);
        m_pictureOf = theme.panel;
    }
    painter.save();
    painter.setClipPath(shape);
    painter.drawPixmap(picture.topLeft(), m_picture);
    painter.fillRect(QRect(1, picture.bottom() + 1, width() - 2, 1), theme.line);
    paintProgress(painter, picture);
    painter.restore();
    paintWords(painter,
               QRect(kInset, picture.bottom() + 11, width() - 2 * kInset, height() - picture.bottom() - 20));

    painter.setBrush(Qt::NoBrush);
    const bool marked = hasFocus() || m_open;
    painter.setPen(QPen(marked         ? theme.catchUp
                        : underMouse() ? mixed(theme.line, theme.dim, 0.5)
                                       : theme.line,
                        hasFocus() ? 2 : 1));
    painter.drawPath(shape);
}

void GalleryCard::paintProgress(QPainter &painter, const QRect &picture)
{
    const auto steps = static_cast<int>(m_entry.steps.size());
    if (m_done <= 0 || steps == 0)
        return;
    const Theme theme = Theme::current();
    QRect bar(1, picture.bottom() - 1, width() - 2, 3);
    painter.fillRect(bar, theme.line);
    bar.setWidth(bar.width() * std::min(m_done, steps) / steps);
    painter.fillRect(bar, m_done >= steps ? theme.live : theme.catchUp);
}

void GalleryCard::paintWords(QPainter &painter, const QRect &below)
{
    const Theme theme = Theme::current();
    painter.setFont(fonts::semiBold());
    painter.setPen(theme.ink);
    const int title = drawLines(painter, below, m_entry.title, 2);

    painter.setFont(fonts::small());
    const QFontMetrics metrics(painter.font());
    const QRect foot(below.left(), below.bottom() - metrics.height(), below.width(), metrics.height());
    const QRect words = below.adjusted(0, title + 3, 0, -metrics.height() - 4);
    painter.setPen(theme.dim);
    drawLines(painter, words, m_entry.teaches.isEmpty() ? m_entry.summary : m_entry.teaches,
              std::max(1, words.height() / metrics.lineSpacing()));
    painter.setPen(m_entry.broken ? theme.lost : mixed(theme.ink, theme.dim, 0.6));
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(footer(), Qt::ElideRight, foot.width()));
}

void GalleryCard::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void GalleryCard::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace swapscope
