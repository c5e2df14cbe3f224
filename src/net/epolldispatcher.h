#pragma once

#include <core/clock.h>

#include <QAbstractEventDispatcher>
#include <QEvent>
#include <QPointer>

#include <atomic>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace swapscope {

// The event loop of a thread on epoll (Linux), for QThread::setEventDispatcher(). Qt's own dispatchers hand
// every descriptor to the system in every turn; here a descriptor costs something only when something happens
// to it. Does all that Qt's does otherwise: timers, notifiers, posted events. Timers are exact to the
// millisecond, whatever their type.
//
// A turn: posted events, then the calls that were asked for with atTurnEnd(), then it waits; what has
// happened to sockets by then, and the timers that are due.
class EpollDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    // Whoever is told of a descriptor.
    class Entry
    {
    public:
        virtual ~Entry() = default;

        // events: EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP. It may delete itself.
        virtual void happened(quint32 events) = 0;

    protected:
        Entry() = default;
        Q_DISABLE_COPY_MOVE(Entry)
    };

    EpollDispatcher();
    ~EpollDispatcher() override;

    // Of the calling thread; null when it has another kind.
    static EpollDispatcher *current();

    // From now on the entry is told of these events of the descriptor (0: of none), before: of those.
    // Level-triggered.
    void watch(int descriptor, Entry &entry, quint32 before, quint32 events);
    // It is about to go, and is not told of what has happened already either.
    void forget(Entry &entry);
    // Sends the object an event of this type at the end of this turn.
    void atTurnEnd(QObject *receiver, QEvent::Type type);

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;
    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;
    void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;
    void wakeUp() override;
    void interrupt() override;

private:
    struct Timer
    {
        qint64 interval = 0; // milliseconds
        Qt::TimerType type = Qt::CoarseTimer;
        QObject *object = nullptr;
        Nanoseconds due = 0;
        bool sending = false; // its event is being handled: in a loop within that it does not come again
    };
    using TurnEnd = std::pair<QPointer<QObject>, QEvent::Type>;
    class Notifiers;
    struct Batch;

    void endTurn();
    int wait(int timeoutMs, bool sockets);
    int sendTimers();
    int timeoutMs() const;

    int m_epoll;
    int m_waker;
    std::atomic<bool> m_woken = false; // by another thread, through m_waker
    bool m_moreToDo = false;           // the thread itself asked for another turn
    std::atomic<bool> m_interrupted = false;
    Batch *m_batch = nullptr;                                        // what is being told, innermost first
    std::unordered_map<int, std::unique_ptr<Notifiers>> m_notifiers; // by descriptor
    std::vector<std::unique_ptr<Notifiers>> m_unused; // of descriptors that may be told of right now
    std::unordered_map<int, Timer> m_timers;          // by id
    std::set<std::pair<Nanoseconds, int>> m_order;    // when and id
    std::vector<TurnEnd> m_turnEnds;
    std::vector<TurnEnd> m_spareTurnEnds;
};

} // namespace swapscope
