#include "kind.h"

using namespace swapscope;
using test::s;

class TestRefuse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itKeepsNewConnectionsAwayAndLeavesThoseThatAreOpen()
    {
        QCOMPARE(m_refuse.acts(), (FaultActs{.request = ResetRequest{}}));
        LinkFaults faults;
        const auto effect = test::applyFault(faults, s("refuse"), {{s("for"), kSecond}}, 0);
        QVERIFY(effect);
        QCOMPARE(*effect, FaultEffect{});
        QVERIFY(!faults.admits(kSecond - 1));
        QVERIFY(faults.admits(kSecond));
    }

    void itLastsApartFromACut()
    {
        LinkFaults faults;
        QVERIFY(test::applyFault(faults, s("refuse"), {{s("for"), 2 * kSecond}}, 0));
        QVERIFY(test::applyFault(faults, s("cut"), {{s("for"), kSecond}}, 0));
        QVERIFY(!faults.admits(2 * kSecond - 1));
        QVERIFY(faults.admits(2 * kSecond));
    }

    void soManyAreKeptAway()
    {
        LinkFaults faults;
        Random random(1);
        const RequestTraits socket{true};
        QVERIFY(test::applyFault(faults, s("refuse"), {{s("next"), 3}}, 0));
        for (const bool in : {false, false, false, true})
            QCOMPARE(faults.admit(&socket, random, 0), in);
    }

    void itIsTold()
    {
        QCOMPARE(m_refuse.inForce(), QStringList{s("refuses")});
        QCOMPARE(m_refuse.inForce({{s("next"), 3}}), QStringList{s("refuses next 3")});
        QCOMPARE(m_refuse.phrase({{s("next"), 3}}), s("refuse, next 3"));
    }

private:
    const test::Kind m_refuse{s("refuse")};
};

QTEST_GUILESS_MAIN(TestRefuse)
#include "tst_refuse.moc"
