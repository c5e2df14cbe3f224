#include <core/closecodes.h>

#include <QTest>

using namespace swapscope;

class TestCloseCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachHasItsSender_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("sender");
        QTest::addColumn<bool>("reported");
        const auto row = [](int code, CloseSender sender, bool reported) {
            QTest::newRow(qPrintable(QString::number(code))) << code << static_cast<int>(sender) << reported;
        };
        for (const int code : {1000, 1001, 1002, 1003, 1007, 1008, 1009, 3000, 3999, 4000, 4999})
            row(code, CloseSender::Anybody, true);
        row(1010, CloseSender::Client, true);
        for (const int code : {1011, 1012, 1013, 1014})
            row(code, CloseSender::Server, true);
        for (const int code : {1005, 1006, 1015}) // what stands for what no frame said
            row(code, CloseSender::Nobody, true);
        for (const int code : {-1, 0, 999, 1004, 1016, 2999, 5000, 65535})
            row(code, CloseSender::Nobody, false);
    }

    void eachHasItsSender()
    {
        QFETCH(int, code);
        QFETCH(int, sender);
        QFETCH(bool, reported);
        QCOMPARE(static_cast<int>(closeSender(code)), sender);
        QCOMPARE(isValidCloseCode(code), closeSender(code) != CloseSender::Nobody);
        QCOMPARE(canBeReported(code), reported);
    }
};

QTEST_GUILESS_MAIN(TestCloseCodes)
#include "tst_closecodes.moc"
