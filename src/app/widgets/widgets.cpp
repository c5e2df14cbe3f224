#include "widgets.h"

#include <QKeySequence>
#include <QLocale>
#include <QStyle>

namespace swapscope {

void setStyleProperty(QWidget *widget, const char *name, const QVariant &value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->update();
}

QLabel *makeCaption(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text.toUpper(), parent);
    label->setFont(fonts::caption());
    label->setProperty("role", QStringLiteral("caption"));
    label->setAccessibleName(text);
    return label;
}

QLabel *makeLabel(const QString &text, const char *role, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    if (*role != '\0')
        label->setProperty("role", QString::fromLatin1(role));
    return label;
}

QPushButton *makeButton(const QString &text, const char *kind, const QString &toolTip, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    if (*kind != '\0')
        button->setProperty("kind", QString::fromLatin1(kind));
    button->setToolTip(toolTip);
    button->setAccessibleName(text);
    button->setAccessibleDescription(toolTip);
    button->setAutoDefault(false);
    if (qstrcmp(kind, "primary") == 0)
        button->setFont(fonts::semiBold());
    return button;
}

QToolButton *makeIconButton(const QString &icon, const QString &name, QWidget *parent, Role role)
{
    auto *button = new QToolButton(parent);
    button->setProperty("kind", QStringLiteral("icon"));
    button->setIcon(themedIcon(icon, role));
    button->setIconSize(QSize(14, 14));
    button->setFixedSize(22, 22);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

QFrame *makeRule(Qt::Orientation orientation, QWidget *parent)
{
    auto *rule = new QFrame(parent);
    rule->setProperty("rule", orientation == Qt::Horizontal ? QStringLiteral("h") : QStringLiteral("v"));
    if (orientation == Qt::Horizontal)
        rule->setFixedHeight(1);
    else
        rule->setFixedWidth(1);
    return rule;
}

QString withKey(const QString &text, const QKeySequence &key)
{
    return key.isEmpty() ? text : QStringLiteral("%1 (%2)").arg(text, key.toString(QKeySequence::NativeText));
}

QString displayDuration(qint64 nanoseconds)
{
    constexpr qint64 kMilli = 1'000'000;
    constexpr qint64 kSec = 1000 * kMilli;
    if (nanoseconds < 100 * kMilli)
        return QStringLiteral("%1 ms").arg(qMax<qint64>(0, nanoseconds / kMilli));
    if (nanoseconds < 60 * kSec)
        return QStringLiteral("%1 s").arg(static_cast<double>(nanoseconds) / static_cast<double>(kSec), 0,
                                          'f', 1);
    const qint64 seconds = nanoseconds / kSec;
    if (seconds < 60 * 60)
        return QStringLiteral("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    // A page may plan to wait for ever, as well as a timer can: some 25 days.
    const qint64 hours = seconds / (60 * 60);
    return hours < 48 ? QStringLiteral("%1 h").arg(hours) : QStringLiteral("%1 days").arg(hours / 24);
}

} // namespace swapscope
