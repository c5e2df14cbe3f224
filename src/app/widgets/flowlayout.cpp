#include "flowlayout.h"

#include <QEvent>

namespace swapscope {

FlowLayout::FlowLayout(QWidget *parent, int gap) : QLayout(parent), m_gap(gap)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.push_back(item);
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    QLayoutItem *item = itemAt(index);
    if (item != nullptr)
        m_items.erase(m_items.begin() + index);
    return item;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::sizeHint() const
{
    return minimumSize();
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items)
        size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect &rect, bool move) const
{
    const QRect inside = rect.marginsRemoved(contentsMargins());
    int x = inside.left();
    int y = inside.top();
    int row = 0;
    for (QLayoutItem *item : m_items) {
        const QSize hint = item->sizeHint();
        const int width = qMin(hint.width(), inside.width());
        if (x > inside.left() && x + width > inside.left() + inside.width()) {
            x = inside.left();
            y += row + m_gap;
            row = 0;
        }
        if (move)
            item->setGeometry(QRect(x, y, width, hint.height()));
        x += width + m_gap;
        row = qMax(row, hint.height());
    }
    return y + row - rect.top() + contentsMargins().bottom();
}

FlowBox::FlowBox(QWidget *parent, int gap) : QWidget(parent), m_flow(new FlowLayout(this, gap)) {}

bool FlowBox::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest ||
        event->type() == QEvent::Show)
        setMinimumHeight(m_flow->count() == 0 ? 0 : m_flow->heightForWidth(width()));
    return done;
}

} // namespace swapscope
