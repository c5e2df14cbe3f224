#pragma once

#include "module/networkcommands.h"
#include "scriptstall.h"
#include "scriptstop.h"
#include "toplevelwait.h"

#include <core/result.h>
#include <faults/catalogue.h>

#include <QObject>
#include <QStringList>
#include <QVariantMap>

#include <memory>

namespace swapscope {

class MockServer;
class Recorder;

// What the script acts on. All of it must outlive the engine.
struct ScriptHost
{
    MockServer &server;
    Recorder &recorder; // what is said of the script goes here
    NetworkCommands &network;
    const FaultCatalogue &faults = FaultCatalogue::standard();         // what `network` has
    std::shared_ptr<ScriptStop> stop = std::make_shared<ScriptStop>(); // stops its scripts
};

// A script and everything that its run depends on: the same source gives the same run.
struct ScriptSource
{
    QString file;                       // what errors name; nothing is read from it
    QString text;                       // the module itself, at most kMaxScript characters
    QVariantMap params;                 // `params.NAME`: QString, double or bool
    QString htmx = QStringLiteral("2"); // `server.htmx`: "2" or "4"
    quint64 seed = 1;                   // of `random()` and `Math.random()`
};

inline constexpr qsizetype kMaxScript = 4 * 1024 * 1024;

// Runs a scenario's server.js: gives it the `swapscope` module, installs what it declares in the mock server,
// and calls its handlers, in order, one at a time.
//
// Lives on the engine thread, like the server; every function and signal belongs to that thread. An error in
// a handler is recorded as script.error and told by failed(); the script goes on.
class ScriptEngine : public QObject
{
    Q_OBJECT

public:
    explicit ScriptEngine(ScriptHost host, QObject *parent = nullptr);
    ~ScriptEngine() override;

    // Runs the module to its end, and only if that succeeds puts its routes into the server and starts its
    // timers, in place of those of the script before. On an error (file, line, column, reason; also recorded
    // and told by failed()) nothing has changed: the last good script keeps serving. A top level that runs
    // for longer than kMaxHandlerTime is an error.
    //
    // Connections of the script before stay open; whoever wants them to reconnect, as after a deploy,
    // restarts the server next.
    Result<void> load(const ScriptSource &source);

    // Takes the routes out of the server and stops timers; cues are gone.
    void unload();
    // Stops the timers alone, so that nothing more is published by itself; routes and cues stay.
    void stopTimers();

    bool loaded() const;
    // The top level awaits something, and goes on later; topLevelEnded() says when it has come to its end.
    bool waits() const;
    // What there is until then, as a sentence that the log says too, once it takes longer than kPatience.
    QString waitingText() const;
    static constexpr Nanoseconds kPatience = TopLevelWait::kPatience;

    // The labels of the cues in the order of the script.
    QStringList cues() const;
    // The names of the channels, in the order in which the script made them.
    QStringList channels() const;

    // Runs a cue by its place in cues(). An error of the handler is returned and recorded.
    Result<void> runCue(int index);

    // Publishes HTML on a channel, as the script's `.publish` does. An error names the channels that exist.
    Result<void> publish(const QString &channel, const QString &fragment);

    // Sends HTML directly (no channel, no number, nothing replays it) to every open connection of a client,
    // or of all clients when `client` is empty. An error when nobody is connected.
    Result<void> send(const QString &client, const QString &fragment);

    // A handler is stopped after so many milliseconds of the processor.
    static constexpr int kMaxHandlerTime = 1000;
    // And when the script holds more bytes than this.
    static constexpr qint64 kMaxMemory = 256 * 1024 * 1024;

Q_SIGNALS:
    void cuesChanged(const QStringList &labels);
    void channelsChanged(const QStringList &names);
    void topLevelEnded();
    // An error in the script. `serves`: of the one that serves, in a handler or in what its top level does
    // after it has waited; else of one that load() did not put in its place.
    void failed(const swapscope::Error &error, bool serves);
    // A handler or the top level goes on for half a second more than it may (script.stalled). Sent by another
    // thread, because this one is busy: a connection to an object of this thread has to be a direct one.
    void stalled(const swapscope::ScriptStall &stall);
    // It has ended after all (script.resumed), after so long in all.
    void resumed(const swapscope::ScriptStall &stall);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace swapscope
