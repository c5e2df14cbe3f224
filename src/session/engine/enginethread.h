#pragma once

#include "engine.h"

#include <QThread>
#include <QTimer>

#include <chrono>

namespace swapscope {

struct RunSource;

// The engine of a run and the thread that it lives on. For the thread that it was made on, which never waits
// for the engine: commands are queued, and signals say how far it has come.
//
// A script may keep the engine's thread busy for longer than anybody waits: when half of the patience has
// gone by, it is stopped for good. A library may do so for ever, so stopping has a limit. After it the thread
// is left behind: nobody hears it any more, what it records into stays alive as long as the thread does, and
// it ends by itself once it comes back.
class EngineThread final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,     // there is no engine
        Starting, // it opens its ports and runs the script's top level
        Running,
        Stopping, // it says good-bye to its clients and ends, or could not start
    };
    // A server that has not closed by then is ended all the same.
    static constexpr std::chrono::milliseconds kPatience{3000};

    explicit EngineThread(std::chrono::milliseconds patience = kPatience, QObject *parent = nullptr);
    ~EngineThread() override; // as stopNow()

    State state() const { return m_state; }

    // In State::Idle: makes an engine, lets `watch` connect to its signals, and starts it. Connections have
    // the context as their context: it is deleted when the engine's signals are nobody's business any more.
    void start(const EnginePlan &plan, const std::shared_ptr<RunSource> &source,
               const std::function<void(Engine &, QObject *context)> &watch);
    // Shuts it down, also one that is still starting; stopped() follows. While it is idle or stopping nothing
    // happens.
    void stop();
    // The same for a program that ends: returns when it has stopped or was left behind, and sends no signal.
    void stopNow();

    // Runs a function of the engine on its thread, later, in order. While there is none, or it is stopping,
    // nothing happens.
    template<typename Function>
    void command(Function function)
    {
        if (m_state == State::Starting || m_state == State::Running)
            QMetaObject::invokeMethod(
                m_engine, [target = m_engine, function] { function(*target); }, Qt::QueuedConnection);
    }

Q_SIGNALS:
    void started(const swapscope::EngineAddresses &addresses);
    // It could not start and has been stopped again.
    void startFailed(const swapscope::Error &error);
    void stopped();
    // It did not stop within its time: its ports stay taken. stopped() or startFailed() follows.
    void leftBehind(const swapscope::Error &error);

private:
    void shutDown();
    void leaveBehind();
    void end();

    std::chrono::milliseconds m_patience;
    State m_state = State::Idle;
    std::unique_ptr<QThread> m_thread;
    Engine *m_engine = nullptr; // lives on the thread and is deleted there when it ends
    std::unique_ptr<QObject> m_context;
    std::shared_ptr<RunSource> m_source;
    std::optional<Error> m_startError;
    std::shared_ptr<ScriptStop> m_scriptStop;
    QTimer m_scriptLimit;
    QTimer m_limit;
};

} // namespace swapscope
