#include <js/watch.h>

#include <QTest>

#include <atomic>
#include <semaphore>
#include <thread>

using namespace swapscope::js;

class TestWatch : public QObject
{
    Q_OBJECT

private:
    std::atomic<int> m_alarms{0};

    // Uses the processor until the alarm comes.
    void work(Watch &watch)
    {
        volatile quint64 sum = 0;
        while (!watch.isOver())
            sum = sum + 1;
    }

private Q_SLOTS:
    void init() { m_alarms = 0; }

    void tellsWhatTakesTooLong()
    {
        Watch watch({.over = [this] { ++m_alarms; }});
        for (int round = 1; round <= 3; ++round) {
            watch.arm(std::chrono::milliseconds(5));
            work(watch);
            QTRY_COMPARE(m_alarms.load(), round);
            watch.disarm();
            QVERIFY(!watch.isOver());
        }
    }

    void leavesAloneWhatEnds()
    {
        Watch watch({.over = [this] { ++m_alarms; }});
        for (int i = 0; i < 100'000; ++i) {
            watch.arm(std::chrono::minutes(1));
            QVERIFY(!watch.isOver());
            watch.disarm();
        }
        QCOMPARE(m_alarms.load(), 0);
    }

    // What the machine keeps waiting has not run for long.
    void leavesAloneWhatWaits()
    {
        Watch watch({.over = [this] { ++m_alarms; }});
        watch.arm(std::chrono::milliseconds(50));
        std::this_thread::sleep_for(
            std::chrono::milliseconds(300)); // what is tested: time without the processor
        QVERIFY(!watch.isOver());
        watch.disarm();
        QCOMPARE(m_alarms.load(), 0);
    }

    // A call that waits for something uses no processor time and cannot be interrupted. It is told while it
    // goes on, once, and its end when it ends.
    void tellsWhatStallsItsThread()
    {
        constexpr std::chrono::milliseconds kLimit(200); // more than this test itself uses
        std::binary_semaphore stalled(0);
        std::chrono::nanoseconds already{0};
        std::chrono::nanoseconds inAll{0};
        std::thread::id teller;
        Watch watch({.over = [this] { ++m_alarms; },
                     .stalled =
                         [&](std::chrono::nanoseconds time) {
                             already = time;
                             teller = std::this_thread::get_id();
                             stalled.release();
                         },
                     .resumed = [&](std::chrono::nanoseconds time) { inAll = time; }});
        watch.arm(kLimit);
        stalled.acquire();
        QVERIFY(already >= kLimit + Watch::kGrace);
        QVERIFY(teller != std::this_thread::get_id());
        QCOMPARE(inAll.count(), 0);
        watch.disarm();
        QVERIFY(inAll >= already);
        // The next is another one.
        inAll = {};
        watch.arm(kLimit);
        watch.disarm();
        QCOMPARE(inAll.count(), 0);
        QVERIFY(!stalled.try_acquire());
        QCOMPARE(m_alarms.load(), 0);
    }

    // Its limit of processor time still counts.
    void stopsWhatStalledBefore()
    {
        std::binary_semaphore stalled(0);
        Watch watch({.over = [this] { ++m_alarms; },
                     .stalled = [&](std::chrono::nanoseconds) { stalled.release(); }});
        watch.arm(std::chrono::milliseconds(10));
        stalled.acquire();
        work(watch);
        QTRY_COMPARE(m_alarms.load(), 1);
        watch.disarm();
        QVERIFY(!watch.isOver());
    }

    void goesWithoutHavingWatched()
    {
        const Watch watch({.over = [this] { ++m_alarms; }});
        QCOMPARE(m_alarms.load(), 0);
    }
};

QTEST_GUILESS_MAIN(TestWatch)
#include "tst_watch.moc"
