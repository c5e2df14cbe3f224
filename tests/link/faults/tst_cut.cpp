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
};

QTEST_GUILESS_MAIN(TestCut)
#include "tst_cut.moc"
