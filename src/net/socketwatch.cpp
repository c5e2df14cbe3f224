#include "socketwatch.h"

#include <QSocketNotifier>

#ifdef Q_OS_LINUX
#include "epolldispatcher.h"

#include <sys/epoll.h>
#endif

namespace swapscope {

class SocketWatch::Backend
{
public:
    Backend() = default;
    virtual ~Backend() = default;
    Q_DISABLE_COPY_MOVE(Backend)

    virtual void want(bool reading, bool writing) = 0;
};

#ifdef Q_OS_LINUX

class SocketWatch::Epoll final : public Backend, private EpollDispatcher::Entry
{
public:
    Epoll(EpollDispatcher *dispatcher, int descriptor, SocketWatcher &watcher)
        : m_dispatcher(dispatcher), m_watcher(watcher), m_descriptor(descriptor)
    {
    }
    ~Epoll() override
    {
        want(false, false);
        if (m_dispatcher)
            m_dispatcher->forget(*this);
        if (m_alive)
            *m_alive = false;
    }
    Q_DISABLE_COPY_MOVE(Epoll)

    void want(bool reading, bool writing) override
    {
        const quint32 events = (reading ? quint32(EPOLLIN) : 0U) | (writing ? quint32(EPOLLOUT) : 0U);
        if (m_dispatcher)
            m_dispatcher->watch(m_descriptor, *this, m_events, events);
        m_events = events;
    }

private:
    void happened(quint32 events) override
    {
        bool alive = true;
        bool *const outer = std::exchange(m_alive, &alive);
        const quint32 failed = events & (EPOLLERR | EPOLLHUP);
        if ((m_events & EPOLLIN) && ((events & EPOLLIN) || failed))
            m_watcher.canRead();
        if (alive && (m_events & EPOLLOUT) && ((events & EPOLLOUT) || failed))
            m_watcher.canWrite();
        if (alive)
            m_alive = outer;
        else if (outer)
            *outer = false;
    }

    QPointer<EpollDispatcher> m_dispatcher; // may go first
    SocketWatcher &m_watcher;
    int m_descriptor;
    quint32 m_events = 0;
    bool *m_alive = nullptr; // of happened() on the stack
};

#endif

class SocketWatch::Notifiers final : public Backend
{
public:
    Notifiers(int descriptor, SocketWatcher &watcher)
        : m_reads(new QSocketNotifier(descriptor, QSocketNotifier::Read)),
          m_writes(new QSocketNotifier(descriptor, QSocketNotifier::Write))
    {
        want(false, false);
        QObject::connect(m_reads, &QSocketNotifier::activated, m_reads, [&watcher] { watcher.canRead(); });
        QObject::connect(m_writes, &QSocketNotifier::activated, m_writes, [&watcher] { watcher.canWrite(); });
    }
    ~Notifiers() override
    {
        // One of them may be in the middle of its signal.
        for (QSocketNotifier *notifier : {m_reads, m_writes}) {
            notifier->setEnabled(false);
            notifier->disconnect();
            notifier->deleteLater();
        }
    }
    Q_DISABLE_COPY_MOVE(Notifiers)

    void want(bool reading, bool writing) override
    {
        m_reads->setEnabled(reading);
        m_writes->setEnabled(writing);
    }

private:
    QSocketNotifier *m_reads;
    QSocketNotifier *m_writes;
};

std::unique_ptr<SocketWatch::Backend> SocketWatch::makeBackend(int descriptor, SocketWatcher &watcher)
{
#ifdef Q_OS_LINUX
    if (EpollDispatcher *dispatcher = EpollDispatcher::current())
        return std::make_unique<Epoll>(dispatcher, descriptor, watcher);
#endif
    return std::make_unique<Notifiers>(descriptor, watcher);
}

SocketWatch::SocketWatch(int descriptor, SocketWatcher &watcher) : m_backend(makeBackend(descriptor, watcher))
{
}

SocketWatch::~SocketWatch() = default;

void SocketWatch::setReading(bool on)
{
    if (std::exchange(m_reading, on) != on)
        m_backend->want(m_reading, m_writing);
}

void SocketWatch::setWriting(bool on)
{
    if (std::exchange(m_writing, on) != on)
        m_backend->want(m_reading, m_writing);
}

} // namespace swapscope
