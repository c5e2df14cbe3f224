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
        QCOMPARE(faults.latency, (Latency{200 * kMillisecond, 50 * kMillisecond}));
    }

    void aDelayAloneIsExactAndAJitterAloneKeepsTheDelay()
    {
        LinkFaults faults;
        faults.latency = {100, 30};
        QVERIFY(applyFault(faults, QStringLiteral("latency"), {{QStringLiteral("delay"), 200}}, 0));
        QCOMPARE(faults.latency, (Latency{200, 0}));
        QVERIFY(applyFault(faults, QStringLiteral("latency"), {{QStringLiteral("jitter"), 7}}, 0));
        QCOMPARE(faults.latency, (Latency{200, 7}));
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
        QCOMPARE(faults.latency, (Latency{100, 30}));
    }
};

QTEST_GUILESS_MAIN(TestLatency)
#include "tst_latency.moc"
