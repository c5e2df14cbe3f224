#include <core/random.h>

#include <QTest>

using namespace swapscope;

class TestRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isSplitMix64()
    {
        // The reference sequence for the seed 1234567, from the algorithm's definition.
        Random random(1234567);
        QCOMPARE(random.next(), 6457827717110365317ULL);
        QCOMPARE(random.next(), 3203168211198807973ULL);
        QCOMPARE(random.next(), 9817491932198370423ULL);
    }

    void staysInItsRangeAndFillsIt()
    {
        Random random(7);
        double low = 1;
        double high = 0;
        for (int i = 0; i < 10'000; ++i) {
            const double value = random.uniform(2.0, 3.0);
            QVERIFY(value >= 2.0 && value < 3.0);
            low = std::min(low, value - 2.0);
            high = std::max(high, value - 2.0);
        }
        QVERIFY(low < 0.01);
        QVERIFY(high > 0.99);
    }

    void aForkDoesNotShiftItsParent()
    {
        Random one(5);
        Random two(5);
        Random child = one.fork(1);
        child.next();
        QCOMPARE(one.next(), two.next());
        QVERIFY(Random(5).fork(1).next() != Random(5).fork(2).next());
        QCOMPARE(Random(5).fork(1).next(), Random(5).fork(1).next());
    }
};

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
