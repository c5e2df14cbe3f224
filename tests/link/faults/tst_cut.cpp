#include <link/faults/fault.h>

#include <QTest>

using namespace swapscope;

class TestCut : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itResetsWhatIsOpenAndLetsNobodyInUntilItsTimeIsOver()
    {
        LinkFaults faults;
        const auto effect =
            applyFault(faults, QStringLiteral("cut"), {{QStringLiteral("for"), 5 * kSecond}}, kSecond);
        QVERIFY(effect);
        QCOMPARE(*effect, FaultEffect{.resetAll = true});
        QVERIFY(!faults.admits(kSecond));
        QVERIFY(!faults.admits(6 * kSecond - 1));
        QVERIFY(faults.admits(6 * kSecond));
        QCOMPARE(faults.nextEnd(), std::optional<Nanoseconds>(6 * kSecond));
    }

    void withoutADurationItLastsUntilItIsMended()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, QStringLiteral("cut"), {}, 0));
        QVERIFY(!faults.admits(100 * kSecond));
        QVERIFY(!faults.nextEnd());
        QVERIFY(applyFault(faults, QStringLiteral("mend"), {}, 0));
        QVERIFY(faults.admits(0));
    }

    void aSecondCutCountsFromItsOwnStart()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, QStringLiteral("cut"), {{QStringLiteral("for"), 10 * kSecond}}, 0));
        QVERIFY(applyFault(faults, QStringLiteral("cut"), {{QStringLiteral("for"), kSecond}}, kSecond));
        QCOMPARE(faults.nextEnd(), std::optional<Nanoseconds>(2 * kSecond));
    }

    void aBoundIsMeantForWebSocketsAndStreams()
    {
        LinkFaults faults;
        Random random(1);
        const auto effect = applyFault(faults, QStringLiteral("cut"), {{QStringLiteral("next"), 2}}, 0);
        QVERIFY(effect);
        QVERIFY(effect->resetAll);
        LinkRequest page;
        LinkRequest socket;
        socket.wants = LinkRequest::Wants::WebSocket;
        QVERIFY(faults.admit(&page, random, 0));
        QVERIFY(!faults.admit(&socket, random, 0));
        QVERIFY(faults.isCut(0));
        QVERIFY(!faults.admit(&socket, random, 0));
        QVERIFY(!faults.isCut(0));
        QVERIFY(faults.admit(&socket, random, 0));
    }

    void aProbabilityIsThatOfEachConnection()
    {
        LinkFaults faults;
        const auto effect =
            applyFault(faults, QStringLiteral("cut"), {{QStringLiteral("probability"), 0.25}}, 0);
        QVERIFY(effect);
        QCOMPARE(*effect, (FaultEffect{.resetAll = true, .probability = 0.25}));
        LinkRequest socket;
        socket.wants = LinkRequest::Wants::WebSocket;
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
};

QTEST_GUILESS_MAIN(TestCut)
#include "tst_cut.moc"
