#include "kind.h"

using namespace swapscope;
using test::s;

class TestLatency : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsADelayAndAJitter()
    {
        QCOMPARE(m_latency.acts({{s("delay"), 200}, {s("jitter"), 50}}).path.latency, (Latency{200, 50}));
        QCOMPARE(m_latency.acts({{s("delay"), 200}, {s("jitter"), 50}, {s("distribution"), s("normal")}})
                     .path.latency,
                 (Latency{200, 50, true}));
        // Without a jitter there is nothing to spread.
        QCOMPARE(m_latency.acts({{s("delay"), 200}, {s("distribution"), s("normal")}}).path.latency,
                 (Latency{200, 0, false}));
    }

    void givenAnewItIsAnotherAndOfNothingItIsOver()
    {
        LinkFaults faults;
        const auto down = [&faults] { return faults.path(Direction::Down, 20).latency; };
        QVERIFY(test::applyFault(faults, s("latency"), {{s("delay"), 200}, {s("for"), 50}}, 10));
        QCOMPARE(faults.nextChange(10), std::optional<Nanoseconds>(60));
        QVERIFY(test::applyFault(faults, s("latency"), {{s("delay"), 300}}, 20));
        QCOMPARE(down(), (Latency{300, 0}));
        QVERIFY(!faults.nextChange(20));
        QVERIFY(test::applyFault(faults, s("latency"), {{s("delay"), 0}}, 20));
        QVERIFY(down().isNone());
        QVERIFY(faults.active().empty());
    }

    void eachDirectionKeepsItsOwn()
    {
        LinkFaults faults;
        const auto set = [&faults](const char *direction, qint64 delay) {
            QVERIFY(test::applyFault(faults, s("latency"),
                                     {{s("direction"), s(direction)}, {s("delay"), delay}}, 0));
        };
        set("up", 10);
        set("down", 20);
        QCOMPARE(faults.path(Direction::Up, 0).latency.delay, 10);
        QCOMPARE(faults.path(Direction::Down, 0).latency.delay, 20);
        set("both", 5);
        QCOMPARE(faults.path(Direction::Up, 0).latency.delay, 5);
        QCOMPARE(faults.active().size(), 2U);
    }

    void whatIsWrongIsSaid()
    {
        QCOMPARE(m_latency.refusal({}), s("latency needs delay: how long each message takes"));
        QCOMPARE(m_latency.refusal({{s("dealy"), 5}}),
                 s("latency knows no \"dealy\"; it takes delay, jitter, distribution, direction, for"));
        QCOMPARE(m_latency.refusal({{s("delay"), 5}, {s("distribution"), s("pareto")}}),
                 s("distribution must be uniform or normal, not \"pareto\""));
    }

    void itIsTold()
    {
        const QVariantMap values{{s("delay"), 120 * kMillisecond}, {s("jitter"), 40 * kMillisecond}};
        QCOMPARE(m_latency.inForce(values), QStringList{s("120 ms ± 40")});
        QCOMPARE(m_latency.phrase(values), s("latency 120 ms ± 40"));
        QCOMPARE(m_latency.inForce({{s("delay"), 5 * kMillisecond}, {s("direction"), s("up")}}),
                 QStringList{s("5 ms up")});
        QCOMPARE(m_latency.phrase({{s("delay"), 0}, {s("jitter"), 0}}), s("end latency"));
    }

private:
    const test::Kind m_latency{s("latency")};
};

QTEST_GUILESS_MAIN(TestLatency)
#include "tst_latency.moc"
