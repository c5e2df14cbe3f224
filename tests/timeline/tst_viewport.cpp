#include <timeline/viewport.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

class TestViewport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLittleMoreThanTheRange()
    {
        // A pixel is ten milliseconds.
        const Viewport viewport({{kSecond, 11 * kSecond}, 120, 1000});
        QCOMPARE(viewport.range, (Range{880 * kMillisecond, 11'120 * kMillisecond}));
        QCOMPARE(viewport.fold, 30 * kMillisecond);
        QCOMPARE(viewport.left, 56.0);
        QCOMPARE(viewport.right, 1184.0);
    }

    void farOutsideIsCut()
    {
        const Viewport viewport({{kSecond, 11 * kSecond}, 120, 1000});
        QCOMPARE(viewport.start(2 * kSecond), 220.0);
        QCOMPARE(viewport.end(2 * kSecond), 220.0);
        QCOMPARE(viewport.start(-100 * kSecond), viewport.left);
        QCOMPARE(viewport.end(100 * kSecond), viewport.right);
    }
};

QTEST_GUILESS_MAIN(TestViewport)
#include "tst_viewport.moc"
