#include "flatchoice.h"

#include <QAbstractItemView>
#include <QWheelEvent>

namespace swapscope {

namespace {
constexpr int kAround = 22;      // the arrow and the room around both, as the style sheet has them
constexpr int kPopupAround = 40; // of the longest choice
} // namespace

FlatChoice::FlatChoice(const QString &name, const QString &toolTip, QWidget *parent) : QComboBox(parent)
{
    setProperty("kind", QStringLiteral("choice"));
    setAccessibleName(name);
    setToolTip(toolTip);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    connect(this, &QComboBox::currentTextChanged, this, [this] { updateGeometry(); });
}

QSize FlatChoice::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(currentText()) + kAround, QComboBox::sizeHint().height()};
}

void FlatChoice::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // it scrolls what the choice stands in
}

void FlatChoice::showPopup()
{
    int widest = width();
    for (int i = 0; i < count(); ++i)
        widest = qMax(widest, fontMetrics().horizontalAdvance(itemText(i)) + kPopupAround);
    view()->setMinimumWidth(widest);
    QComboBox::showPopup();
}

} // namespace swapscope
