#include <page/pageclock.h>

#include <QtTest>

using namespace swapscope;

class TestPageClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsNothingAtFirst() { QVERIFY(!PageClock().translate(0)); }

    // The document began 2 s into the run; the browser says so to 0.1 ms.
    void theWallClockTells()
    {
        PageClock clock;
        clock.estimate(2 * kSecond);
        QCOMPARE(*clock.translate(12.3), 2 * kSecond + 12'300 * kMicrosecond);
    }

    // Somebody set the wall clock back an hour: what is beyond doubt holds.
    void noMomentIsAfterItsReport()
    {
        PageClock clock;
        clock.estimate(2 * kSecond + 3600 * kSecond);
        clock.readBefore(100, 2 * kSecond + 105 * kMillisecond);
        QCOMPARE(*clock.translate(100), 2 * kSecond + 105 * kMillisecond);
        clock.readBefore(200, 2 * kSecond + 201 * kMillisecond);
        QCOMPARE(*clock.translate(200), 2 * kSecond + 201 * kMillisecond);
        QCOMPARE(*clock.translate(100), 2 * kSecond + 101 * kMillisecond);
    }

    // … and forward.
    void noAnswerIsBeforeItsQuestion()
    {
        PageClock clock;
        clock.estimate(0);
        clock.readBefore(100, 2 * kSecond + 105 * kMillisecond);
        clock.readAfter(150, 2 * kSecond + 147 * kMillisecond);
        QCOMPARE(*clock.translate(150), 2 * kSecond + 147 * kMillisecond);
    }

    void aGoodEstimateIsKept()
    {
        PageClock clock;
        clock.estimate(2 * kSecond);
        clock.readBefore(100, 2 * kSecond + 300 * kMillisecond);
        clock.readAfter(50, 2 * kSecond + 20 * kMillisecond);
        QCOMPARE(*clock.translate(100), 2 * kSecond + 100 * kMillisecond);
    }

    void aNewDocumentStartsAnew()
    {
        PageClock clock;
        clock.estimate(2 * kSecond);
        clock.reset();
        QVERIFY(!clock.translate(1));
        clock.readBefore(1, 5 * kMillisecond);
        QCOMPARE(*clock.translate(1), 5 * kMillisecond);
    }
};

QTEST_GUILESS_MAIN(TestPageClock)
#include "tst_pageclock.moc"
