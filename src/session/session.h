#pragma once

#include "attachoptions.h"
#include "clientinfo.h"
#include "lesson/stepstate.h"
#include "observer/runplan.h"
#include "observer/runsnapshot.h"
#include "sessionoptions.h"

#include <core/event.h>
#include <core/result.h>
#include <script/scriptstall.h>

#include <QMap>
#include <QObject>
#include <QStringList>
#include <QUrl>
#include <QVariantMap>

#include <memory>
#include <optional>
#include <vector>

namespace swapscope {

class ConnectionRegistry;
class Holds;
class Recorder;
class RunModel;
class Trace;
struct Manifest;
struct Scenario;

// A scenario that is being played: server, script, links and schedule on the engine's thread, trace, ledger,
// lesson and coach on the observer's. Everything that a front end shows it learns from a Session, everything
// that it does it tells a Session.
//
// Lives on the main thread; knows no widget. What the observer has made of the run comes as a value, at most
// once a display frame: ledger(), steps(), findings() and their like are of that moment, and behind() says
// how many events have happened since. The trace alone may be ahead of them. Commands return at once and take
// effect on the other threads in the order in which they were given. Nothing here waits for another thread:
// what takes time is begun, and a signal says how it went.
//
// A session is idle, or a run is starting, running or stopping (state()). Another run may be asked for at any
// time, by open(), attach(), restart() and setHtmx(): the one that is there is closed first, and of several
// wishes that are uttered meanwhile the last one counts. Commands to a run are queued while it starts and do
// nothing while it stops or when there is none.
class Session : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,     // nothing runs; trace and ledger of the last run are there to be looked at
        Starting, // opened() or openFailed() follows, unless close() or another wish comes first
        Running,
        Stopping, // the server says good-bye; then closed(), and the run that was asked for meanwhile starts
    };
    Q_ENUM(State)

    explicit Session(QObject *parent = nullptr);
    ~Session() override; // as endNow()

    // What is kept of the runs that start from now on; everything, if this is not called.
    void keep(const Keeping &keeping);
    // Starts the scenario: the server listens, the links listen, the script runs; opened() or openFailed()
    // follows. Whatever ran before is closed first and its trace is dropped. Fails when nothing can be served
    // (no port, no page). An error in the script is no failure: scriptError() has it, the server runs, and a
    // saved script is tried again. A version or a parameter that the manifest does not know is refused:
    // openFailed() says so, and what runs goes on.
    void open(const Scenario &scenario, const SessionOptions &options);
    // Puts links in front of a server of the user's own instead: no mock server, no script. What open() says
    // of closing, ports and failing is so here too. That nothing listens at the upstream is no failure: it
    // may start later, and each connection tries anew. scenario() then is one without files, cues,
    // parameters, steps and schedule, whose title and name are the upstream's ("localhost:8000"); htmx() is
    // empty, and reloadScript(), setHtmx(), setParam() do nothing. What needs a script (runCue(), publish(),
    // sendTo()) ends in commandFailed(). deploy() closes and then refuses at the links.
    void attach(const AttachOptions &options);
    // Ends everything cleanly (close code 1001, streams ended), forgets what was asked for meanwhile, and
    // keeps trace and ledger for looking at. closed() follows if opened() came, and State::Idle in any case.
    void close();
    // The same for a program that ends, or a destructor: returns when all has ended, or was left behind
    // because it did not end within its time (EngineThread::kPatience). Pages do not hear the good-bye.
    void endNow();

    State state() const;
    bool isOpen() const; // State::Running: between opened() and the beginning of its end

    // What follows, up to clients(), is of one run: of that which starts or runs, else of the last one.

    // Whether the run is one of attach(), also after close(); and in front of what. Front ends have no
    // editor, cues, lesson and parameters to show then, and a ledger that knows no updates (Ledger::known()).
    bool isAttached() const;
    std::optional<Upstream> upstream() const;

    const Scenario &scenario() const; // an empty one before the first run
    QString htmx() const;             // "2" or "4"
    QString htmxVersion() const;      // "2.0.11"
    QMap<QString, QString> params() const;
    quint64 seed() const;
    QUrl serverUrl() const; // the server itself, without a link; the upstream's when attached
    std::vector<ClientInfo> clients() const;
    QStringList cues() const;
    QStringList channels() const; // names, for the box that sends a fragment
    std::optional<Error> scriptError() const;
    // Whether scriptError() is of the script that serves. Else it kept a script from being put in the place
    // of the one before, which goes on if there was one.
    bool erringScriptServes() const;
    // A turn of the script that should have ended and goes on: nothing is served, and commands to the run
    // wait until it ends. Another run can be asked for all the same; while this one stops there is none.
    std::optional<ScriptStall> scriptStall() const;
    bool isPlayingSchedule() const; // as scheduleChanged() last told
    // Hold and step (holds.h); the same over all runs.
    Holds &holds();

    const Trace &trace() const;
    // What of it is for any thread. As the trace, it may be ahead of what follows; it is never behind the
    // trace.
    const RunModel &model() const;
    const LedgerSnapshot &ledger() const;
    const std::vector<StepState> &steps() const;
    // What the coach has found in this run, but for what the manifest silences.
    const FindingLog &findings() const;
    // What the run's streams told their clients about reconnecting.
    const std::vector<ReconnectionTime> &reconnectionTimes() const;
    // A step's `do` is under way.
    bool isShowing() const;
    Recorder &recorder();
    ConnectionRegistry &connections();
    Nanoseconds now() const; // since the start of the run

    // At most one snapshot in so long, 16 ms until another is said: a window that takes long to draw what is
    // new asks for less of it, between 16 and 100 ms. flush() does not wait.
    void setFrame(Nanoseconds frame);
    Nanoseconds frame() const;
    // Takes what the observer has come to, without waiting for the next frame, and makes it look again soon.
    void flush();
    // The client is a page that a front end opens: what reaches it is judged there. To be said in opened().
    void expectPage(const QString &client);
    // Events that have happened and are not in ledger(), steps() and their like yet.
    std::size_t behind() const;
    // For how long the first of them has been waiting, to some 50 ms; 0: there is none.
    Nanoseconds behindFor() const;
    // The run's time is over now: stale times end, however much is still worked through.
    void endTimes();
    // Closes the accounts of a run that is about to end (Ledger::finish), after what has been recorded up to
    // now; ledgerFinished() follows.
    void finishLedger();

public Q_SLOTS:
    // Loads server.js again and restarts the server on the same port, as a deploy would (close code 1012).
    // The run goes on. If the new script has an error the last good one keeps serving: scriptFailed() tells.
    void reloadScript();
    // A new run of the same scenario, read again from its folder, or of the same upstream: closed(), then
    // opened() with a fresh trace from 0 s on. The addresses stay. With an error in the folder the run goes
    // on, and commandFailed() says why. Of what was asked for last, if that has not started yet.
    void restart();
    // A new run under the other version of htmx.
    void setHtmx(const QString &version);
    // Gives a parameter of the manifest another value and loads the script again; the run goes on.
    void setParam(const QString &name, const QString &value);

    void runCue(int index);
    // Publishes a fragment on a channel, or sends it to one client's connections only; errors come as
    // commandFailed().
    void publish(const QString &channel, const QString &fragment);
    void sendTo(const QString &client, const QString &fragment);

    // A fault or a preset by hand, on the links that the command names; errors come as commandFailed().
    void applyFault(const swapscope::FaultCommand &command);

    // A deploy by hand: every connection is closed with the code, the server is away for so long and comes
    // back on the same port.
    void deploy(int code, swapscope::Nanoseconds down);

    // Runs the manifest's network schedule from now on; stops what is left of it.
    void playSchedule();
    void stopSchedule();
    // Ticks a step of the lesson that the trace cannot tick; steps are done in order. stepsChanged() tells
    // what came of this and of the three that follow.
    void tickStep(int step);
    // Answers the current step's question with a choice, from 1.
    void answerStep(int step, int choice);
    // Does what the step's `do` says, one thing after the other; the step's times count from here. What has
    // to be done in a page is asked for by pageActionRequested().
    void showMe(int step);
    // Whoever did what pageActionRequested() asked for says so, with the request's number.
    void pageActionDone(int request);
    // The lesson goes on behind the first `done` steps, which are ticked without evidence; 0: from the start.
    void continueLesson(int done);
    // Stops timers of the script, so that nothing more is published on its own; for an orderly end of a
    // measurement.
    void quiesce();

Q_SIGNALS:
    void stateChanged(swapscope::Session::State state);
    // A run is about to start: recorder(), connections(), trace(), ledger(), scenario() and their like are
    // new ones when the signal returns, and the old ones are gone. Between closed() and opened(), if both
    // come.
    void starting();
    // A new run has begun. Front ends make their page views now.
    void opened();
    // What was asked for by open() (attaching: by attach()), by restart() or setHtmx() does not run; every
    // reason. If it was refused before it was tried, what ran goes on.
    void openFailed(const std::vector<swapscope::Error> &errors, bool attaching);
    // The run has ended; trace() and ledger() stay until starting(). Front ends delete their page views now,
    // which record into the run.
    void closed();
    void appended(swapscope::EventId first, swapscope::EventId last);
    // behind() has changed, or anything that comes with it.
    void observed();
    // The log's new lines, for a run without a trace (Keeping).
    void logged(const std::vector<swapscope::LogLine> &lines);
    // finishLedger() is done, and what came of it is in ledger() and trace().
    void ledgerFinished();
    void clientsChanged(); // names, addresses or the state of a link
    void cuesChanged();
    void stepsChanged();
    void findingsChanged();
    // A step's `do` is of the client's page: hide, reveal, reload, click or fill. To be followed by
    // pageActionDone(request).
    void pageActionRequested(const swapscope::StepAction &action, int request);
    void scriptLoaded();
    void scriptFailed(const swapscope::Error &error);
    // The script has come to keep the run from going on, also from starting (scriptStall()); it has returned.
    void scriptStalled(const swapscope::ScriptStall &stall);
    void scriptResumed(const swapscope::ScriptStall &stall);
    void commandFailed(const swapscope::Error &error);
    // The engine of a run that stops did not end in its time: its thread goes on and its ports stay taken as
    // long as the program lives. commandFailed() tells the user, when the run has ended.
    void leftBehind(const swapscope::Error &error);
    void scheduleChanged(bool running);
    // One of the commands above, or of holds(), was given that a step's `do` could give.
    void acted(const swapscope::StepAction &action);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace swapscope
