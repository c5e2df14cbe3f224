#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace swapscope {

// Turns SIGINT and SIGTERM into a Qt signal on the thread that made it. One at a time may exist, because a
// process has one table of handlers.
class TerminationSignals : public QObject
{
    Q_OBJECT

public:
    explicit TerminationSignals(QObject *parent = nullptr);
    ~TerminationSignals() override;

Q_SIGNALS:
    void terminated();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
    int m_descriptor = -1;
};

} // namespace swapscope
