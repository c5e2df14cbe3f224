#include "enginethread.h"

#include "../runsource.h"

#include <net/eventloop.h>
#include <script/scriptstop.h>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QSignalBlocker>

namespace swapscope {

EngineThread::EngineThread(std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent), m_patience(patience)
{
    m_scriptLimit.setSingleShot(true);
    connect(&m_scriptLimit, &QTimer::timeout, this, [this] { m_scriptStop->stop(); });
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        leaveBehind();
        end();
    });
}

EngineThread::~EngineThread()
{
    stopNow();
}

void EngineThread::start(const EnginePlan &plan, const std::shared_ptr<RunSource> &source,
                         const std::function<void(Engine &, QObject *context)> &watch)
{
    Q_ASSERT(m_state == State::Idle);
    m_state = State::Starting;
    m_startError.reset();
    m_source = source;
    m_context = std::make_unique<QObject>();
    m_thread = std::make_unique<QThread>();
    m_thread->setObjectName(QStringLiteral("engine"));
    useSocketLoop(*m_thread);
    m_engine = new Engine(source->recorder, source->connections);
    m_scriptStop = m_engine->scriptStop();
    m_engine->moveToThread(m_thread.get());
    // Once the engine has shut down it is deleted, and its thread ends. A thread that ends for another reason
    // deletes its engine all the same.
    connect(m_engine, &Engine::shutDownFinished, m_engine, &QObject::deleteLater);
    connect(m_engine, &QObject::destroyed, m_thread.get(), &QThread::quit, Qt::DirectConnection);
    connect(m_thread.get(), &QThread::finished, m_engine, &QObject::deleteLater);
    connect(m_thread.get(), &QThread::finished, m_context.get(), [this] {
        m_thread->wait(); // the engine is gone, the thread only has to return
        end();
    });
    connect(m_engine, &Engine::started, m_context.get(), [this](const EngineAddresses &addresses) {
        if (m_state != State::Starting)
            return;
        m_state = State::Running;
        Q_EMIT started(addresses);
    });
    connect(m_engine, &Engine::startFailed, m_context.get(), [this](const Error &error) {
        if (m_state != State::Starting)
            return;
        m_startError = error;
        shutDown();
    });
    watch(*m_engine, m_context.get());
    m_thread->start();
    command([plan](Engine &engine) { engine.start(plan); });
}

void EngineThread::stop()
{
    if (m_state == State::Starting || m_state == State::Running)
        shutDown();
}

void EngineThread::shutDown()
{
    command([](Engine &engine) { engine.shutDown(); });
    m_state = State::Stopping;
    m_scriptLimit.start(m_patience / 2);
    m_limit.start(m_patience);
}

void EngineThread::stopNow()
{
    if (m_state == State::Idle)
        return;
    const QSignalBlocker silence(this);
    stop();
    if (!m_thread->wait(QDeadlineTimer(m_patience / 2))) {
        m_scriptStop->stop();
        if (!m_thread->wait(QDeadlineTimer(m_patience / 2)))
            leaveBehind();
    }
    m_context.reset();
    end();
}

// From here on the thread owns itself.
void EngineThread::leaveBehind()
{
    m_context.reset();
    QThread *thread = m_thread.release();
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    connect(thread, &QObject::destroyed, thread, [source = m_source] {}); // what it may still record into
    thread->quit();
    Q_EMIT leftBehind(
        Error{tr("The server did not end within %1 s and was left behind: something in it never "
                 "returned. Its ports stay taken until the program ends.")
                  .arg(std::chrono::duration<double>(m_patience).count())});
}

void EngineThread::end()
{
    m_scriptLimit.stop();
    m_limit.stop();
    if (m_context) {
        QCoreApplication::removePostedEvents(m_context.get()); // what it said while it was deleted
        m_context.release()->deleteLater();                    // this may be a slot of it
    }
    m_engine = nullptr;
    m_thread.reset();
    m_source.reset();
    m_scriptStop.reset();
    m_state = State::Idle;
    if (m_startError)
        Q_EMIT startFailed(*m_startError);
    else
        Q_EMIT stopped();
}

} // namespace swapscope
