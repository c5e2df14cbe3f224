#include "kind.h"

using namespace swapscope;
using test::s;

class TestHalfopen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itSwallowsADirectionAndMendEndsIt()
    {
        QCOMPARE(m_halfopen.acts(), (FaultActs{.path = {.swallows = true}}));
        LinkFaults faults;
        QVERIFY(test::applyFault(faults, s("halfopen"), {{s("direction"), s("up")}, {s("for"), 15}}, 100));
        QVERIFY(faults.path(Direction::Up, 114).swallows);
        QVERIFY(!faults.path(Direction::Up, 115).swallows);
        QVERIFY(!faults.path(Direction::Down, 114).swallows);
        QVERIFY(test::applyFault(faults, s("mend"), {}, 110));
        QVERIFY(!faults.path(Direction::Up, 110).swallows);
    }

    void itIsTold()
    {
        QCOMPARE(m_halfopen.inForce({{s("direction"), s("down")}}), QStringList{s("half-open down")});
        QCOMPARE(m_halfopen.phrase({{s("for"), 20 * kSecond}}), s("half-open for 20 s"));
    }

private:
    const test::Kind m_halfopen{s("halfopen")};
};

QTEST_GUILESS_MAIN(TestHalfopen)
#include "tst_halfopen.moc"
