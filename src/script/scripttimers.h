#pragma once

#include "schedule.h"
#include "scriptrun.h"

#include <core/clock.h>

#include <QHash>
#include <QObject>
#include <QTimer>

namespace swapscope {

// The timers of a script: calls their handlers when they are due by the run's clock. What handlers start
// meanwhile waits for the next turn of the event loop, and a handler that ran for too long is not called
// again. For the engine's thread.
class ScriptTimers : public QObject
{
    Q_OBJECT

public:
    static constexpr int kMost = 10'000;

    // The clock must outlive this.
    ScriptTimers(const Clock &clock, ScriptCall call);

    enum class Kind {
        Once,
        Repeated,
        Counted // repeated, and told how often it has come
    };
    // One more, due after `delay`, or after every further `delay`. Its number, from 1; 0: there are kMost
    // already.
    int add(const ScriptHandler &handler, Nanoseconds delay, Kind kind);
    void cancel(int id);
    // What was added will not come.
    void clear();

    // From now on they come; before, they only wait.
    void start();
    // None comes any more.
    void retire();

private:
    void arm();
    void runDue();

    const Clock &m_clock;
    ScriptCall m_call;
    Schedule m_schedule;
    struct Timer
    {
        ScriptHandler handler;
        bool counted = false;
    };
    QHash<int, Timer> m_timers;
    QTimer m_wake;
    bool m_started = false;
    bool m_retired = false;
};

} // namespace swapscope
