#pragma once

#include "../scriptengine.h"
#include "../scriptrun.h"
#include "../scripttimers.h"
#include "../toplevelwait.h"
#include "lostanswers.h"
#include "ratelimit.h"
#include "scriptroutes.h"

#include <core/random.h>
#include <server/mockserver.h>

#include <QHash>
#include <QTimer>

#include <functional>
#include <vector>

namespace swapscope {

// The `swapscope` module of one loaded script, as the JavaScript in js/ sees it: each function that it offers
// does what one call of the module needs, on values that js/ has checked. While the script is loaded it only
// collects; install() puts all of it to work.
class ScriptModule : public QObject
{
    Q_OBJECT

public:
    ScriptModule(ScriptHost host, const ScriptSource &source);
    ~ScriptModule() override;

    // Runs the script's top level. Once. An error leaves the server as it was.
    Result<void> load();
    // Routes into the server, waiting publications onto the channels, timers to run. Once, after load().
    void install();

    // Another script takes over: no timer comes any more. Handlers that are running end in peace.
    void retire();

    QStringList cues() const;
    const QStringList &channels() const { return m_channels; }
    Result<void> runCue(int index);
    // What every() and after() wait for will not come.
    void stopTimers();

    // Stops what runs, for good; from any thread.
    const std::shared_ptr<js::Stopper> &stopper() const { return m_run.context().stopper(); }

    // Told of every error in a handler, and when a handler makes a new channel, or the top level a cue after
    // it has waited.
    std::function<void(const Error &)> onError;
    // Told of a turn that stalls, by another thread than this, and when it is over, by this one.
    std::function<void(const ScriptStall &, bool over)> onStall;
    std::function<void()> onChannel;
    std::function<void()> onCue;
    // The top level, which had waited, has come to its end, or was stopped.
    std::function<void()> onEnd;
    bool waits() const { return m_run.context().topLevel() == js::Context::TopLevel::Waits; }
    // What there is while it does, as a sentence.
    QString waitingText() const { return TopLevelWait::text(m_routes.routes().list(), cues()); }

private:
    struct Cue
    {
        QString label;
        ScriptHandler handler;
    };
    struct Publication
    {
        QString channel;
        QByteArray fragment;
        QString event;
    };

    // The functions that js/ calls, by what they are about.
    void offer(js::Context &context, const js::Value &host);
    void offerChannels(js::Context &context, const js::Value &host);
    void offerRoutes(js::Context &context, const js::Value &host);
    void offerAnswers(js::Context &context, const js::Value &host);
    void offerTime(js::Context &context, const js::Value &host);
    void offerNetwork(js::Context &context, const js::Value &host);
    void offerLog(js::Context &context, const js::Value &host);

    // The top level has not come to its end: what it declares counts.
    bool isLoading() const { return !m_installed || waits(); }
    void addChannel(const QString &name, int history);
    void publish(js::NativeCall &call);
    void startTimer(js::NativeCall &call);
    void network(js::NativeCall &call);
    void report(const Error &error);
    void note(const QString &level, const QString &text, int line);
    void noteStall(const js::Stall &stall);
    bool mayLog();
    js::Outcome call(const ScriptHandler &handler, std::span<const js::Argument> arguments);
    // What a turn of the script came to.
    void took(const js::Outcome &outcome);
    // What nobody can answer any more has failed, and the promise reactions behind what was stopped go on.
    void goOnAfterStop();
    // What the top level has declared since it first waited.
    void installMore();
    void lookAtWait();
    // Of what a script can do to all objects at once.
    void warnOfThen();
    void noteNever(const QString &handler);

    ScriptHost m_host;
    ScriptSource m_source;
    Random m_random;
    ScriptRun m_run; // the last to go: the others hold values of its engine
    ScriptRoutes m_routes;
    ScriptTimers m_timers;
    std::vector<Cue> m_cues;
    QStringList m_channels;

    LostAnswers m_lost;

    bool m_installed = false;
    bool m_moreRoutes = false; // declared since
    bool m_moreCues = false;
    bool m_waited = false; // the top level, when all was installed
    TopLevelWait m_wait;
    QTimer m_lookAtWait;
    std::vector<Publication> m_waiting; // published by the top level
    QHash<QString, qint64> m_counts;    // of m_waiting, by channel

    EventId m_stalled = 0; // the last script.stalled

    RateLimit m_logLimit{1000};
    RateLimit m_errorLimit{100};
};

} // namespace swapscope
