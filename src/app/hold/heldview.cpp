#include "heldview.h"

#include "heldmodel.h"
#include "widgets/widgets.h"

#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QPainterPath>
#include <QStyledItemDelegate>

namespace swapscope {

namespace {

constexpr int kHeldRow = 30;
constexpr int kEdge = 3; // of the row that goes next
constexpr int kArrow = 16;
constexpr int kMostKind = 84;
constexpr int kAge = 50;

} // namespace

class HeldView::Row final : public QStyledItemDelegate
{
public:
    explicit Row(const HeldView &view) : m_view(view) {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {0, kHeldRow}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const HeldMessage *message = m_view.m_model->at(index);
        if (message == nullptr)
            return;
        const Theme theme = Theme::current();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        background(*painter, option, index, theme);
        QRect area = option.rect.adjusted(kEdge + 9, 0, -12, 0);
        arrow(*painter, area, *message, theme);
        area.setLeft(area.left() + kArrow + 6);

        QFont strong = fonts::small();
        strong.setWeight(QFont::DemiBold);
        const auto word = [&](const QFont &font, const QColor &color, const QString &text, int most) {
            painter->setFont(font);
            painter->setPen(color);
            const QFontMetrics metrics(font);
            const QString shown = metrics.elidedText(text, Qt::ElideRight, most);
            painter->drawText(area, Qt::AlignVCenter | Qt::AlignLeft, shown);
            area.setLeft(area.left() + metrics.horizontalAdvance(shown) + metrics::kGap);
        };
        word(strong, theme.ink, message->client, 80);
        word(fonts::numbers(), theme.dim, QStringLiteral("#%1").arg(message->conn.number()), 60);
        word(fonts::small(), theme.dim, heldKind(*message), kMostKind);

        const Nanoseconds age = m_view.m_clock ? qMax<Nanoseconds>(0, m_view.m_clock() - message->since) : 0;
        painter->setFont(fonts::numbers());
        painter->setPen(theme.wait);
        const QString waited = displayDuration(age);
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignRight, waited);
        area.setRight(area.right() -
                      qMax(kAge, QFontMetrics(fonts::numbers()).horizontalAdvance(waited) + metrics::kGap));
        for (const auto &[is, text] :
             {std::pair(message->edited, tr("edited")), std::pair(message->duplicate, tr("copy"))}) {
            if (is)
                badge(*painter, area, text, theme);
        }
        const bool readable = message->kind != LinkMessage::Kind::Binary && !message->content.isEmpty();
        painter->setFont(readable ? fonts::numbers() : fonts::small());
        painter->setPen(readable ? theme.ink : theme.dim);
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight,
                                                            qMax(0, area.width())));
        painter->restore();
    }

private:
    static void background(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                           const Theme &theme)
    {
        const QRect row = option.rect;
        if (option.state & QStyle::State_Selected)
            painter.fillRect(row, theme.tint(theme.catchUp, theme.dark ? 0.18 : 0.09));
        else if (option.state & QStyle::State_MouseOver)
            painter.fillRect(row, theme.tint(theme.ink, 0.04));
        painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), theme.tint(theme.line, 0.6));
        if (index.row() == 0)
            painter.fillRect(QRect(row.left(), row.top(), kEdge, row.height()), theme.wait);
    }

    static void arrow(QPainter &painter, const QRect &area, const HeldMessage &message, const Theme &theme)
    {
        const bool down = message.direction == Direction::Down;
        const QPointF middle(area.left() + kArrow / 2.0, area.center().y() + 0.5);
        painter.setPen(QPen(down ? theme.live : theme.sent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        const qreal tip = down ? 5 : -5;
        painter.drawLine(middle - QPointF(0, tip), middle + QPointF(0, tip));
        QPainterPath head(middle + QPointF(-3.6, tip - tip / 5 * 3.6));
        head.lineTo(middle + QPointF(0, tip));
        head.lineTo(middle + QPointF(3.6, tip - tip / 5 * 3.6));
        painter.drawPath(head);
    }

    static void badge(QPainter &painter, QRect &area, const QString &text, const Theme &theme)
    {
        const QFont font = fonts::small();
        const int width = QFontMetrics(font).horizontalAdvance(text) + 12;
        const QRectF box(area.right() - width, area.center().y() - 8.5, width, 18);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.tint(theme.catchUp, theme.dark ? 0.2 : 0.12));
        painter.drawRoundedRect(box, 4, 4);
        painter.setFont(font);
        painter.setPen(theme.catchUp);
        painter.drawText(box, Qt::AlignCenter, text);
        area.setRight(area.right() - width - 6);
    }

    const HeldView &m_view;
};

HeldView::HeldView(HeldModel *model, QWidget *parent) : QListView(parent), m_model(model)
{
    setModel(model);
    auto *row = new Row(*this);
    row->setParent(this);
    setItemDelegate(row);
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setDragDropMode(InternalMove);
    setDefaultDropAction(Qt::MoveAction);
    setDragDropOverwriteMode(false);
    setAccessibleName(tr("Held messages, the next to be released first"));
    connect(model, &HeldModel::rowsRemoved, this, &HeldView::selectedChanged);
    connect(model, &HeldModel::modelReset, this, &HeldView::selectedChanged);
}

void HeldView::setClock(std::function<Nanoseconds()> now)
{
    m_clock = std::move(now);
}

EventId HeldView::selected() const
{
    const HeldMessage *message = m_model->at(currentIndex());
    return message != nullptr ? message->id : 0;
}

void HeldView::select(EventId id)
{
    setCurrentIndex(m_model->find(id));
}

void HeldView::moveSelected(int by)
{
    const EventId id = selected();
    if (id == 0)
        return;
    const QString client = m_model->at(currentIndex())->client;
    int row = currentIndex().row() + by;
    while (row >= 0 && row < m_model->rowCount() &&
           m_model->messages()[static_cast<std::size_t>(row)].client != client)
        row += by;
    if (row >= 0 && row < m_model->rowCount())
        Q_EMIT moveRequested(id, m_model->placeBefore(id, by < 0 ? row : row + 1));
}

void HeldView::keyPressEvent(QKeyEvent *event)
{
    const EventId id = selected();
    const bool alt = event->modifiers() & Qt::AltModifier;
    if (id != 0 && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        Q_EMIT releaseRequested(id);
    else if (id != 0 && event->key() == Qt::Key_F2)
        Q_EMIT editRequested(id);
    else if (id != 0 && event->key() == Qt::Key_D && event->modifiers() & Qt::ControlModifier)
        Q_EMIT duplicateRequested(id);
    else if (id != 0 && event->key() == Qt::Key_Delete)
        Q_EMIT discardRequested(id);
    else if (alt && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        moveSelected(event->key() == Qt::Key_Up ? -1 : 1);
    else
        QListView::keyPressEvent(event);
}

// Moves nothing itself: the rows are moved when the link has done it.
void HeldView::dropEvent(QDropEvent *event)
{
    const EventId id = HeldModel::dragged(*event->mimeData());
    if (!m_model->find(id).isValid())
        return;
    const QPoint point = event->position().toPoint();
    const QModelIndex at = indexAt(point);
    const int row = !at.isValid()                             ? m_model->rowCount()
                    : point.y() > visualRect(at).center().y() ? at.row() + 1
                                                              : at.row();
    // Said to be a copy, so that the dragged row is not taken out.
    event->setDropAction(Qt::CopyAction);
    event->accept();
    stopAutoScroll();
    setState(NoState);
    viewport()->update();
    Q_EMIT moveRequested(id, m_model->placeBefore(id, row));
}

void HeldView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const HeldMessage *message = m_model->at(indexAt(event->position().toPoint())))
        Q_EMIT editRequested(message->id);
}

void HeldView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    Q_EMIT selectedChanged();
}

} // namespace swapscope
