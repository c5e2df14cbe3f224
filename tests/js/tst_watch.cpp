#include <js/watch.h>

#include <QTest>

#include <atomic>

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
        Watch watch([this] { ++m_alarms; });
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
        Watch watch([this] { ++m_alarms; });
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
        Watch watch([this] { ++m_alarms; });
        watch.arm(std::chrono::milliseconds(50));
        std::this_thread::sleep_for(
            std::chrono::milliseconds(300)); // what is tested: time without the processor
        QVERIFY(!watch.isOver());
        watch.disarm();
        QCOMPARE(m_alarms.load(), 0);
    }

    void goesWithoutHavingWatched()
    {
        const Watch watch([this] { ++m_alarms; });
        QCOMPARE(m_alarms.load(), 0);
    }
};

QTEST_GUILESS_MAIN(TestWatch)
#include "tst_watch.moc"
