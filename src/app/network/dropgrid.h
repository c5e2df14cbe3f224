#pragma once

#include <core/clock.h>

#include <QVariantMap>
#include <QWidget>

class QComboBox;

namespace swapscope {

// What ends or stops a link's connections with one press, and for how long what lasts does.
class DropGrid final : public QWidget
{
    Q_OBJECT

public:
    explicit DropGrid(QWidget *parent = nullptr);

    // How long "Refuse", "HTTP 503" and "Freeze" last; 0: until mended.
    Nanoseconds duration() const;
    void setDuration(Nanoseconds duration);

Q_SIGNALS:
    // As Link::apply() takes it.
    void faultRequested(const QString &fault, const QVariantMap &args);

private:
    QComboBox *m_duration;
};

} // namespace swapscope
