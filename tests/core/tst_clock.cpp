#include <core/clock.h>

#include <QTest>

using namespace swapscope;

class TestClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void monotonicStartsNearZeroAndNeverGoesBack()
    {
        const MonotonicClock clock;
        Nanoseconds last = clock.now();
        QVERIFY(last >= 0);
        for (int i = 0; i < 1000; ++i) {
            const Nanoseconds now = clock.now();
            QVERIFY(now >= last);
            last = now;
        }
    }

    void manualStandsStillUntilTold()
    {
        ManualClock clock;
        QCOMPARE(clock.now(), 0);
        clock.advance(3 * kSecond);
        clock.advance(kMillisecond);
        QCOMPARE(clock.now(), 3'001'000'000);
    }
};

QTEST_GUILESS_MAIN(TestClock)
#include "tst_clock.moc"
