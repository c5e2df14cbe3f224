#include "kind.h"

using namespace swapscope;
using test::s;

class TestThaw : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itEndsAFreezeAndOneThatWaitsAndNothingElse()
    {
        LinkFaults faults;
        QVERIFY(test::applyFault(faults, s("freeze"), {}, 0));
        QVERIFY(test::applyFault(faults, s("cut"), {}, 0));
        QVERIFY(test::applyFault(faults, s("freeze"), {{s("after"), 10}}, 0));
        QVERIFY(test::applyFault(faults, s("cut"), {{s("after"), 10}}, 0));
        const auto effect = test::applyFault(faults, s("thaw"), {}, 0);
        QVERIFY(effect);
        QCOMPARE(*effect, FaultEffect{});
        QVERIFY(!faults.isInForce(u"freeze", 0));
        QVERIFY(faults.isInForce(u"cut", 0));
        QCOMPARE(faults.waiting().size(), 1U);
    }

    void itTakesNothing()
    {
        QCOMPARE(m_thaw.refusal({{s("for"), 5}}), s("thaw takes no arguments, not \"for\""));
    }

private:
    const test::Kind m_thaw{s("thaw")};
};

QTEST_GUILESS_MAIN(TestThaw)
#include "tst_thaw.moc"
