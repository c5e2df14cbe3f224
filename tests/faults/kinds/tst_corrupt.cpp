#include "kind.h"

using namespace swapscope;
using test::s;

class TestCorrupt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsOnWholeMessages()
    {
        QCOMPARE(m_corrupt.acts(), (FaultActs{.message = CorruptMessage{}}));
        LinkFaults faults;
        QVERIFY(test::applyFault(faults, s("corrupt"), {{s("direction"), s("down")}, {s("next"), 1}}, 0));
        Random random(1);
        const MessageTraits message{s("text"), true, {}};
        QVERIFY(!faults.actOn(Direction::Up, message, random, 0));
        QCOMPARE(faults.actOn(Direction::Down, message, random, 0),
                 std::optional<MessageAct>(CorruptMessage{}));
        QVERIFY(!faults.actOn(Direction::Down, message, random, 0));
    }

    void itIsTold()
    {
        QCOMPARE(m_corrupt.inForce({{s("probability"), 0.05}, {s("direction"), s("down")}}),
                 QStringList{s("corrupts 5 % down")});
        QCOMPARE(m_corrupt.inForce({{s("event"), s("tick")}, {s("next"), 1}}),
                 QStringList{s("corrupts next 1 of “tick”")});
        QCOMPARE(m_corrupt.phrase({{s("probability"), 0.1},
                                   {s("direction"), s("down")},
                                   {s("next"), 3},
                                   {s("for"), 90 * kSecond}}),
                 s("corrupt 10 %, down, next 3, for 90 s"));
    }

private:
    const test::Kind m_corrupt{s("corrupt")};
};

QTEST_GUILESS_MAIN(TestCorrupt)
#include "tst_corrupt.moc"
