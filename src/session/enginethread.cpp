#include "enginethread.h"

#include <net/eventloop.h>

#include <QEventLoop>
#include <QTimer>

namespace swapscope {

namespace {
constexpr int kShutDownMs = 3000; // a server that has not closed by then is ended all the same
} // namespace

EngineThread::~EngineThread()
{
    stop();
}

Result<EngineAddresses> EngineThread::start(const EnginePlan &plan, Recorder &recorder,
                                            ConnectionRegistry &connections,
                                            const std::function<void(Engine &)> &watch)
{
    m_scriptError.reset();
    m_engine = new Engine(recorder, connections);
    m_engine->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("engine"));
    useSocketLoop(m_thread);
    m_thread.start();
    watch(*m_engine);
    Result<EngineAddresses> addresses = Error{};
    QMetaObject::invokeMethod(
        m_engine,
        [this, &plan, &addresses] {
            addresses = m_engine->start(plan);
            if (addresses)
                m_scriptError = m_engine->scriptError();
        },
        Qt::BlockingQueuedConnection);
    return addresses;
}

void EngineThread::stop()
{
    if (!m_engine)
        return;
    QEventLoop loop;
    bool finished = false;
    QObject::connect(m_engine, &Engine::shutDownFinished, &loop, [&loop, &finished] {
        finished = true;
        loop.quit();
    });
    QMetaObject::invokeMethod(m_engine, &Engine::shutDown, Qt::QueuedConnection);
    QTimer::singleShot(kShutDownMs, &loop, &QEventLoop::quit);
    if (!finished)
        loop.exec(QEventLoop::ExcludeUserInputEvents);
    m_engine->disconnect();
    m_engine->deleteLater();
    m_engine = nullptr;
    m_thread.quit();
    m_thread.wait();
}

} // namespace swapscope
