#include <link/faults/fault.h>

#include <QTest>

using namespace swapscope;

class TestLatency : public QObject
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

    void theCommandSetsDelayAndJitter()
    {
        LinkFaults faults;
        const auto effect = applyFault(
            faults, QStringLiteral("latency"),
            {{QStringLiteral("delay"), 200 * kMillisecond}, {QStringLiteral("jitter"), 50 * kMillisecond}},
            0);
        QVERIFY(effect);
        QCOMPARE(*effect, FaultEffect{});
        QCOMPARE(faults.latency, (PathLatency{200 * kMillisecond, 50 * kMillisecond}));
    }

    void aDelayAloneIsExactAndAJitterAloneKeepsTheDelay()
    {
        LinkFaults faults;
        faults.latency = {100, 30};
        QVERIFY(applyFault(faults, QStringLiteral("latency"), {{QStringLiteral("delay"), 200}}, 0));
        QCOMPARE(faults.latency, (PathLatency{200, 0}));
        QVERIFY(applyFault(faults, QStringLiteral("latency"), {{QStringLiteral("jitter"), 7}}, 0));
        QCOMPARE(faults.latency, (PathLatency{200, 7}));
    }

    void itCanEndByItself()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, QStringLiteral("latency"),
                           {{QStringLiteral("delay"), 200}, {QStringLiteral("for"), 50}}, 10));
        QCOMPARE(faults.nextEnd(), std::optional<Nanoseconds>(60));
        QVERIFY(applyFault(faults, QStringLiteral("latency"), {{QStringLiteral("delay"), 300}}, 20));
        QVERIFY(!faults.nextEnd());
    }

    void zeroTakesItAway()
    {
        LinkFaults faults;
        faults.latency = {100, 30};
        QVERIFY(applyFault(faults, QStringLiteral("latency"), {{QStringLiteral("delay"), 0}}, 0));
        QVERIFY(faults.latency.none());
    }

    void nothingToSetIsAnErrorAndChangesNothing()
    {
        LinkFaults faults;
        faults.latency = {100, 30};
        const auto effect = applyFault(faults, QStringLiteral("latency"), {}, 0);
        QVERIFY(!effect);
        QCOMPARE(effect.error().message, QStringLiteral("latency needs a delay, a jitter or both"));
        QCOMPARE(faults.latency, (PathLatency{100, 30}));
    }

    void eachDirectionKeepsItsOwn()
    {
        LinkFaults faults;
        const auto set = [&faults](const char *direction, qint64 delay, QVariantMap args = {}) {
            args.insert(QStringLiteral("direction"), QString::fromLatin1(direction));
            args.insert(QStringLiteral("delay"), delay);
            QVERIFY(applyFault(faults, QStringLiteral("latency"), args, 0));
        };
        set("up", 10);
        set("down", 20, {{QStringLiteral("for"), 50}});
        QCOMPARE(faults.latency.on(Direction::Up), (Latency{10, 0}));
        QCOMPARE(faults.latency.on(Direction::Down), (Latency{20, 0}));
        QVERIFY(!faults.latencyUpTime.active(0));
        QVERIFY(faults.latencyDownTime.active(0));
        set("both", 5);
        QCOMPARE(faults.latency, (PathLatency{5, 0}));
        QVERIFY(!faults.nextEnd());
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

    void aDistributionIsOneOfTwo()
    {
        LinkFaults faults;
        const auto set = [&faults](const char *distribution) {
            return applyFault(faults, QStringLiteral("latency"),
                              {{QStringLiteral("delay"), 100},
                               {QStringLiteral("jitter"), 10},
                               {QStringLiteral("distribution"), QString::fromLatin1(distribution)}},
                              0);
        };
        QVERIFY(set("normal"));
        QCOMPARE(faults.latency.down, (Latency{100, 10, true}));
        QVERIFY(set("uniform"));
        QCOMPARE(faults.latency.down, (Latency{100, 10, false}));
        const auto wrong = set("pareto");
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().message,
                 QStringLiteral("distribution must be uniform or normal, not \"pareto\""));
    }
};

QTEST_GUILESS_MAIN(TestLatency)
#include "tst_latency.moc"
