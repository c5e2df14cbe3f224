#pragma once

#include <core/clock.h>
#include <core/event.h>
#include <session/frontend.h>
#include <session/lesson/lessonconductor.h>

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <optional>
#include <vector>

namespace swapscope {

class PagesPanel;
class Session;

// What a run without a user does.
struct PlayPlan
{
    Nanoseconds duration = 20 * kSecond; // with untilDone: at most
    bool untilDone = false;              // the lesson alone, until it is complete
    std::vector<int> without;            // steps, from 1, whose `do` is left out
};

struct PlayOutcome
{
    // For how long the run was played until its end began: the plan's duration, or less where the lesson was
    // done before or somebody interrupted it.
    Nanoseconds played = 0;
    bool complete = true;     // everything that happened until then is in the figures
    bool interrupted = false; // by a signal, before it had come to its end
    std::size_t behind = 0;   // events that were not worked through
    qint64 onTheirWay = 0;    // updates, as far as was worked through
};

// What a run lacks: while it is played, or after its time while it waits for that.
struct PlayWait
{
    std::size_t events = 0; // that are not in the figures yet
    qint64 updates = 0;     // on their way to a page
    QStringList pages;      // clients whose page is not connected and tries to be
    bool script = false;    // after its time: a turn of the script has not returned
    // Its time is over. It waits so long at most; none: it is still played.
    std::optional<Nanoseconds> most;

    bool isNone() const { return events == 0 && updates == 0 && pages.isEmpty(); }
    // "1,240 events behind", or "its time is over; for 14 s at most it waits for 3 updates on their way, the
    // page of B to connect".
    QString words() const;
};

// A run without a user, and its end. The network's schedule is played, and the lesson led as its steps say;
// the schedule is left to the lesson where that is what counts. After the duration nothing more is published,
// and what is on its way gets time to arrive. Counts on the event loop; says finished() once.
class PlayRun final : public QObject
{
    Q_OBJECT

public:
    // session and pages outlive the run; the session is open.
    PlayRun(Session &session, PagesPanel &pages, QObject *parent = nullptr);

    // Does nothing after an interrupt().
    void start(const PlayPlan &plan);
    // The run's time is over now; what it came to is told all the same. When its time is over already, what
    // is still on its way is not waited for any longer; before start() it has finished at once. Another one
    // half a second later or less is the same.
    void interrupt();
    // What the report's figures are worth.
    PlayOutcome outcome() const { return {m_played, m_complete, m_interrupted, m_behind, m_onTheirWay}; }
    // Whether every step of the lesson was ticked.
    bool isComplete() const { return m_conductor.isComplete(); }

Q_SIGNALS:
    // About once a second: while events are not in the figures yet, and always when the time is over and the
    // run has not finished.
    void waits(const swapscope::PlayWait &wait);
    void finished();

private:
    void end();
    void drain();
    void closeBooks(bool complete);
    void reportWait();
    qint64 updatesOnTheirWay() const;
    void finish();
    PlayWait wait() const;
    // Of the run's end: sooner while the script does not return.
    Nanoseconds deadline() const;

    Session &m_session;
    PagesPanel &m_pages;
    LessonConductor m_conductor;
    QTimer m_time;
    QTimer m_poll;
    QTimer m_watch;
    bool m_complete = false;
    bool m_interrupted = false;
    std::optional<Nanoseconds> m_interruptedAt; // the last time
    bool m_ending = false;
    bool m_finished = false;
    Nanoseconds m_duration = 0;
    Nanoseconds m_began = 0;
    Nanoseconds m_played = 0;
    Nanoseconds m_deadline = 0;
    // After its time: since when a script that does not return is all that it waits for, for nothing else can
    // come until then; or when it last looked.
    Nanoseconds m_stalledSince = 0;
    Nanoseconds m_quietSince = -1;
    EventId m_seen = 0;
    std::size_t m_behind = 0;
    qint64 m_onTheirWay = 0;
};

// The object that `play` prints (section 8 of the design), after the run has finished. One that is not
// complete says so, and what is missing: events that were not worked through, and updates that were on their
// way to a page.
QJsonObject playReport(const Session &session, const PlayOutcome &outcome);
// Whether a report says that something went wrong: figures that are not complete, a run that was interrupted,
// an error in the script that the scenario does not expect; with `check` any finding that it does not expect.
bool playFailed(const QJsonObject &report, bool check);

} // namespace swapscope
