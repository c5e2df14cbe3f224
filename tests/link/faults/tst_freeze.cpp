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

    void oneDirectionAlone()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, QStringLiteral("freeze"),
                           {{QStringLiteral("direction"), QStringLiteral("up")}}, 0));
        QVERIFY(faults.frozen(Direction::Up, 0));
        QVERIFY(!faults.frozen(Direction::Down, 0));
        QVERIFY(applyFault(
            faults, QStringLiteral("freeze"),
            {{QStringLiteral("direction"), QStringLiteral("down")}, {QStringLiteral("for"), 5}}, 0));
        QVERIFY(faults.frozen(Direction::Up, 0));
        QVERIFY(faults.frozen(Direction::Down, 4));
        QVERIFY(!faults.frozen(Direction::Down, 5));
        QVERIFY(faults.frozen(5));
        QVERIFY(!applyFault(faults, QStringLiteral("freeze"),
                            {{QStringLiteral("direction"), QStringLiteral("left")}}, 0));
    }
};

QTEST_GUILESS_MAIN(TestFreeze)
#include "tst_freeze.moc"
