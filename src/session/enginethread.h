#pragma once

#include "engine.h"

#include <QThread>

namespace swapscope {

// The engine of a run and the thread that it lives on. For the thread that it was made on.
class EngineThread
{
public:
    EngineThread() = default;
    ~EngineThread();
    Q_DISABLE_COPY_MOVE(EngineThread)

    // Makes an engine, lets `watch` connect to its signals, and starts it; waits until it has, or says why it
    // has not. Either way stop() follows. recorder and connections outlive that.
    Result<EngineAddresses> start(const EnginePlan &plan, Recorder &recorder, ConnectionRegistry &connections,
                                  const std::function<void(Engine &)> &watch);
    // What is wrong with the script of the engine that was started last.
    const std::optional<Error> &scriptError() const { return m_scriptError; }
    // Shuts it down and waits, letting all events through but a user's: the pages are to see the server's
    // good-bye. Its signals no longer reach anyone.
    void stop();

    // Runs a function of the engine on its thread, later, in order; without an engine nothing happens.
    template<typename Function>
    void command(Function function)
    {
        if (m_engine)
            QMetaObject::invokeMethod(
                m_engine, [target = m_engine, function] { function(*target); }, Qt::QueuedConnection);
    }

private:
    QThread m_thread;
    Engine *m_engine = nullptr; // lives on the thread, deleted there
    std::optional<Error> m_scriptError;
};

} // namespace swapscope
