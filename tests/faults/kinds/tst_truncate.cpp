#include "kind.h"

using namespace swapscope;
using test::s;

class TestTruncate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsOnWholeMessages()
    {
        QCOMPARE(m_truncate.acts(), (FaultActs{.message = TruncateMessage{}}));
        LinkFaults faults;
        QVERIFY(test::applyFault(faults, s("truncate"), {{s("direction"), s("down")}, {s("next"), 1}}, 0));
        Random random(1);
        const MessageTraits message{s("text"), true, {}};
        QVERIFY(!faults.actOn(Direction::Up, message, random, 0));
        QCOMPARE(faults.actOn(Direction::Down, message, random, 0),
                 std::optional<MessageAct>(TruncateMessage{}));
        QVERIFY(!faults.actOn(Direction::Down, message, random, 0));
    }

    void itIsTold()
    {
        QCOMPARE(m_truncate.inForce({{s("probability"), 0.05}, {s("direction"), s("down")}}),
                 QStringList{s("truncates 5 % down")});
        QCOMPARE(m_truncate.inForce({{s("event"), s("tick")}, {s("next"), 1}}),
                 QStringList{s("truncates next 1 of “tick”")});
        QCOMPARE(m_truncate.phrase({{s("probability"), 0.1},
                                    {s("direction"), s("down")},
                                    {s("next"), 3},
                                    {s("for"), 90 * kSecond}}),
                 s("truncate 10 %, down, next 3, for 90 s"));
    }

private:
    const test::Kind m_truncate{s("truncate")};
};

QTEST_GUILESS_MAIN(TestTruncate)
#include "tst_truncate.moc"
