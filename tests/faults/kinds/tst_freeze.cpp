#include "kind.h"

using namespace swapscope;
using test::s;

class TestFreeze : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itHoldsForItsTimeAndStillLetsConnectionsIn()
    {
        QCOMPARE(m_freeze.acts(), (FaultActs{.path = {.frozen = true}}));
        LinkFaults faults;
        const auto effect = test::applyFault(faults, s("freeze"), {{s("for"), kSecond}}, 5);
        QVERIFY(effect);
        QCOMPARE(*effect, FaultEffect{});
        QVERIFY(faults.path(Direction::Up, kSecond + 4).frozen);
        QVERIFY(!faults.path(Direction::Up, kSecond + 5).frozen);
        QVERIFY(faults.admits(5));
    }

    void eachDirectionHasItsOwn()
    {
        LinkFaults faults;
        QVERIFY(test::applyFault(faults, s("freeze"), {{s("direction"), s("up")}, {s("for"), 10}}, 0));
        QVERIFY(faults.path(Direction::Up, 0).frozen);
        QVERIFY(!faults.path(Direction::Down, 0).frozen);
        QVERIFY(test::applyFault(faults, s("freeze"), {{s("direction"), s("down")}, {s("for"), 30}}, 0));
        QVERIFY(!faults.path(Direction::Up, 20).frozen);
        QVERIFY(faults.path(Direction::Down, 20).frozen);
        QVERIFY(m_freeze.refusal({{s("direction"), s("left")}}) ==
                s("direction must be both, up or down, not \"left\""));
    }

    void itIsTold()
    {
        QCOMPARE(m_freeze.inForce(), QStringList{s("frozen")});
        QCOMPARE(m_freeze.inForce({{s("direction"), s("up")}}), QStringList{s("frozen up")});
        QCOMPARE(m_freeze.phrase({{s("for"), 2 * kSecond}}), s("freeze for 2 s"));
        QCOMPARE(m_freeze.fault().begins, std::optional(swapscope::Kind::LinkFrozen));
        QCOMPARE(m_freeze.fault().ends, std::optional(swapscope::Kind::LinkThawed));
    }

private:
    const test::Kind m_freeze{s("freeze")};
};

QTEST_GUILESS_MAIN(TestFreeze)
#include "tst_freeze.moc"
