#include "ledgerview.h"

#include "ledgermodel.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolTip>

namespace swapscope {

namespace {

constexpr int kBesides = 12;       // left and right of what is in a card
constexpr int kChannelIndent = 14; // of a channel's row
constexpr int kHead = 34;
constexpr int kFigures = 40; // a line of them
constexpr int kFoot = 26;
constexpr int kWide = 600; // from this width on the figures stand in one line
constexpr int kFirst = LedgerModel::Published;
constexpr int kCount = LedgerModel::Lost - LedgerModel::Published + 1;

QFont figureFont()
{
    QFont font = fonts::mono();
    font.setWeight(QFont::DemiBold);
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * 1.1);
    return font;
}

} // namespace

class LedgerView::Card final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    static int columns(int width) { return width >= kWide ? kCount : 4; }
    static int lines(int width) { return (kCount + columns(width) - 1) / columns(width); }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        const int width = option.widget != nullptr ? option.widget->width() : option.rect.width();
        return {0, kHead + lines(width) * kFigures + kFoot};
    }

    // The box of a figure in the card's coordinates; `index` counts from the first figure.
    static QRect figureRect(const QRect &card, int index, bool channel)
    {
        const QRect inner = card.adjusted(kBesides + (channel ? kChannelIndent : 0), 0, -kBesides, 0);
        const int across = columns(card.width());
        const int left = inner.left() + inner.width() * (index % across) / across;
        return {left, inner.top() + kHead + index / across * kFigures, inner.width() / across, kFigures};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme theme = Theme::current();
        const bool channel = !index.data(LedgerModel::ChannelRole).toString().isEmpty();
        const QRect card = option.rect;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        background(*painter, option, theme, channel);
        head(*painter, card.adjusted(kBesides + (channel ? kChannelIndent : 0), 0, -kBesides, 0), index,
             theme, channel);
        for (int i = 0; i < kCount; ++i)
            figure(*painter, figureRect(card, i, channel), index.siblingAtColumn(kFirst + i), theme);
        foot(*painter, card.adjusted(kBesides + (channel ? kChannelIndent : 0), 0, -kBesides, 0), index,
             theme);
        painter->restore();
    }

private:
    static void background(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme,
                           bool channel)
    {
        const QRect card = option.rect;
        if (option.state & QStyle::State_Selected)
            painter.fillRect(card, theme.tint(theme.catchUp, theme.dark ? 0.14 : 0.07));
        else if (option.state & QStyle::State_MouseOver)
            painter.fillRect(card, theme.tint(theme.ink, 0.035));
        painter.fillRect(QRect(card.left(), card.bottom(), card.width(), 1), theme.line);
        if (channel)
            painter.fillRect(QRect(card.left() + kBesides, card.top() + 10, 2, card.height() - 20),
                             theme.line);
        if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
            painter.setPen(QPen(theme.catchUp, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -1.5));
        }
    }

    static void head(QPainter &painter, const QRect &area, const QModelIndex &index, const Theme &theme,
                     bool channel)
    {
        const QRect line(area.left(), area.top() + 4, area.width(), kHead - 4);
        QFont small = fonts::small();
        small.setWeight(QFont::DemiBold);
        const QString state = index.data(LedgerModel::StateRole).toString();
        const auto role = static_cast<Role>(index.data(LedgerModel::StateToneRole).toInt());
        const QColor color = roleColor(theme, role);
        const int stateWidth = QFontMetrics(small).horizontalAdvance(state);
        constexpr int kPill = 22;
        const QRectF pill(line.right() - stateWidth - 32, line.center().y() - kPill / 2.0 + 0.5,
                          stateWidth + 33, kPill);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.tint(color, theme.dark ? 0.18 : 0.14));
        painter.drawRoundedRect(pill, kPill / 2.0, kPill / 2.0);
        const QPointF dot(pill.left() + 12, pill.center().y());
        // A ring where nothing is known, a square where something is missing: not by colour alone.
        if (role == Role::Dim) {
            painter.setPen(QPen(color, 1.6));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(dot, 3.4, 3.4);
        } else {
            painter.setBrush(color);
            if (role == Role::Lost)
                painter.drawRoundedRect(QRectF(dot.x() - 3.5, dot.y() - 3.5, 7, 7), 1, 1);
            else
                painter.drawEllipse(dot, 4, 4);
        }
        painter.setFont(small);
        painter.setPen(color);
        painter.drawText(pill.adjusted(21, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, state);

        const QFont font = channel ? fonts::interface() : fonts::semiBold();
        painter.setFont(font);
        painter.setPen(theme.ink);
        const int room = qMax(20, static_cast<int>(pill.left()) - line.left() - metrics::kGap);
        painter.drawText(
            line, Qt::AlignVCenter | Qt::AlignLeft,
            QFontMetrics(font).elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, room));
    }

    static void figure(QPainter &painter, const QRect &area, const QModelIndex &index, const Theme &theme)
    {
        const auto role = static_cast<Role>(index.data(LedgerModel::ToneRole).toInt());
        const QString value = index.data(Qt::DisplayRole).toString();
        const bool number = !value.isEmpty() && value.front().isDigit();
        painter.setFont(number ? figureFont() : fonts::small());
        painter.setPen(roleColor(theme, role));
        painter.drawText(area.adjusted(0, 0, -4, -16), Qt::AlignLeft | Qt::AlignBottom, value);
        painter.setFont(fonts::small());
        painter.setPen(theme.dim);
        const QString word = index.model()->headerData(index.column(), Qt::Horizontal).toString();
        painter.drawText(area.adjusted(0, 0, -4, -2), Qt::AlignLeft | Qt::AlignBottom,
                         painter.fontMetrics().elidedText(word, Qt::ElideRight, area.width() - 4));
    }

    static void foot(QPainter &painter, const QRect &area, const QModelIndex &index, const Theme &theme)
    {
        const auto role = static_cast<Role>(
            index.siblingAtColumn(LedgerModel::StaleSince).data(LedgerModel::ToneRole).toInt());
        QFont font = fonts::small();
        if (role == Role::Lost)
            font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(roleColor(theme, role));
        const QString text = index.data(LedgerModel::StaleRole).toString();
        painter.drawText(QRect(area.left(), area.bottom() - kFoot + 2, area.width(), kFoot - 6),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, area.width()));
    }
};

LedgerView::LedgerView(LedgerModel *model, QWidget *parent) : QListView(parent), m_card(new Card(this))
{
    setModel(model);
    setItemDelegate(m_card);
    setUniformItemSizes(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setAccessibleName(tr("Ledger"));
    connect(this, &QListView::clicked, this, &LedgerView::choose);
}

void LedgerView::choose(const QModelIndex &index)
{
    Q_EMIT chosen(index.data(LedgerModel::ClientRole).toString(),
                  index.data(LedgerModel::ChannelRole).toString());
}

void LedgerView::keyPressEvent(QKeyEvent *event)
{
    if (currentIndex().isValid() &&
        (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space))
        choose(currentIndex());
    else
        QListView::keyPressEvent(event);
}

QModelIndex LedgerView::figureAt(const QPoint &point) const
{
    const QModelIndex row = indexAt(point);
    if (!row.isValid())
        return {};
    const QRect card = visualRect(row);
    const bool channel = !row.data(LedgerModel::ChannelRole).toString().isEmpty();
    for (int i = 0; i < kCount; ++i) {
        if (Card::figureRect(card, i, channel).contains(point))
            return row.siblingAtColumn(kFirst + i);
    }
    const bool inFoot = point.y() > card.bottom() - kFoot;
    return row.siblingAtColumn(inFoot ? LedgerModel::StaleFor : LedgerModel::Who);
}

bool LedgerView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QModelIndex figure = figureAt(help->pos());
        if (figure.isValid())
            QToolTip::showText(help->globalPos(), figure.data(Qt::ToolTipRole).toString(), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return QListView::viewportEvent(event);
}

void LedgerView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    const int lines = Card::lines(width());
    if (std::exchange(m_lines, lines) != lines)
        scheduleDelayedItemsLayout();
}

} // namespace swapscope
