#pragma once

#include "icons.h"

#include <QWidget>

namespace swapscope {

// A state in one word or a few: a dot (or a ring, where nothing is) and the text on a soft ground of the
// role's colour.
class StatePill final : public QWidget
{
    Q_OBJECT

public:
    explicit StatePill(QWidget *parent = nullptr);

    void setState(const QString &text, Role role, bool hollow = false);
    QString text() const { return m_text; }
    Role role() const { return m_role; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Role m_role = Role::Dim;
    bool m_hollow = false;
};

} // namespace swapscope
