#pragma once

#include <core/clock.h>

#include <QObject>
#include <QTimer>

#include <optional>
#include <set>

namespace swapscope {

class Session;

// Plays a session's lesson as a learner would who does what it says: does each step's `do` when the step's
// turn has come and nothing has ticked it for a moment, answers questions rightly, and ticks what is ticked
// by hand. While the network's schedule runs it does nothing: the schedule may be what the step waits for.
// Main thread.
class LessonConductor final : public QObject
{
    Q_OBJECT

public:
    // session outlives the object.
    explicit LessonConductor(Session &session, QObject *parent = nullptr);

    // Does not do these steps' `do`; from 0.
    void leaveOut(const std::set<int> &steps) { m_leftOut = steps; }
    // Begins. schedule: play the network's schedule first.
    void start(bool schedule);
    void stop();

    bool isComplete() const;
    // Since when the current step is the current one; since the start of the run.
    Nanoseconds currentSince() const { return m_since; }

Q_SIGNALS:
    // Every step is done. Said once.
    void completed();

private:
    void poll();
    bool pagesAreThere();
    void lead(int step);

    Session &m_session;
    std::set<int> m_leftOut;
    QTimer m_poll;
    bool m_scheduled = false; // the schedule runs
    bool m_afterSchedule = false;
    std::optional<int> m_step;
    Nanoseconds m_since = 0;
    bool m_did = false;
    bool m_pages = false;
    Nanoseconds m_began = 0;
};

} // namespace swapscope
