#pragma once

#include <QObject>

#include <chrono>
#include <memory>

class QSocketNotifier;

namespace swapscope {

// From here on SIGINT, SIGTERM and SIGHUP wait for a TerminationSignals, which is told of them as soon as it
// is there. For the main thread, before it starts others.
void holdTermination();

// Turns SIGINT, SIGTERM and SIGHUP (unless that is ignored, as by nohup) into a Qt signal on the thread that
// made it, whichever thread the system gives them to. One at a time may exist, because a process has one
// table of handlers; afterwards the handlers are those of before.
//
// A program that hangs can still be ended: when another one comes, and the first is not dealt with (the event
// loop does not run, or what terminated() called does not return) though `patience` is over, the system ends
// the program. One that comes earlier does not: some send two at once (timeout(1)).
class TerminationSignals : public QObject
{
    Q_OBJECT

public:
    explicit TerminationSignals(std::chrono::nanoseconds patience = std::chrono::seconds(1),
                                QObject *parent = nullptr);
    ~TerminationSignals() override;

Q_SIGNALS:
    void terminated(); // once for those that came together

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace swapscope
