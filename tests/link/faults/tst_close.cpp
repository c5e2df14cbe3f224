#include <link/faults/fault.h>

#include <QTest>

using namespace swapscope;

class TestClose : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itClosesWithCodeAndReasonAndChangesNoSetting()
    {
        LinkFaults faults;
        const auto effect = applyFault(
            faults, QStringLiteral("close"),
            {{QStringLiteral("code"), 1012}, {QStringLiteral("reason"), QStringLiteral("deploy")}}, 0);
        QVERIFY(effect);
        FaultEffect wanted;
        wanted.closeAll = wire::CloseInfo{1012, QStringLiteral("deploy")};
        QCOMPARE(*effect, wanted);
        QVERIFY(faults.admits(0));
        QVERIFY(!faults.frozen(0));
    }

    void withoutACodeItIsTheNormalOne()
    {
        LinkFaults faults;
        const auto effect = applyFault(faults, QStringLiteral("close"), {}, 0);
        QVERIFY(effect);
        QCOMPARE(effect->closeAll->code, 1000);
        QVERIFY(effect->closeAll->reason.isEmpty());
    }

    void onlyCodesThatMayStandInAFrame_data()
    {
        QTest::addColumn<QVariant>("code");
        QTest::addColumn<bool>("fine");
        QTest::newRow("1001") << QVariant(1001) << true;
        QTest::newRow("4999") << QVariant(4999) << true;
        QTest::newRow("as text") << QVariant(QStringLiteral("3000")) << true;
        QTest::newRow("1005: a frame without a code") << QVariant(1005) << true;
        QTest::newRow("1006") << QVariant(1006) << false;
        QTest::newRow("1015") << QVariant(1015) << false;
        QTest::newRow("0") << QVariant(0) << false;
        QTest::newRow("a word") << QVariant(QStringLiteral("soon")) << false;
    }

    void onlyCodesThatMayStandInAFrame()
    {
        QFETCH(QVariant, code);
        LinkFaults faults;
        const auto effect = applyFault(faults, QStringLiteral("close"), {{QStringLiteral("code"), code}}, 0);
        QTEST(effect.ok(), "fine");
        if (!effect)
            QVERIFY(effect.error().message.startsWith(code.toString() + QStringLiteral(" cannot stand")));
    }

    void theReasonHasRoomFor123Bytes()
    {
        LinkFaults faults;
        const auto close = [&faults](const QString &reason) {
            return applyFault(faults, QStringLiteral("close"), {{QStringLiteral("reason"), reason}}, 0);
        };
        QVERIFY(close(QString(123, u'x')));
        QVERIFY(!close(QString(124, u'x')));
        QVERIFY(!close(QString(62, u'\u00e4'))); // 124 bytes of UTF-8
    }

    void someOfThem()
    {
        LinkFaults faults;
        const auto effect =
            applyFault(faults, QStringLiteral("close"),
                       {{QStringLiteral("code"), 1001}, {QStringLiteral("probability"), 0.5}}, 0);
        QVERIFY(effect);
        QCOMPARE(effect->probability, 0.5);
        QVERIFY(!applyFault(faults, QStringLiteral("close"), {{QStringLiteral("probability"), 2}}, 0));
    }
};

QTEST_GUILESS_MAIN(TestClose)
#include "tst_close.moc"
