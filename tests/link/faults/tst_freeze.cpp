#include <link/faults/fault.h>

#include <QTest>

using namespace swapscope;

class TestFreeze : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itHoldsForItsTimeAndStillLetsConnectionsIn()
    {
        LinkFaults faults;
        const auto effect =
            applyFault(faults, QStringLiteral("freeze"), {{QStringLiteral("for"), kSecond}}, 5);
        QVERIFY(effect);
        QCOMPARE(*effect, FaultEffect{});
        QVERIFY(faults.frozen(5));
        QVERIFY(faults.frozen(kSecond + 4));
        QVERIFY(!faults.frozen(kSecond + 5));
        QVERIFY(faults.admits(5));
        QCOMPARE(faults.nextEnd(), std::optional<Nanoseconds>(kSecond + 5));
    }

    void thawEndsIt()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, QStringLiteral("freeze"), {}, 0));
        QVERIFY(faults.frozen(1000 * kSecond));
        const auto effect = applyFault(faults, QStringLiteral("thaw"), {}, 0);
        QVERIFY(effect);
        QCOMPARE(*effect, FaultEffect{});
        QVERIFY(!faults.frozen(0));
    }

    void thawOfWhatIsNotFrozenChangesNothing()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, QStringLiteral("cut"), {}, 0));
        QVERIFY(applyFault(faults, QStringLiteral("thaw"), {}, 0));
        QVERIFY(!faults.admits(0));
    }
};

QTEST_GUILESS_MAIN(TestFreeze)
#include "tst_freeze.moc"
