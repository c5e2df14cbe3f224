#include "kind.h"

using namespace swapscope;
using test::s;

class TestCut : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itResetsWhatIsOpenAndWhatComes()
    {
        QCOMPARE(m_cut.acts(), (FaultActs{.request = ResetRequest{}, .connections = ResetConnections{}}));
        LinkFaults faults;
        const auto effect = faults.apply(test::command(s("cut"), {{s("for"), 5 * kSecond}}), kSecond);
        QVERIFY(effect);
        QCOMPARE(*effect, FaultEffect{.connections = ResetConnections{}});
        QVERIFY(!faults.admits(kSecond));
        QVERIFY(!faults.admits(6 * kSecond - 1));
        QVERIFY(faults.admits(6 * kSecond));
        QCOMPARE(faults.nextChange(kSecond), std::optional<Nanoseconds>(6 * kSecond));
    }

    void withoutADurationItLastsUntilItIsMended()
    {
        LinkFaults faults;
        QVERIFY(test::applyFault(faults, s("cut"), {}, 0));
        QVERIFY(!faults.admits(100 * kSecond));
        QVERIFY(!faults.nextChange(0));
        QVERIFY(test::applyFault(faults, s("mend"), {}, 0));
        QVERIFY(faults.admits(0));
    }

    void aSecondCutCountsFromItsOwnStart()
    {
        LinkFaults faults;
        QVERIFY(test::applyFault(faults, s("cut"), {{s("for"), 10 * kSecond}}, 0));
        QVERIFY(test::applyFault(faults, s("cut"), {{s("for"), kSecond}}, kSecond));
        QCOMPARE(faults.nextChange(kSecond), std::optional<Nanoseconds>(2 * kSecond));
    }

    void aBoundIsMeantForWebSocketsAndStreams()
    {
        LinkFaults faults;
        Random random(1);
        const auto effect = test::applyFault(faults, s("cut"), {{s("next"), 2}}, 0);
        QVERIFY(effect && effect->connections);
        const RequestTraits page{false};
        const RequestTraits socket{true};
        QVERIFY(faults.admit(&page, random, 0));
        QVERIFY(!faults.admit(&socket, random, 0));
        QVERIFY(faults.isInForce(u"cut", 0));
        QVERIFY(!faults.admit(&socket, random, 0));
        QVERIFY(!faults.isInForce(u"cut", 0));
        QVERIFY(faults.admit(&socket, random, 0));
    }

    void aProbabilityIsThatOfEachConnection()
    {
        LinkFaults faults;
        const auto effect = test::applyFault(faults, s("cut"), {{s("probability"), 0.25}}, 0);
        QVERIFY(effect);
        QCOMPARE(*effect, (FaultEffect{.connections = ResetConnections{}, .probability = 0.25}));
        const RequestTraits socket{true};
        // The decisions are the seed's.
        QString first;
        for (int run = 0; run < 2; ++run) {
            Random random(3);
            QString decisions;
            for (int i = 0; i < 400; ++i)
                decisions += faults.admit(&socket, random, 0) ? u'+' : u'-';
            QVERIFY(decisions.count(u'-') > 60 && decisions.count(u'-') < 140);
            if (run == 0)
                first = decisions;
            else
                QCOMPARE(decisions, first);
        }
    }

    void itIsTold()
    {
        QCOMPARE(m_cut.inForce({{s("probability"), 0.5}}), QStringList{s("cut 50 %")});
        QCOMPARE(m_cut.inForce({{s("for"), 0}}), QStringList());
        QCOMPARE(m_cut.phrase({{s("for"), 5 * kSecond}}), s("cut for 5 s"));
        QCOMPARE(m_cut.phrase({{s("for"), 0}}), s("reset"));
        QCOMPARE(m_cut.fault().begins, std::optional(swapscope::Kind::LinkCut));
        QCOMPARE(m_cut.fault().ends, std::optional(swapscope::Kind::LinkMended));
    }

private:
    const test::Kind m_cut{s("cut")};
};

QTEST_GUILESS_MAIN(TestCut)
#include "tst_cut.moc"
