#include <wire/headparser.h>

#include <QTest>

using namespace swapscope::wire;

namespace {

// Lines as the name of a row.
QByteArray asName(const QByteArray &lines)
{
    return QByteArray(lines).replace("\r\n", " // ");
}

} // namespace

class TestHeadParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequest()
    {
        const auto parsed =
            parseHead(true, "PATCH /a/b?c=%20d HTTP/1.1\r\nHost: h:1\r\nx-Two:\t two words \r\n"
                            "X-TWO:again\r\nEmpty:\r\n\r\n");
        QVERIFY(std::holds_alternative<ParsedHead>(parsed));
        const ParsedHead &head = std::get<ParsedHead>(parsed);
        QVERIFY(head.head.request);
        QCOMPARE(head.head.method, QByteArray("PATCH"));
        QCOMPARE(head.head.target, QByteArray("/a/b?c=%20d"));
        QCOMPARE(head.head.version, 11);
        QCOMPARE(head.head.fields,
                 (std::vector<HttpField>{
                     {"Host", "h:1"}, {"x-Two", "two words"}, {"X-TWO", "again"}, {"Empty", ""}}));
        QVERIFY(!head.framing.length);
        QVERIFY(!head.framing.chunked);
        QVERIFY(!head.framing.coded);
    }

    void aResponse()
    {
        const auto parsed = parseHead(false, "HTTP/1.0 404 Not  Found\r\nContent-Length: 12\r\n\r\n");
        QVERIFY(std::holds_alternative<ParsedHead>(parsed));
        const ParsedHead &head = std::get<ParsedHead>(parsed);
        QVERIFY(!head.head.request);
        QCOMPARE(head.head.status, 404);
        QCOMPARE(head.head.reason, QByteArray("Not  Found"));
        QCOMPARE(head.head.version, 10);
        QCOMPARE(head.framing.length, std::optional<quint64>(12));
    }

    void framing_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<bool>("chunked");
        QTest::addColumn<bool>("coded");
        QTest::addColumn<qint64>("length"); // -1: none
        const auto row = [](const char *fields, bool chunked, bool coded, qint64 length) {
            QTest::newRow(asName(fields)) << QByteArray(fields) << chunked << coded << length;
        };
        row("", false, false, -1);
        row("Content-Length: 0\r\n", false, false, 0);
        row("content-length: 9223372036854775807\r\n", false, false, Q_INT64_C(9223372036854775807));
        row("Content-Length: 7\r\nContent-Length: 7\r\n", false, false, 7);
        row("Content-Length: 7, 7\r\n", false, false, 7);
        row("Transfer-Encoding: chunked\r\n", true, false, -1);
        row("Transfer-Encoding: Chunked\r\n", true, false, -1);
        row("Transfer-Encoding: gzip, chunked\r\n", true, true, -1);
        row("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", true, true, -1);
        row("Transfer-Encoding: gzip\r\n", false, true, -1);
    }
    void framing()
    {
        QFETCH(QByteArray, fields);
        const auto parsed = parseHead(false, "HTTP/1.1 200 OK\r\n" + fields + "\r\n");
        QVERIFY(std::holds_alternative<ParsedHead>(parsed));
        const Framing &framing = std::get<ParsedHead>(parsed).framing;
        QTEST(framing.chunked, "chunked");
        QTEST(framing.coded, "coded");
        QTEST(framing.length ? static_cast<qint64>(*framing.length) : -1, "length");
    }

    void refused_data()
    {
        QTest::addColumn<bool>("request");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto start = [](const char *line, int status = 400) {
            QTest::newRow(line) << true << QByteArray(line) + "\r\nHost: h\r\n\r\n" << status;
        };
        start("");
        start("GET");
        start("GET /");
        start(" GET / HTTP/1.1");
        start("GET  / HTTP/1.1");
        start("GET /  HTTP/1.1");
        start("GET / HTTP/1.1 ");
        start("GET /a b HTTP/1.1");
        start("G(T / HTTP/1.1");
        start("GET / HTTPS/1.1");
        start("GET / http/1.1");
        start("GET / HTTP/11");
        start("GET / HTTP/1.10");
        start("GET / HTTP/0.9", 505);
        start("GET / HTTP/1.2", 505);
        start("PRI * HTTP/2.0", 505);
        start("HTTP/1.1 200 OK");

        const auto statusLine = [](const char *line, int status = 400) {
            QTest::newRow(line) << false << QByteArray(line) + "\r\n\r\n" << status;
        };
        statusLine("HTTP/1.1 20 OK");
        statusLine("HTTP/1.1 2000 OK");
        statusLine("HTTP/1.1 abc OK");
        statusLine("HTTP/1.1 099 Low");
        statusLine("HTTP/2.0 200 OK", 505);
        statusLine("ICY 200 OK");
        statusLine("GET / HTTP/1.1");

        const auto fields = [](const char *lines, int status = 400) {
            QTest::newRow(asName(lines))
                << true << QByteArray("POST / HTTP/1.1\r\nHost: h\r\n") + lines + "\r\n\r\n"
                << status;
        };
        fields("no colon");
        fields(": no name");
        fields("space : before the colon");
        fields("a b: space in the name");
        fields("n\xc3\xa4me: not ASCII");
        fields("Content-Length: ");
        fields("Content-Length: -1");
        fields("Content-Length: +1");
        fields("Content-Length: 0x10");
        fields("Content-Length: 1 2");
        fields("Content-Length: 1,");
        fields("Content-Length: 5, 6");
        fields("Content-Length: 5\r\nContent-Length: 6");
        fields("Content-Length: 9223372036854775808");
        fields("Content-Length: 18446744073709551616");
        fields("Content-Length: 99999999999999999999999999");
        fields("Content-Length: 5\r\nTransfer-Encoding: chunked");
        fields("Transfer-Encoding: chunked\r\nContent-Length: 5");
        fields("Transfer-Encoding: gzip\r\nContent-Length: 5");
        fields("Content-Length: 5\r\nTransfer-Encoding: identity");
        fields("Transfer-Encoding: chunked, chunked");
        fields("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked");
        fields("Transfer-Encoding: chunked, gzip");
        fields("Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip");
        fields("Transfer-Encoding: ");
        fields("Transfer-Encoding: ,chunked");
        fields("Transfer-Encoding: xchunked", 501);
        fields("Transfer-Encoding: identity", 501);
        fields("Transfer-Encoding: \x0b"
               "chunked");
        fields("Transfer-Encoding: gzip, chunked", 501);

        QTest::newRow("coded in HTTP/1.0")
            << true << QByteArray("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n") << 400;
        QTest::newRow("no end") << true << QByteArray("GET / HTTP/1.1\r\nHost: h\r\n") << 400;
    }
    void refused()
    {
        QFETCH(bool, request);
        QFETCH(QByteArray, bytes);
        const auto parsed = parseHead(request, bytes);
        QVERIFY(std::holds_alternative<HeadError>(parsed));
        const HeadError &error = std::get<HeadError>(parsed);
        QTEST(error.status, "status");
        QVERIFY2(error.what.endsWith(u'.') && !error.what.contains(u"malformed ("), qPrintable(error.what));
    }
};

QTEST_GUILESS_MAIN(TestHeadParser)
#include "tst_headparser.moc"
