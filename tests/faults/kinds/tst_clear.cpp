#include "kind.h"

using namespace swapscope;
using test::s;

class TestClear : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itLeavesNoFaultAtAll()
    {
        LinkFaults faults;
        QVERIFY(test::applyFault(faults, s("latency"), {{s("delay"), 100}}, 0));
        for (const char *name : {"cut", "freeze", "refuse", "lose"})
            QVERIFY(test::applyFault(faults, s(name), {}, 0));
        QVERIFY(test::applyFault(faults, s("cut"), {{s("after"), 10}}, 0));
        const auto effect = test::applyFault(faults, s("clear"), {}, 1);
        QVERIFY(effect);
        QCOMPARE(*effect, FaultEffect{});
        QVERIFY(faults.active().empty());
        QVERIFY(faults.waiting().empty());
        QVERIFY(!faults.nextChange(1));
        QCOMPARE(m_clear.phrase(), s("clear"));
    }

private:
    const test::Kind m_clear{s("clear")};
};

QTEST_GUILESS_MAIN(TestClear)
#include "tst_clear.moc"
