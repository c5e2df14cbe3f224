#include <app/latencyscale.h>

#include <QTest>

using namespace swapscope;

class TestLatencyScale : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPositionIsReadBackAndTheyGrow()
    {
        for (int i = 0; i < latencyscale::positions(); ++i) {
            QCOMPARE(latencyscale::positionOf(latencyscale::delayAt(i)), i);
            if (i > 0)
                QVERIFY(latencyscale::delayAt(i) > latencyscale::delayAt(i - 1));
        }
    }

    void whatIsBetweenGoesToTheNearestAndWhatIsBeyondToTheEnds()
    {
        QCOMPARE(latencyscale::delayAt(latencyscale::positionOf(123 * kMillisecond)), 120 * kMillisecond);
        QCOMPARE(latencyscale::positionOf(kSecond * 60), latencyscale::positions() - 1);
        QCOMPARE(latencyscale::delayAt(-3), Nanoseconds(0));
        QCOMPARE(latencyscale::delayAt(1000), 5 * kSecond);
    }
};

QTEST_GUILESS_MAIN(TestLatencyScale)
#include "tst_latencyscale.moc"
