#include "kind.h"

using namespace swapscope;
using test::s;

class TestDelay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMessageIsSoLate()
    {
        QCOMPARE(m_delay.acts({{s("by"), 30}}), (FaultActs{.message = DelayMessage{30}}));
        QCOMPARE(m_delay.refusal({}), s("delay needs by: how long the message is late"));
    }

    void itIsTold()
    {
        QCOMPARE(m_delay.inForce({{s("by"), 2 * kSecond}}), QStringList{s("delays by 2 s")});
        QCOMPARE(m_delay.inForce({{s("by"), 2 * kSecond}, {s("next"), 1}, {s("direction"), s("down")}}),
                 QStringList{s("delays next 1 by 2 s down")});
        QCOMPARE(m_delay.phrase({{s("by"), 2 * kSecond}, {s("event"), s("tick")}}),
                 s("delay by 2 s, event tick"));
    }

private:
    const test::Kind m_delay{s("delay")};
};

QTEST_GUILESS_MAIN(TestDelay)
#include "tst_delay.moc"
