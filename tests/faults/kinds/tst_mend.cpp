#include "kind.h"

using namespace swapscope;
using test::s;

class TestMend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itEndsWhatKeepsConnectionsAwayAndLeavesTheRest()
    {
        LinkFaults faults;
        QVERIFY(test::applyFault(faults, s("latency"), {{s("delay"), 100}}, 0));
        QVERIFY(test::applyFault(faults, s("slice"), {}, 0));
        for (const char *name : {"cut", "freeze", "refuse", "flap", "halfopen"})
            QVERIFY(test::applyFault(faults, s(name), {}, 0));
        QVERIFY(test::applyFault(faults, s("cut"), {{s("after"), 10}}, 0));
        const auto effect = test::applyFault(faults, s("mend"), {}, 1);
        QVERIFY(effect);
        QCOMPARE(*effect, FaultEffect{});
        QVERIFY(faults.admits(1));
        QVERIFY(faults.waiting().empty());
        const PathActs up = faults.path(Direction::Up, 1);
        QVERIFY(!up.frozen && !up.swallows && up.slices);
        QCOMPARE(up.latency.delay, 100);
        QCOMPARE(m_mend.phrase(), s("mend"));
    }

private:
    const test::Kind m_mend{s("mend")};
};

QTEST_GUILESS_MAIN(TestMend)
#include "tst_mend.moc"
