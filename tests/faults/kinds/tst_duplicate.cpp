#include "kind.h"

using namespace swapscope;
using test::s;

class TestDuplicate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsOnWholeMessages()
    {
        QCOMPARE(m_duplicate.acts(), (FaultActs{.message = DuplicateMessage{}}));
        LinkFaults faults;
        QVERIFY(test::applyFault(faults, s("duplicate"), {{s("direction"), s("down")}, {s("next"), 1}}, 0));
        Random random(1);
        const MessageTraits message{s("text"), true, {}};
        QVERIFY(!faults.actOn(Direction::Up, message, random, 0));
        QCOMPARE(faults.actOn(Direction::Down, message, random, 0),
                 std::optional<MessageAct>(DuplicateMessage{}));
        QVERIFY(!faults.actOn(Direction::Down, message, random, 0));
    }

    void itIsTold()
    {
        QCOMPARE(m_duplicate.inForce({{s("probability"), 0.05}, {s("direction"), s("down")}}),
                 QStringList{s("duplicates 5 % down")});
        QCOMPARE(m_duplicate.inForce({{s("event"), s("tick")}, {s("next"), 1}}),
                 QStringList{s("duplicates next 1 of “tick”")});
        QCOMPARE(m_duplicate.phrase({{s("probability"), 0.1},
                                     {s("direction"), s("down")},
                                     {s("next"), 3},
                                     {s("for"), 90 * kSecond}}),
                 s("duplicate 10 %, down, next 3, for 90 s"));
    }

private:
    const test::Kind m_duplicate{s("duplicate")};
};

QTEST_GUILESS_MAIN(TestDuplicate)
#include "tst_duplicate.moc"
