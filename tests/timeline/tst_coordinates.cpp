#include <timeline/coordinates.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::timeline;

class TestCoordinates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeBecomesPixelAndBack();
    void degenerateScales_data();
    void degenerateScales();
    void zoomKeepsTheAnchor_data();
    void zoomKeepsTheAnchor();
    void zoomStopsAtItsLimits();
    void panKeepsSomethingInView();
    void fitAndFollow();
    void revealMovesNoMoreThanNeeded();
    void zoomLevelsAreMutual();
};

void TestCoordinates::timeBecomesPixelAndBack()
{
    const Scale scale{{10 * kSecond, 22 * kSecond}, 120, 1200};
    QCOMPARE(scale.x(10 * kSecond), 120.0);
    QCOMPARE(scale.x(22 * kSecond), 1320.0);
    QCOMPARE(scale.x(9 * kSecond), 20.0);
    QCOMPARE(scale.time(120), 10 * kSecond);
    QCOMPARE(scale.time(720), 16 * kSecond);
    QCOMPARE(scale.duration(3), 30 * kMillisecond);
    for (Nanoseconds t = 9 * kSecond; t < 23 * kSecond; t += 12'345'678)
        QVERIFY(qAbs(scale.time(scale.x(t)) - t) <= 1000);
}

void TestCoordinates::degenerateScales_data()
{
    QTest::addColumn<Nanoseconds>("to");
    QTest::addColumn<double>("width");
    QTest::newRow("empty range") << 5 * kSecond << 100.0;
    QTest::newRow("range turned around") << 4 * kSecond << 100.0;
    QTest::newRow("no width") << 6 * kSecond << 0.0;
    QTest::newRow("negative width") << 6 * kSecond << -10.0;
}

void TestCoordinates::degenerateScales()
{
    QFETCH(Nanoseconds, to);
    QFETCH(double, width);
    const Scale scale{{5 * kSecond, to}, 40, width};
    QCOMPARE(scale.x(7 * kSecond), 40.0);
    QCOMPARE(scale.time(90), 5 * kSecond);
    QCOMPARE(scale.duration(10), Nanoseconds(1));
}

void TestCoordinates::zoomKeepsTheAnchor_data()
{
    QTest::addColumn<double>("factor");
    QTest::addColumn<double>("pixel");
    for (const double factor : {0.1, 0.5, 0.8, 1.25, 3.0}) {
        for (const double pixel : {0.0, 1.0, 333.0, 799.0, 800.0})
            QTest::addRow("x%g at %g", factor, pixel) << factor << pixel;
    }
}

void TestCoordinates::zoomKeepsTheAnchor()
{
    QFETCH(double, factor);
    QFETCH(double, pixel);
    const Scale before{{10 * kSecond, 20 * kSecond}, 0, 800};
    const Nanoseconds anchor = before.time(pixel);
    const Scale after{zoomed(before.range, factor, anchor), 0, 800};
    QCOMPARE(after.range.span(), static_cast<Nanoseconds>(10.0 * kSecond * factor));
    QVERIFY(qAbs(after.x(anchor) - pixel) < 0.001);
}

void TestCoordinates::zoomStopsAtItsLimits()
{
    const Range range{0, kSecond};
    QCOMPARE(zoomed(range, 1e-12, 0).span(), kMinSpan);
    QCOMPARE(zoomed(range, 1e12, 0).span(), kMaxSpan);
    QCOMPARE(zoomed(range, 0, kSecond), range);
    QCOMPARE(zoomed(range, -3, kSecond), range);
    QCOMPARE(zoomed({kSecond, kSecond}, 0.5, 0), (Range{kSecond, kSecond + kMinSpan}));
}

void TestCoordinates::panKeepsSomethingInView()
{
    const Range content{0, 30 * kSecond};
    const Range range{10 * kSecond, 20 * kSecond};
    QCOMPARE(panned(range, 2 * kSecond, content), (Range{12 * kSecond, 22 * kSecond}));
    QCOMPARE(panned(range, 99 * kSecond, content), (Range{30 * kSecond, 40 * kSecond}));
    QCOMPARE(panned(range, -99 * kSecond, content), (Range{-10 * kSecond, 0}));
    QCOMPARE(panned(range, 99 * kSecond, {}), (Range{109 * kSecond, 119 * kSecond}));
}

void TestCoordinates::fitAndFollow()
{
    QCOMPARE(fitted({0, 100 * kSecond}), (Range{-2 * kSecond, 102 * kSecond}));
    QCOMPARE(fitted({5 * kSecond, 5 * kSecond}), (Range{5 * kSecond, 15 * kSecond}));
    QCOMPARE(fitted({7, 8}), (Range{7, 7 + kMinSpan}));
    QCOMPARE(following({0, 10 * kSecond}, 60 * kSecond),
             (Range{50'500 * kMillisecond, 60'500 * kMillisecond}));
    QCOMPARE(following({kSecond, 11 * kSecond}, 3 * kSecond), (Range{0, 10 * kSecond}));
    QCOMPARE(following({}, kSecond).span(), kMinSpan);
}

void TestCoordinates::revealMovesNoMoreThanNeeded()
{
    const Range range{10 * kSecond, 20 * kSecond};
    QCOMPARE(revealing(range, 15 * kSecond), range);
    QCOMPARE(revealing(range, 25 * kSecond), (Range{16 * kSecond, 26 * kSecond}));
    QCOMPARE(revealing(range, 5 * kSecond), (Range{4 * kSecond, 14 * kSecond}));
}

void TestCoordinates::zoomLevelsAreMutual()
{
    QCOMPARE(zoomLevel(600 * kSecond), 0.0);
    QCOMPARE(zoomLevel(10 * kMillisecond), 1.0);
    QCOMPARE(zoomLevel(kMaxSpan), 0.0);
    QCOMPARE(zoomLevel(0), 1.0);
    for (const double level : {0.0, 0.25, 0.5, 0.9, 1.0})
        QVERIFY(qAbs(zoomLevel(spanOfLevel(level)) - level) < 1e-6);
    QCOMPARE(spanOfLevel(-4), 600 * kSecond);
}

QTEST_GUILESS_MAIN(TestCoordinates)
#include "tst_coordinates.moc"
