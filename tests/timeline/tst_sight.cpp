#include <timeline/sight.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

class TestSight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLittleMoreThanTheRange()
    {
        // A pixel is ten milliseconds.
        const Sight sight({{kSecond, 11 * kSecond}, 120, 1000});
        QCOMPARE(sight.range, (Range{880 * kMillisecond, 11'120 * kMillisecond}));
        QCOMPARE(sight.fold, 30 * kMillisecond);
        QCOMPARE(sight.left, 56.0);
        QCOMPARE(sight.right, 1184.0);
    }

    void farOutsideIsCut()
    {
        const Sight sight({{kSecond, 11 * kSecond}, 120, 1000});
        QCOMPARE(sight.start(2 * kSecond), 220.0);
        QCOMPARE(sight.end(2 * kSecond), 220.0);
        QCOMPARE(sight.start(-100 * kSecond), sight.left);
        QCOMPARE(sight.end(100 * kSecond), sight.right);
    }
};

QTEST_GUILESS_MAIN(TestSight)
#include "tst_sight.moc"
