#include <link/faults/fault.h>

#include <QTest>

using namespace swapscope;

class TestClear : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itLeavesNoFaultAtAll()
    {
        LinkFaults faults;
        faults.latency = {100, 10};
        for (const char *name : {"cut", "freeze", "refuse", "lose"})
            QVERIFY(applyFault(faults, QString::fromLatin1(name), {}, 0));
        const auto effect = applyFault(faults, QStringLiteral("clear"), {}, 1);
        QVERIFY(effect);
        QCOMPARE(*effect, FaultEffect{});
        QVERIFY(faults.admits(1));
        QVERIFY(!faults.frozen(1));
        QVERIFY(!faults.nextEnd());
        QVERIFY(faults.latency.none());
        QVERIFY(faults.messages.empty());
    }
};

QTEST_GUILESS_MAIN(TestClear)
#include "tst_clear.moc"
