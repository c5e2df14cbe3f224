#include <core/pace.h>

#include <QTest>

using namespace swapscope;

namespace {

constexpr Nanoseconds kMs = kMillisecond;

// How much of a second is worked when there is always something to do and each piece takes so long.
Nanoseconds workedInASecond(Nanoseconds piece, int parts)
{
    WorkShare share(parts);
    Pace pace;
    Nanoseconds worked = 0;
    for (Nanoseconds now = 0; now < kSecond; now += kMs) {
        if (pace.wait(now) > 0)
            continue;
        pace.began(now);
        share.took(piece);
        pace.setInterval(share.interval());
        worked += piece;
    }
    return worked;
}

} // namespace

class TestPace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstOneMayBeginAtOnce() { QCOMPARE(Pace(100 * kMs).wait(0), 0); }

    void theNextOneWaitsForTheInterval()
    {
        Pace pace(100 * kMs);
        pace.began(1000 * kMs);
        QCOMPARE(pace.wait(1000 * kMs), 100 * kMs);
        QCOMPARE(pace.wait(1060 * kMs), 40 * kMs);
        QCOMPARE(pace.wait(1100 * kMs), 0);
        QCOMPARE(pace.wait(5000 * kMs), 0);
    }

    void anotherIntervalCountsForTheWaitThatIsUnderWay()
    {
        Pace pace(100 * kMs);
        pace.began(1000 * kMs);
        pace.setInterval(20 * kMs);
        QCOMPARE(pace.wait(1010 * kMs), 10 * kMs);
    }

    void aShareIsAllThatIsWorked_data()
    {
        QTest::addColumn<Nanoseconds>("piece");
        QTest::addColumn<int>("parts");
        QTest::newRow("short pieces, a fifth") << 2 * kMs << 5;
        QTest::newRow("long pieces, a fifth") << 20 * kMs << 5;
        QTest::newRow("a quarter") << 10 * kMs << 4;
        QTest::newRow("all of it") << 10 * kMs << 1;
    }
    void aShareIsAllThatIsWorked()
    {
        QFETCH(Nanoseconds, piece);
        QFETCH(int, parts);
        QCOMPARE(workedInASecond(piece, parts), kSecond / parts);
    }

    void theLongestOfLateCounts()
    {
        WorkShare share(5);
        QCOMPARE(share.interval(), 0);
        share.took(10 * kMs);
        QCOMPARE(share.interval(), 50 * kMs);
        share.took(kMs);
        QCOMPARE(share.interval(), 45 * kMs);
        share.took(30 * kMs);
        QCOMPARE(share.interval(), 150 * kMs);
        for (int i = 0; i < 100; ++i)
            share.took(kMs);
        QCOMPARE(share.interval(), 5 * kMs);
    }
};

QTEST_GUILESS_MAIN(TestPace)
#include "tst_pace.moc"
