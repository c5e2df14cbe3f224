#include "filetabs.h"

#include "widgets/theme.h"

#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace swapscope {

namespace {
constexpr int kBesideTitle = 9; // the style sheet's padding
} // namespace

FileTabs::FileTabs(QWidget *parent) : QTabBar(parent)
{
    setProperty("kind", QStringLiteral("files"));
    setFont(fonts::small());
    setExpanding(false);
    setDrawBase(false);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideNone);
}

QString FileTabs::shownText(int index) const
{
    const QRect shown = inView(index);
    const QRect whole = tabRect(index);
    if (shown.isEmpty() || shown == whole)
        return shown.isEmpty() ? QString() : tabText(index);
    return fontMetrics().elidedText(tabText(index),
                                    shown.left() > whole.left() ? Qt::ElideLeft : Qt::ElideRight,
                                    titleInView(index).width());
}

// The buttons that scroll stand behind the last tab in view.
QRect FileTabs::inView(int index) const
{
    int right = width();
    for (const QToolButton *button : findChildren<QToolButton *>(Qt::FindDirectChildrenOnly)) {
        if (button->isVisible())
            right = std::min(right, button->x());
    }
    return tabRect(index).intersected(QRect(0, 0, right, height()));
}

QRect FileTabs::titleInView(int index) const
{
    const QRect shown = inView(index);
    const QRect whole = tabRect(index);
    return shown.adjusted(shown.left() == whole.left() ? kBesideTitle : 2, 0,
                          shown.right() == whole.right() ? -kBesideTitle : -2, 0);
}

void FileTabs::paintEvent(QPaintEvent *event)
{
    QTabBar::paintEvent(event);
    const Theme theme = Theme::current();
    QPainter painter(this);
    for (int i = 0; i < count(); ++i) {
        const QString text = shownText(i);
        if (text == tabText(i) || inView(i).isEmpty())
            continue;
        const bool isCurrent = i == currentIndex();
        // The lines above and below are the style's.
        const QRect inside = inView(i).adjusted(0, 2, 0, -1);
        painter.fillRect(inside, isCurrent ? theme.panel : theme.ground);
        painter.setPen(isCurrent ? theme.ink : theme.dim);
        painter.drawText(titleInView(i), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
    }
}

} // namespace swapscope
