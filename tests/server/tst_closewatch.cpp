#include <server/closewatch.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::mock;

class TestCloseWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheCloseFrameAtTheEnd()
    {
        const QByteArray text = wire::encodeFrame(wire::Opcode::Text, "hello", true, 0x01020304U);
        QVERIFY(!closeAtEnd({}));
        QVERIFY(!closeAtEnd(text));
        for (const wire::CloseInfo &sent :
             {wire::CloseInfo{1005, {}}, wire::CloseInfo{1000, {}},
              wire::CloseInfo{4000, QStringLiteral("bye")}, wire::CloseInfo{3000, QString(123, u'r')}}) {
            const auto seen = closeAtEnd(text + wire::encodeClose(sent, 0xa1b2c3d4U));
            QVERIFY(seen);
            QCOMPARE(seen->code, sent.code);
            QCOMPARE(seen->reason, sent.reason);
        }
    }

    void aServersFrameIsNone() { QVERIFY(!closeAtEnd(wire::encodeClose({1000, {}}))); }
};

QTEST_GUILESS_MAIN(TestCloseWatch)
#include "tst_closewatch.moc"
