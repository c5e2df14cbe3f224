#include "kind.h"

using namespace swapscope;
using test::s;

class TestHangup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itEndsWhatIsOpenInAnOrderlyWayAndNothingElse()
    {
        LinkFaults faults;
        const auto effect = test::applyFault(faults, s("hangup"), {}, 0);
        QVERIFY(effect);
        QCOMPARE(*effect, (FaultEffect{.connections = EndConnections{}}));
        QVERIFY(faults.admits(0));
        QVERIFY(faults.shown(0).empty());
    }

    void itCanWaitAndChoose()
    {
        QCOMPARE(m_hangup.inForce({{s("after_messages"), 1}}),
                 QStringList{s("hangup after the next message")});
        LinkFaults faults;
        const auto effect = test::applyFault(faults, s("hangup"), {{s("probability"), 0.5}}, 0);
        QVERIFY(effect);
        QCOMPARE(effect->probability, 0.5);
    }

    void itIsTold() { QCOMPARE(m_hangup.phrase(), s("end without a close frame")); }

private:
    const test::Kind m_hangup{s("hangup")};
};

QTEST_GUILESS_MAIN(TestHangup)
#include "tst_hangup.moc"
