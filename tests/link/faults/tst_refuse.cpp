#include <link/faults/fault.h>

#include <QTest>

using namespace swapscope;

class TestRefuse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itLetsNobodyInAndLeavesAloneWhatIsOpen()
    {
        LinkFaults faults;
        const auto effect =
            applyFault(faults, QStringLiteral("refuse"), {{QStringLiteral("for"), kSecond}}, 0);
        QVERIFY(effect);
        QCOMPARE(*effect, FaultEffect{});
        QVERIFY(!faults.admits(0));
        QVERIFY(!faults.frozen(0));
        QVERIFY(faults.admits(kSecond));
        QCOMPARE(faults.nextEnd(), std::optional<Nanoseconds>(kSecond));
    }

    void aCutThatEndsFirstDoesNotEndIt()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, QStringLiteral("refuse"), {{QStringLiteral("for"), 2 * kSecond}}, 0));
        QVERIFY(applyFault(faults, QStringLiteral("cut"), {{QStringLiteral("for"), kSecond}}, 0));
        QCOMPARE(faults.nextEnd(), std::optional<Nanoseconds>(kSecond));
        QVERIFY(!faults.admits(kSecond));
        QVERIFY(faults.admits(2 * kSecond));
    }
};

QTEST_GUILESS_MAIN(TestRefuse)
#include "tst_refuse.moc"
