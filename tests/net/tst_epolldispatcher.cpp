#include "loop.h"

#include <net/epolldispatcher.h>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QThread>
#include <QTimer>

#include <array>
#include <future>
#include <sys/socket.h>
#include <unistd.h>

using namespace swapscope;

namespace {

struct Pair
{
    std::array<int, 2> ends{};
    Pair() { QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()), 0); }
    ~Pair()
    {
        for (const int end : ends)
            ::close(end);
    }
    void say(const char *text) const { QVERIFY(::write(ends[1], text, qstrlen(text)) > 0); }
    QByteArray hear() const
    {
        QByteArray bytes(100, '\0');
        bytes.resize(qMax<qsizetype>(0, ::read(ends[0], bytes.data(), 100)));
        return bytes;
    }
};

// A thread on the dispatcher, with an object that lives there.
struct Worker
{
    QThread thread;
    QObject object;
    Worker()
    {
        thread.setEventDispatcher(new EpollDispatcher);
        object.moveToThread(&thread);
        thread.start();
    }
    ~Worker()
    {
        thread.quit();
        thread.wait();
    }
    template<typename Function>
    void run(Function function)
    {
        std::promise<void> done;
        QMetaObject::invokeMethod(&object, [&] {
            function();
            done.set_value();
        });
        done.get_future().wait();
    }
};

class TurnEnds : public QObject
{
public:
    int count = 0;

protected:
    void customEvent(QEvent *) override { ++count; }
};

} // namespace

class TestEpollDispatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!EpollDispatcher::current())
            QSKIP("another event loop was asked for");
    }

    void notifiersTellOfBytesAndOfRoom()
    {
        const Pair pair;
        QByteArray heard;
        int room = 0;
        QSocketNotifier reads(pair.ends[0], QSocketNotifier::Read);
        QSocketNotifier writes(pair.ends[0], QSocketNotifier::Write);
        connect(&reads, &QSocketNotifier::activated, this, [&] { heard += pair.hear(); });
        connect(&writes, &QSocketNotifier::activated, this, [&] {
            ++room;
            writes.setEnabled(false);
        });
        pair.say("one");
        QTRY_COMPARE(heard, "one");
        QTRY_COMPARE(room, 1);
        reads.setEnabled(false);
        pair.say("two");
        writes.setEnabled(true);
        QTRY_COMPARE(room, 2);
        QCOMPARE(heard, "one");
        reads.setEnabled(true);
        QTRY_COMPARE(heard, "onetwo");
    }

    void aNotifierThatGoesInAnothersSignalIsNotTold()
    {
        const Pair first;
        const Pair second;
        auto one = std::make_unique<QSocketNotifier>(first.ends[0], QSocketNotifier::Read);
        auto two = std::make_unique<QSocketNotifier>(second.ends[0], QSocketNotifier::Read);
        int told = 0;
        connect(one.get(), &QSocketNotifier::activated, this, [&] {
            ++told;
            two.reset();
            first.hear();
        });
        connect(two.get(), &QSocketNotifier::activated, this, [&] {
            ++told;
            one.reset();
            second.hear();
        });
        first.say("x");
        second.say("x");
        QTRY_COMPARE(told, 1);
        QCoreApplication::processEvents();
        QCOMPARE(told, 1);
        QVERIFY(!one != !two);
    }

    void timersFireInOrderRepeatAndStop()
    {
        QStringList fired;
        QTimer::singleShot(30, this, [&] { fired << QStringLiteral("late"); });
        QTimer::singleShot(10, this, [&] { fired << QStringLiteral("early"); });
        QTimer::singleShot(0, this, [&] { fired << QStringLiteral("at once"); });
        QTimer ticks;
        int count = 0;
        connect(&ticks, &QTimer::timeout, this, [&] {
            if (++count == 3)
                ticks.stop();
        });
        ticks.start(1);
        QTRY_COMPARE(
            fired, QStringList({QStringLiteral("at once"), QStringLiteral("early"), QStringLiteral("late")}));
        QTRY_COMPARE(count, 3);
        QVERIFY(!ticks.isActive());
        QCOMPARE(ticks.remainingTime(), -1);
    }

    void aTimerIsNeverEarly()
    {
        QElapsedTimer clock;
        bool fired = false;
        clock.start();
        QTimer::singleShot(7, this, [&] { fired = true; });
        while (!fired)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QVERIFY(clock.nsecsElapsed() >= 7 * kMillisecond);
    }

    void aTimerDoesNotComeWithinItsOwnEvent()
    {
        QTimer timer;
        int depth = 0;
        int deepest = 0;
        int fired = 0;
        connect(&timer, &QTimer::timeout, this, [&] {
            deepest = qMax(deepest, ++depth);
            ++fired;
            for (int turn = 0; turn < 5; ++turn)
                QCoreApplication::processEvents();
            --depth;
        });
        timer.start(0);
        QTRY_VERIFY(fired > 3);
        QCOMPARE(deepest, 1);
    }

    void aTimerMayGoInItsOwnEvent()
    {
        auto timer = std::make_unique<QTimer>();
        int fired = 0;
        connect(timer.get(), &QTimer::timeout, this, [&] {
            ++fired;
            timer.release()->deleteLater();
        });
        timer->start(0);
        QTRY_COMPARE(fired, 1);
        QTRY_VERIFY(registeredTimers().isEmpty());
    }

    void anObjectsTimersAreKnownAndLeftWithIt()
    {
        QObject object;
        const int id = object.startTimer(60'000, Qt::PreciseTimer);
        const auto known = EpollDispatcher::current()->registeredTimers(&object);
        QCOMPARE(known.size(), 1);
        QCOMPARE(known.front().timerId, id);
        QCOMPARE(known.front().interval, 60'000);
        QCOMPARE(known.front().timerType, Qt::PreciseTimer);
        const int left = EpollDispatcher::current()->remainingTime(id);
        QVERIFY(left > 59'000 && left <= 60'000);
        QVERIFY(EpollDispatcher::current()->unregisterTimers(&object));
        QVERIFY(!EpollDispatcher::current()->unregisterTimer(id));
    }

    void anotherThreadWakesIt()
    {
        Worker worker;
        for (int i = 0; i < 2'000; ++i) {
            int got = 0;
            worker.run([&] { got = i; });
            QCOMPARE(got, i);
        }
    }

    // quit() sets a flag and interrupts; a wake-up that is lost in between would leave the thread asleep.
    void aThreadThatIsToldToQuitDoes()
    {
        for (int i = 0; i < 200; ++i) {
            Worker worker;
            QMetaObject::invokeMethod(
                &worker.object, [] {}, Qt::QueuedConnection);
            worker.thread.quit();
            QVERIFY(worker.thread.wait(10'000));
        }
    }

    void timersMoveWithTheirObjectToAnotherThread()
    {
        Worker worker;
        auto *timer = new QTimer;
        std::atomic<QThread *> firedOn = nullptr;
        connect(
            timer, &QTimer::timeout, timer, [&] { firedOn = QThread::currentThread(); },
            Qt::DirectConnection);
        timer->start(1);
        timer->moveToThread(&worker.thread);
        QTRY_COMPARE(firedOn.load(), &worker.thread);
        worker.run([&] { delete timer; });
    }

    void aTurnsEndComesAfterAllThatHasHappened()
    {
        const Pair first;
        const Pair second;
        TurnEnds ends;
        QStringList order;
        QSocketNotifier one(first.ends[0], QSocketNotifier::Read);
        QSocketNotifier two(second.ends[0], QSocketNotifier::Read);
        const auto hear = [&](const Pair &pair) {
            order << QStringLiteral("heard at %1").arg(ends.count);
            pair.hear();
            EpollDispatcher::current()->atTurnEnd(&ends, QEvent::User);
            QMetaObject::invokeMethod(
                this, [&] { order << QStringLiteral("posted at %1").arg(ends.count); }, Qt::QueuedConnection);
        };
        connect(&one, &QSocketNotifier::activated, this, [&] { hear(first); });
        connect(&two, &QSocketNotifier::activated, this, [&] { hear(second); });
        first.say("x");
        second.say("x");
        QTRY_COMPARE(ends.count, 2);
        QCOMPARE(order, QStringList({QStringLiteral("heard at 0"), QStringLiteral("heard at 0"),
                                     QStringLiteral("posted at 0"), QStringLiteral("posted at 0")}));
    }

    void whoHasGoneByTheTurnsEndIsNotTold()
    {
        auto gone = std::make_unique<TurnEnds>();
        TurnEnds stays;
        EpollDispatcher::current()->atTurnEnd(gone.get(), QEvent::User);
        EpollDispatcher::current()->atTurnEnd(&stays, QEvent::User);
        gone.reset();
        QTRY_COMPARE(stays.count, 1);
    }

    void socketsCanBeLeftOut()
    {
        const Pair pair;
        QSocketNotifier reads(pair.ends[0], QSocketNotifier::Read);
        int told = 0;
        connect(&reads, &QSocketNotifier::activated, this, [&] {
            ++told;
            pair.hear();
        });
        pair.say("x");
        QEventLoop loop;
        QTimer::singleShot(5, &loop, &QEventLoop::quit);
        loop.exec(QEventLoop::ExcludeSocketNotifiers);
        QCOMPARE(told, 0);
        QTRY_COMPARE(told, 1);
    }

private:
    QList<QAbstractEventDispatcher::TimerInfo> registeredTimers()
    {
        return EpollDispatcher::current()->registeredTimers(this);
    }
};

SWAPSCOPE_LOOP_MAIN(TestEpollDispatcher)
#include "tst_epolldispatcher.moc"
