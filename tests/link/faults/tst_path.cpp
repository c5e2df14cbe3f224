#include <link/faults/fault.h>

#include <QTest>

using namespace swapscope;

namespace {

QVariantMap with(const char *name, const QVariant &value)
{
    return {{QString::fromLatin1(name), value}};
}

} // namespace

class TestPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bandwidthIsInThousandBits()
    {
        LinkFaults faults;
        QVERIFY(!faults.bandwidth.active(Direction::Down, 0));
        QVERIFY(applyFault(faults, QStringLiteral("bandwidth"), with("kbit", 400), 0));
        QCOMPARE(faults.bandwidth.bytesPerSecond, 50'000);
        QVERIFY(faults.bandwidth.active(Direction::Down, 0));
    }

    void slicesAreOneByteUnlessSaid()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, QStringLiteral("slice"), {}, 0));
        QCOMPARE(faults.slicing.bytes, 1);
        QCOMPARE(faults.slicing.gap, kMillisecond);
        QVERIFY(applyFault(faults, QStringLiteral("slice"),
                           {{QStringLiteral("bytes"), 9}, {QStringLiteral("gap"), 5}}, 0));
        QCOMPARE(faults.slicing.bytes, 9);
        QCOMPARE(faults.slicing.gap, 5);
    }

    void aLimitIsInBytes()
    {
        LinkFaults faults;
        QVERIFY(!faults.limit.active(Direction::Down, 0));
        QVERIFY(applyFault(faults, QStringLiteral("limit"), with("bytes", 9), 0));
        QCOMPARE(faults.limit.bytes, 9);
        QVERIFY(faults.limit.active(Direction::Down, 0));
    }

    void theyHaveADirectionAndATime()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, QStringLiteral("halfopen"),
                           {{QStringLiteral("direction"), QStringLiteral("up")},
                            {QStringLiteral("after"), 10},
                            {QStringLiteral("for"), 5}},
                           100));
        QVERIFY(!faults.halfOpen.active(Direction::Up, 109));
        QVERIFY(faults.halfOpen.active(Direction::Up, 110));
        QVERIFY(!faults.halfOpen.active(Direction::Down, 110));
        QVERIFY(!faults.halfOpen.active(Direction::Up, 115));
    }

    void mendEndsAHalfOpenPathAndClearTheRest()
    {
        LinkFaults faults;
        QVERIFY(applyFault(faults, QStringLiteral("halfopen"), {}, 0));
        QVERIFY(applyFault(faults, QStringLiteral("slice"), {}, 0));
        QVERIFY(applyFault(faults, QStringLiteral("idle"), with("timeout", 30), 0));
        QVERIFY(applyFault(faults, QStringLiteral("mend"), {}, 0));
        QVERIFY(!faults.halfOpen.active(Direction::Up, 0));
        QVERIFY(faults.slicing.active(Direction::Up, 0));
        QVERIFY(faults.idle.active(0));
        QVERIFY(applyFault(faults, QStringLiteral("clear"), {}, 0));
        QVERIFY(!faults.slicing.active(Direction::Up, 0));
        QVERIFY(!faults.idle.active(0));
    }

    void nonsenseIsAnErrorAndChangesNothing_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QVariantMap>("args");
        QTest::addColumn<QString>("error");
        QTest::newRow("no rate") << "bandwidth" << QVariantMap()
                                 << "bandwidth needs kbit: so many thousand bits a second";
        QTest::newRow("no width") << "bandwidth" << with("kbit", 0)
                                  << "kbit must be a whole number from 1 to 1000000, not 0";
        QTest::newRow("no bytes") << "slice" << with("bytes", 0)
                                  << "bytes must be a whole number from 1 to 1000000, not 0";
        QTest::newRow("no limit") << "limit" << QVariantMap()
                                  << "limit needs bytes: after how many a connection ends";
        QTest::newRow("no time") << "idle" << QVariantMap()
                                 << "idle needs timeout: how long nothing may pass";
        QTest::newRow("no time at all")
            << "idle" << with("timeout", 0) << "idle needs timeout: how long nothing may pass";
        QTest::newRow("direction") << "halfopen" << with("direction", QStringLiteral("left"))
                                   << "direction must be up, down or both, not \"left\"";
    }

    void nonsenseIsAnErrorAndChangesNothing()
    {
        QFETCH(QString, name);
        QFETCH(QVariantMap, args);
        LinkFaults faults;
        const auto effect = applyFault(faults, name, args, 0);
        QVERIFY(!effect);
        QTEST(effect.error().message, "error");
        QVERIFY(!faults.bandwidth.active(Direction::Up, 0) && !faults.slicing.active(Direction::Up, 0) &&
                !faults.halfOpen.active(Direction::Up, 0) && !faults.idle.active(0));
    }
};

QTEST_GUILESS_MAIN(TestPath)
#include "tst_path.moc"
