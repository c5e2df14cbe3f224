#pragma once

#include <faults/command.h>

#include <QWidget>

class QComboBox;

namespace swapscope {

// What ends or stops a link's connections with one press, and for how long what lasts does.
class DropGrid final : public QWidget
{
    Q_OBJECT

public:
    explicit DropGrid(QWidget *parent = nullptr);

    // How long "Refuse", "HTTP 503" and "Freeze" last.
    Ends duration() const;
    void setDuration(const Ends &duration);

Q_SIGNALS:
    // For no client yet.
    void faultRequested(const swapscope::FaultCommand &command);

private:
    QComboBox *m_duration;
};

} // namespace swapscope
