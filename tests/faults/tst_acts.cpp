#include <faults/acts.h>

#include <QTest>

using namespace swapscope;

class TestActs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aUnitWaitsDelayPlusItsDrawOfTheJitter()
    {
        const Latency latency{100, 40};
        QCOMPARE(latency.of(0), 100);
        QCOMPARE(latency.of(-1), 60);
        QCOMPARE(latency.of(0.5), 120);
    }

    void neverLessThanNothing()
    {
        const Latency latency{10, 100};
        QCOMPARE(latency.of(-1), 0);
        QCOMPARE(latency.of(0.9), 100);
    }

    // The quantiles of the standard normal distribution: 0.5 -> 0, 0.841345 -> 1, 0.022750 -> -2.
    void aNormalDistributionHasTheJitterAsItsDeviation()
    {
        const Latency latency{1'000'000, 100'000, true};
        const auto at = [&latency](double probability) { return latency.of(2 * probability - 1); };
        QVERIFY(std::abs(at(0.5) - 1'000'000) <= 1);
        QVERIFY(std::abs(at(0.841345) - 1'100'000) <= 2);
        QVERIFY(std::abs(at(0.022750) - 800'000) <= 2);
        // Nothing is farther off than four deviations, or below nothing.
        QVERIFY(std::abs(at(0) - 600'000) <= 1);
        QCOMPARE((Latency{10, 100, true}).of(-1), 0);
    }

    // Two pieces of a path behind each other.
    void pathsAddUp()
    {
        PathActs path{.latency = {100, 10}, .bytesPerSecond = 400, .slices = Slices{9, 5}};
        path.add({.frozen = true,
                  .latency = {20, 5, true},
                  .bytesPerSecond = 300,
                  .slices = Slices{4, 7},
                  .endsWhenIdle = 60});
        QCOMPARE(path, (PathActs{.frozen = true,
                                 .latency = {120, 15, true},
                                 .bytesPerSecond = 300,
                                 .slices = Slices{4, 7},
                                 .endsWhenIdle = 60}));
        PathActs none;
        none.add({});
        QCOMPARE(none, PathActs{});
        QVERIFY(!FaultActs{}.lasts());
        QVERIFY((FaultActs{.path = {.swallows = true}}).lasts());
        QVERIFY(!(FaultActs{.connections = ResetConnections{}}).lasts());
    }
};

QTEST_GUILESS_MAIN(TestActs)
#include "tst_acts.moc"
