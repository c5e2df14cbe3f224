#include "kind.h"

using namespace swapscope;
using test::s;

class TestLose : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsOnWholeMessages()
    {
        QCOMPARE(m_lose.acts(), (FaultActs{.message = LoseMessage{}}));
        LinkFaults faults;
        QVERIFY(test::applyFault(faults, s("lose"), {{s("direction"), s("down")}, {s("next"), 1}}, 0));
        Random random(1);
        const MessageTraits message{s("text"), true, {}};
        QVERIFY(!faults.actOn(Direction::Up, message, random, 0));
        QCOMPARE(faults.actOn(Direction::Down, message, random, 0), std::optional<MessageAct>(LoseMessage{}));
        QVERIFY(!faults.actOn(Direction::Down, message, random, 0));
    }

    void itIsTold()
    {
        QCOMPARE(m_lose.inForce({{s("probability"), 0.05}, {s("direction"), s("down")}}),
                 QStringList{s("loses 5 % down")});
        QCOMPARE(m_lose.inForce({{s("event"), s("tick")}, {s("next"), 1}}),
                 QStringList{s("loses next 1 of “tick”")});
        QCOMPARE(m_lose.phrase({{s("probability"), 0.1},
                                {s("direction"), s("down")},
                                {s("next"), 3},
                                {s("for"), 90 * kSecond}}),
                 s("lose 10 %, down, next 3, for 90 s"));
    }

private:
    const test::Kind m_lose{s("lose")};
};

QTEST_GUILESS_MAIN(TestLose)
#include "tst_lose.moc"
