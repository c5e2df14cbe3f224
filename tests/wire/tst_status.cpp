#include <wire/status.h>

#include <QTest>

using namespace swapscope::wire;

class TestStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void phrasesAreThoseOfTheStandard_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("phrase");
        QTest::newRow("101") << 101 << QByteArray("Switching Protocols");
        QTest::newRow("200") << 200 << QByteArray("OK");
        QTest::newRow("404") << 404 << QByteArray("Not Found");
        QTest::newRow("408") << 408 << QByteArray("Request Timeout");
        QTest::newRow("413, by its new name") << 413 << QByteArray("Content Too Large");
        QTest::newRow("418") << 418 << QByteArray("I'm a teapot");
        QTest::newRow("422, by its new name") << 422 << QByteArray("Unprocessable Content");
        QTest::newRow("425") << 425 << QByteArray("Too Early");
        QTest::newRow("426") << 426 << QByteArray("Upgrade Required");
        QTest::newRow("429") << 429 << QByteArray("Too Many Requests");
        QTest::newRow("431") << 431 << QByteArray("Request Header Fields Too Large");
        QTest::newRow("504") << 504 << QByteArray("Gateway Timeout");
        QTest::newRow("nobody's") << 299 << QByteArray();
        QTest::newRow("no status") << -1 << QByteArray();
    }
    void phrasesAreThoseOfTheStandard()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, phrase);
        QCOMPARE(reasonPhrase(status), phrase);
    }

    // RFC 9110, section 5.6.7, has this one as its example.
    void datesAreThoseOfTheStandard()
    {
        QCOMPARE(httpDate(784111777000), QByteArray("Sun, 06 Nov 1994 08:49:37 GMT"));
        QCOMPARE(httpDate(784111777999), QByteArray("Sun, 06 Nov 1994 08:49:37 GMT"));
        QCOMPARE(httpDate(0), QByteArray("Thu, 01 Jan 1970 00:00:00 GMT"));
    }
};

QTEST_GUILESS_MAIN(TestStatus)
#include "tst_status.moc"
