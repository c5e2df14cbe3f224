#pragma once

#include "engineplan.h"
#include "links.h"
#include "networkschedule.h"

#include <core/connections.h>
#include <core/recorder.h>
#include <core/result.h>
#include <script/module/networkcommands.h>
#include <script/scriptstall.h>

#include <QObject>
#include <QStringList>
#include <QVariantMap>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QTimer;

namespace swapscope {

class MockServer;
class ScriptEngine;
class ScriptStop;
struct Site;

struct EngineAddresses
{
    quint16 server = 0;                             // 0: there is none
    std::vector<std::pair<QString, quint16>> links; // in the order of the clients
};

// Server, script, links and network schedule of one run: everything that lives on the engine's thread. Every
// function is called on that thread and every signal is sent there.
class Engine : public QObject, private NetworkCommands
{
    Q_OBJECT

public:
    // Both must outlive it.
    Engine(Recorder &recorder, ConnectionRegistry &connections, QObject *parent = nullptr);
    ~Engine() override;

    // Stops its script for good, from any thread, also when the engine is gone: for whoever wants the thread
    // back.
    const std::shared_ptr<ScriptStop> &scriptStop() const { return m_scriptStop; }

    // Listens and runs the script; started() or startFailed() says how it went. It fails when a port cannot
    // be had. An error in the script is no failure: scriptFailed() tells it before.
    void start(const EnginePlan &plan);

    // Reads the script's file and runs it; if it is good the server restarts as after a deploy, else nothing
    // changes.
    void reloadScript(const QVariantMap &params);
    void runCue(int index);
    void publish(const QString &channel, const QString &fragment);
    void sendTo(const QString &client, const QString &fragment);
    // By hand.
    void applyFault(const FaultCommand &command);
    void applyHold(const HoldCommand &command);
    // Sends a message of one's own into a connection of the client; see Link::inject().
    void inject(const QString &client, ConnectionId conn, Direction direction, const QString &text,
                const QString &event);
    void deploy(int code, Nanoseconds down);
    void playSchedule(const std::vector<NetworkStep> &steps);
    void stopSchedule();
    void quiesce();
    // Closes everything; shutDownFinished() when that is done.
    void shutDown();

Q_SIGNALS:
    void started(const swapscope::EngineAddresses &addresses);
    void startFailed(const swapscope::Error &error);
    void cuesChanged(const QStringList &labels);
    void channelsChanged(const QStringList &names);
    void scriptLoaded();
    void scriptFailed(const swapscope::Error &error, bool serves); // as ScriptEngine::failed()
    void commandFailed(const swapscope::Error &error);
    // As ScriptEngine tells it: the first comes from another thread, while this one is busy.
    void scriptStalled(const swapscope::ScriptStall &stall);
    void scriptResumed(const swapscope::ScriptStall &stall);
    // As Links tells it.
    void linkChanged(const QString &client, const swapscope::LinkStatus &status);
    void holdChanged(const QString &client, const swapscope::HoldStatus &status);
    void scheduleChanged(bool running);
    void shutDownFinished();

private:
    // The script's.
    Result<void> apply(const FaultCommand &command) override;
    Result<void> applyAs(const QString &by, const FaultCommand &command);
    Result<EngineAddresses> listenAndLoad();
    Result<void> startServer(EngineAddresses &addresses);
    Result<void> startLinks(EngineAddresses &addresses);
    Result<void> startCrowds(const EngineAddresses &addresses);
    bool loadScript();
    Result<quint16> listen(Link &link, std::size_t index) const;
    void advanceSchedule();
    bool hasScript();
    void reportOutcome(const Result<void> &done);

    Recorder &m_recorder;
    ConnectionRegistry &m_connections;
    EnginePlan m_plan;
    std::unique_ptr<MockServer> m_server;
    const std::shared_ptr<ScriptStop> m_scriptStop;
    std::unique_ptr<ScriptEngine> m_script;
    Links m_links; // of the clients, then of the crowds
    std::vector<std::unique_ptr<Crowd>> m_crowds;
    std::optional<NetworkSchedule> m_schedule;
    std::unique_ptr<QTimer> m_scheduleTimer;
};

} // namespace swapscope
