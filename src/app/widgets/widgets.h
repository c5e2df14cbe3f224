#pragma once

#include "icons.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

class QKeySequence;

namespace swapscope {

// Small makers, so that every panel's controls look alike, have a tooltip and an accessible name. The style
// sheet (resources/style/swapscope.qss) draws them by the dynamic properties that these set.

// Sets a dynamic property that the style sheet reads, and draws the widget anew when it changed.
void setStyleProperty(QWidget *widget, const char *name, const QVariant &value);

// A panel's caption: small, bold, dim. Shown in capitals.
QLabel *makeCaption(const QString &text, QWidget *parent);
// A text in the colour of a role of the style sheet: "dim", "live", "lost", "wait", "catchup"; empty: that of
// all text. What looks like HTML in it is shown as it stands, since that is what people write here.
QLabel *makeLabel(const QString &text, const char *role, QWidget *parent);

// A push button; kind: "" (plain), "primary", "danger", "soft", "dense".
QPushButton *makeButton(const QString &text, const char *kind, const QString &toolTip, QWidget *parent);
// A button that is only an icon; `name` is its accessible name and its tooltip's first words.
QToolButton *makeIconButton(const QString &icon, const QString &name, QWidget *parent, Role role = Role::Dim);

// A one pixel line.
QFrame *makeRule(Qt::Orientation orientation, QWidget *parent);

// "Restart (Ctrl+R)": a tooltip that tells the key too.
QString withKey(const QString &text, const QKeySequence &key);

// A duration as the window writes it: "0.4 s", "12.4 s", "1 min 5 s", "3 h", "24 days"; below 100 ms in
// milliseconds.
QString displayDuration(qint64 nanoseconds);

} // namespace swapscope
