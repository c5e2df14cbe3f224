#pragma once

#include "ratelimit.h"
#include "scriptengine.h"
#include "scriptroutes.h"
#include "scriptrun.h"
#include "scripttimers.h"

#include <core/random.h>
#include <server/mockserver.h>

#include <QHash>
#include <QJsonObject>

#include <functional>
#include <vector>

namespace swapscope {

// The `swapscope` module of one loaded script, as the JavaScript in js/ sees it: each invokable function does
// what one call of the module needs, on values that js/ has checked. While the script is loaded it only
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

    // Told of every error in a handler, and when a handler makes a new channel.
    std::function<void(const Error &)> onError;
    std::function<void()> onChannel;

    // For js/.
    Q_INVOKABLE void wake();
    Q_INVOKABLE void noteGlobals(const QStringList &names);
    Q_INVOKABLE bool loading() const { return !m_installed; }
    Q_INVOKABLE int lineOf(const QString &stack) const;
    Q_INVOKABLE QString nearest(const QString &name, const QStringList &known) const;
    Q_INVOKABLE QString patternFault(const QString &pattern) const;
    Q_INVOKABLE QJSValue
    duration(const QString &text) const; // nanoseconds, or a text that says what is wrong
    Q_INVOKABLE double random() { return m_random.uniform(); }

    Q_INVOKABLE void addChannel(const QString &name, int history);
    Q_INVOKABLE double last(const QString &channel);
    Q_INVOKABLE double publish(const QString &channel, const QString &fragment, const QString &event);
    Q_INVOKABLE void addSocket(const QJSValue &spec);
    Q_INVOKABLE void addStream(const QJSValue &spec);
    Q_INVOKABLE void addHttp(const QJSValue &spec);

    Q_INVOKABLE void send(int client, const QString &fragment, const QString &event, const QString &id);
    Q_INVOKABLE void sendBinary(int client, const QByteArray &data);
    Q_INVOKABLE void close(int client, int code, const QString &reason);

    Q_INVOKABLE int startTimer(const QString &callee, double delay, bool repeat, const QJSValue &handler,
                               int line);
    Q_INVOKABLE void stopTimer(int id);
    Q_INVOKABLE void addCue(const QString &label, const QJSValue &handler, int line);

    Q_INVOKABLE QStringList faults() const;
    Q_INVOKABLE QStringList faultArguments(const QString &fault) const;
    Q_INVOKABLE void network(const QString &fault, const QString &client, const QJSValue &options);
    Q_INVOKABLE void preset(const QString &client, const QString &name);

    Q_INVOKABLE QString htmx() const { return m_source.htmx; }
    Q_INVOKABLE QVariantMap params() const { return m_source.params; }
    Q_INVOKABLE void restart(double down, int code, const QString &reason);
    Q_INVOKABLE bool mayLog();
    Q_INVOKABLE void log(const QString &level, const QString &text, int line);

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

    QJSEngine &js() { return m_run.js(); }
    void fail(const QString &message);
    void report(const Error &error);
    void note(const QString &level, const QString &text, int line);
    ScriptRun::Outcome call(const ScriptHandler &handler, const QJSValueList &arguments);

    ScriptHost m_host;
    ScriptSource m_source;
    Random m_random;
    ScriptRun m_run; // the last to go: the others hold values of its engine
    ScriptRoutes m_routes;
    ScriptTimers m_timers;
    std::vector<Cue> m_cues;
    QStringList m_channels;

    bool m_installed = false;
    std::vector<Publication> m_waiting; // published by the top level
    QHash<QString, qint64> m_counts;    // of m_waiting, by channel

    RateLimit m_logLimit{1000};
    RateLimit m_errorLimit{100};
};

} // namespace swapscope
