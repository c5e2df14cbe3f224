#include <link/faults/fault.h>

#include <QTest>

using namespace swapscope;

class TestMend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itEndsCutFreezeAndRefusalAndLeavesTheLatency()
    {
        LinkFaults faults;
        faults.latency = {100, 10};
        for (const char *name : {"cut", "freeze", "refuse"})
            QVERIFY(applyFault(faults, QString::fromLatin1(name), {}, 0));
        const auto effect = applyFault(faults, QStringLiteral("mend"), {}, 1);
        QVERIFY(effect);
        QCOMPARE(*effect, FaultEffect{});
        QVERIFY(faults.admits(1));
        QVERIFY(!faults.frozen(1));
        QCOMPARE(faults.latency, (PathLatency{100, 10}));
    }
};

QTEST_GUILESS_MAIN(TestMend)
#include "tst_mend.moc"
