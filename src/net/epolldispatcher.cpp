#include "epolldispatcher.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QThread>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <limits>

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace swapscope {

namespace {

constexpr int kMostEvents = 256; // told between two looks at timers and posted events

Nanoseconds now()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

} // namespace

// Events of one epoll_wait that are not all told yet.
struct EpollDispatcher::Batch
{
    std::array<epoll_event, kMostEvents> events;
    int size = 0;
    Batch *outer = nullptr;
};

// Qt's notifiers of one descriptor.
class EpollDispatcher::Notifiers final : public Entry
{
public:
    explicit Notifiers(int descriptor) : m_descriptor(descriptor) {}

    void set(EpollDispatcher &dispatcher, QSocketNotifier::Type type, QSocketNotifier *notifier)
    {
        const quint32 before = events();
        m_each[type] = notifier;
        dispatcher.watch(m_descriptor, *this, before, events());
    }
    QSocketNotifier *of(QSocketNotifier::Type type) const { return m_each[type]; }
    bool isEmpty() const { return events() == 0; }

    void happened(quint32 events) override
    {
        static constexpr std::array<quint32, 3> kTold = {EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR,
                                                         EPOLLOUT | EPOLLHUP | EPOLLERR, EPOLLPRI};
        for (std::size_t type = 0; type < m_each.size(); ++type) {
            if (!m_each[type] || (events & kTold[type]) == 0)
                continue;
            QEvent event(QEvent::SockAct);
            QCoreApplication::sendEvent(m_each[type], &event);
        }
    }

private:
    quint32 events() const
    {
        return (m_each[QSocketNotifier::Read] ? quint32(EPOLLIN) : 0U) |
               (m_each[QSocketNotifier::Write] ? quint32(EPOLLOUT) : 0U) |
               (m_each[QSocketNotifier::Exception] ? quint32(EPOLLPRI) : 0U);
    }

    int m_descriptor;
    std::array<QSocketNotifier *, 3> m_each{};
};

EpollDispatcher::EpollDispatcher()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC)), m_waker(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_epoll < 0 || m_waker < 0)
        qFatal("No event loop can be had: %s", qPrintable(qt_error_string(errno)));
    epoll_event event{};
    // Edge-triggered: each write wakes once, and nobody has to read it.
    event.events = EPOLLIN | EPOLLET;
    event.data.ptr = nullptr;
    ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_waker, &event);
}

EpollDispatcher::~EpollDispatcher()
{
    ::close(m_epoll);
    ::close(m_waker);
}

EpollDispatcher *EpollDispatcher::current()
{
    return qobject_cast<EpollDispatcher *>(QAbstractEventDispatcher::instance());
}

void EpollDispatcher::watch(int descriptor, Entry &entry, quint32 before, quint32 events)
{
    if (before == events)
        return;
    epoll_event event{};
    event.events = events;
    event.data.ptr = &entry;
    const int operation = before == 0 ? EPOLL_CTL_ADD : events == 0 ? EPOLL_CTL_DEL : EPOLL_CTL_MOD;
    // Closing a descriptor takes it out as well.
    if (::epoll_ctl(m_epoll, operation, descriptor, &event) != 0 && operation != EPOLL_CTL_DEL)
        qWarning("Descriptor %d cannot be watched: %s", descriptor, qPrintable(qt_error_string(errno)));
}

void EpollDispatcher::forget(Entry &entry)
{
    for (Batch *batch = m_batch; batch; batch = batch->outer) {
        for (int i = 0; i < batch->size; ++i) {
            epoll_event &event = batch->events[static_cast<std::size_t>(i)];
            if (event.data.ptr == &entry)
                event.data.ptr = nullptr;
        }
    }
}

void EpollDispatcher::atTurnEnd(QObject *receiver, QEvent::Type type)
{
    m_turnEnds.emplace_back(receiver, type);
    m_moreToDo = true;
}

void EpollDispatcher::endTurn()
{
    if (m_turnEnds.empty())
        return;
    std::vector<TurnEnd> told;
    told.swap(m_turnEnds);
    m_turnEnds.swap(m_spareTurnEnds);
    for (const auto &[receiver, type] : told) {
        if (!receiver)
            continue;
        QEvent event(type);
        QCoreApplication::sendEvent(receiver, &event);
    }
    told.clear();
    m_spareTurnEnds.swap(told); // for its memory
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_interrupted.store(false);
    bool worked = std::exchange(m_moreToDo, false);
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();
    endTurn();
    const bool timers = (flags & QEventLoop::X11ExcludeTimers) == 0;
    int timeout = timers ? timeoutMs() : -1;
    if ((flags & QEventLoop::WaitForMoreEvents) == 0 || m_interrupted.load() || m_moreToDo)
        timeout = 0;
    if (timeout != 0)
        Q_EMIT aboutToBlock();
    worked = wait(timeout, (flags & QEventLoop::ExcludeSocketNotifiers) == 0) > 0 || worked;
    if (timeout != 0)
        Q_EMIT awake();
    if (timers)
        worked = sendTimers() > 0 || worked;
    return worked;
}

// Waits for events and tells them; how many there were.
int EpollDispatcher::wait(int timeoutMs, bool sockets)
{
    if (!sockets) {
        pollfd waker{m_waker, POLLIN, 0};
        eventfd_t count = 0;
        const int woken = ::poll(&waker, 1, timeoutMs);
        m_woken.store(false);
        if (woken > 0)
            ::eventfd_read(m_waker, &count);
        return woken;
    }
    Batch batch;
    batch.size = ::epoll_wait(m_epoll, batch.events.data(), kMostEvents, timeoutMs);
    // From here on a wake-up is one for the next turn: whoever interrupts the loop now has to be heard there.
    m_woken.store(false);
    batch.outer = std::exchange(m_batch, &batch);
    for (int i = 0; i < batch.size; ++i) {
        const epoll_event event = batch.events[static_cast<std::size_t>(i)];
        if (event.data.ptr)
            static_cast<Entry *>(event.data.ptr)->happened(event.events);
    }
    m_batch = batch.outer;
    if (!m_batch)
        m_unused.clear();
    return batch.size;
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const auto descriptor = static_cast<int>(notifier->socket());
    auto &entry = m_notifiers[descriptor];
    if (!entry)
        entry = std::make_unique<Notifiers>(descriptor);
    entry->set(*this, notifier->type(), notifier);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const auto found = m_notifiers.find(static_cast<int>(notifier->socket()));
    if (found == m_notifiers.end() || found->second->of(notifier->type()) != notifier)
        return;
    found->second->set(*this, notifier->type(), nullptr);
    if (!found->second->isEmpty())
        return;
    forget(*found->second);
    m_unused.push_back(std::move(found->second));
    m_notifiers.erase(found);
    if (!m_batch)
        m_unused.clear();
}

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object)
{
    const Nanoseconds due = now() + std::max<qint64>(interval, 0) * kMillisecond;
    m_timers[timerId] = {std::max<qint64>(interval, 0), timerType, object, due, false};
    m_order.emplace(due, timerId);
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    const auto found = m_timers.find(timerId);
    if (found == m_timers.end())
        return false;
    m_order.erase({found->second.due, timerId});
    m_timers.erase(found);
    return true;
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    std::vector<int> ids;
    for (const auto &[id, timer] : m_timers) {
        if (timer.object == object)
            ids.push_back(id);
    }
    for (const int id : ids)
        unregisterTimer(id);
    return !ids.empty();
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    QList<TimerInfo> timers;
    for (const auto &[id, timer] : m_timers) {
        if (timer.object == object)
            timers.append(TimerInfo(id, static_cast<int>(timer.interval), timer.type));
    }
    return timers;
}

int EpollDispatcher::remainingTime(int timerId)
{
    const auto found = m_timers.find(timerId);
    if (found == m_timers.end())
        return -1;
    const Nanoseconds left = found->second.due - now();
    return static_cast<int>(std::max<Nanoseconds>(0, (left + kMillisecond - 1) / kMillisecond));
}

// Until the first timer is due; -1: there is none.
int EpollDispatcher::timeoutMs() const
{
    if (m_order.empty())
        return -1;
    const Nanoseconds left = (m_order.begin()->first - now() + kMillisecond - 1) / kMillisecond;
    return static_cast<int>(std::clamp<Nanoseconds>(left, 0, std::numeric_limits<int>::max()));
}

// Every timer that is due, each once; how many.
int EpollDispatcher::sendTimers()
{
    int sent = 0;
    const Nanoseconds until = m_order.empty() ? 0 : now();
    while (!m_order.empty() && m_order.begin()->first <= until) {
        const int id = m_order.begin()->second;
        m_order.erase(m_order.begin());
        Timer &timer = m_timers.at(id);
        const Nanoseconds interval = std::max<Nanoseconds>(timer.interval * kMillisecond, 1);
        timer.due += interval;
        if (timer.due <= until) // behind: what was left out is not made up for
            timer.due = until + interval;
        m_order.emplace(timer.due, id);
        if (timer.sending)
            continue;
        timer.sending = true;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(timer.object, &event);
        ++sent;
        if (const auto still = m_timers.find(id); still != m_timers.end())
            still->second.sending = false;
    }
    return sent;
}

void EpollDispatcher::wakeUp()
{
    if (QThread::currentThread() == thread())
        m_moreToDo = true; // it is awake, and looks before it waits
    else if (!m_woken.exchange(true))
        ::eventfd_write(m_waker, 1);
}

void EpollDispatcher::interrupt()
{
    m_interrupted.store(true);
    wakeUp();
}

} // namespace swapscope
