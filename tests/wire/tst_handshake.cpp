#include <wire/handshake.h>

#include <QTest>

using namespace swapscope::wire;

namespace {

HttpHead request(const QByteArray &key = "dGhlIHNhbXBsZSBub25jZQ==", const QByteArray &version = "13")
{
    HttpHead head;
    head.method = "GET";
    head.target = "/chat";
    head.fields = {{"Host", "server.example.com"},
                   {"Upgrade", "websocket"},
                   {"Connection", "Upgrade"},
                   {"Sec-WebSocket-Key", key},
                   {"Sec-WebSocket-Version", version}};
    return head;
}

} // namespace

class TestHandshake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<int>("status"); // 0: nothing is wrong
        const QByteArray good = "dGhlIHNhbXBsZSBub25jZQ==";
        QTest::newRow("in order") << good << QByteArray("13") << 0;
        QTest::newRow("another version") << good << QByteArray("8") << 426;
        QTest::newRow("no version") << good << QByteArray() << 426;
        QTest::newRow("a short key") << QByteArray("c2hvcnQ=") << QByteArray("13") << 400;
        QTest::newRow("no base64") << QByteArray("not base64 at all!!!!!!!") << QByteArray("13") << 400;
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, version);
        QFETCH(int, status);
        const auto refusal = checkUpgrade(request(key, version));
        QCOMPARE(refusal ? refusal->status : 0, status);
        if (status == 426) // RFC 6455, section 4.4: the versions that are spoken; RFC 9110, section 15.5.22
            QCOMPARE(refusal->fields,
                     (std::vector<HttpField>{{"Sec-WebSocket-Version", "13"}, {"Upgrade", "websocket"}}));
    }

    // Section 1.3.
    void theAnswerIsTheStandards()
    {
        QCOMPARE(acceptKey("dGhlIHNhbXBsZSBub25jZQ=="), QByteArray("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
        QCOMPARE(
            upgradeAnswer(request()).encode(),
            QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"));
        QVERIFY(upgradeAnswer(request(), "chat").encode().contains("\r\nSec-WebSocket-Protocol: chat\r\n"));
    }

    void protocolsAreOfferedInOrderOverAllFields()
    {
        HttpHead head = request();
        QVERIFY(offeredProtocols(head).empty());
        head.fields.push_back({"Sec-WebSocket-Protocol", "soap, wamp"});
        head.fields.push_back({"sec-websocket-protocol", " ,mqtt "});
        QCOMPARE(offeredProtocols(head), (std::vector<QByteArray>{"soap", "wamp", "mqtt"}));
    }
};

QTEST_GUILESS_MAIN(TestHandshake)
#include "tst_handshake.moc"
