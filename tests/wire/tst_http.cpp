#include "chunks.h"

#include <wire/http.h>

#include <QTest>

using namespace swapscope;
using namespace swapscope::wire;

using Role = HttpDecoder::Role;

Q_DECLARE_METATYPE(HttpDecoder::Role)

namespace {

struct HttpOutcome
{
    QByteArrayList told; // each unit as a line; the Body units of a message joined to one
    QByteArray raw;      // of all units, joined
    QByteArray beforeFailure;
    bool idle = false; // after the last chunk, before the end
    bool failed = false;
};

struct Teller
{
    HttpOutcome outcome;
    bool bodyOpen = false;

    void line(const QByteArray &text)
    {
        outcome.told += text;
        bodyOpen = false;
    }
    void joined(const QByteArray &name, const QByteArray &data)
    {
        if (bodyOpen)
            outcome.told.last() += data;
        else
            outcome.told += name + data;
        bodyOpen = true;
    }
    void operator()(const HttpDecoder::Head &unit)
    {
        const HttpHead &head = unit.head;
        QByteArray text = head.request ? head.method + ' ' + head.target
                                       : QByteArray::number(head.status) + ' ' + head.reason;
        text += " 1." + QByteArray::number(head.version - 10);
        for (const HttpField &field : head.fields)
            text += " | " + field.name + '=' + field.value;
        outcome.raw += unit.raw;
        line(text);
    }
    void operator()(const HttpDecoder::Body &unit)
    {
        outcome.raw += unit.raw;
        if (!unit.data.isEmpty())
            joined("body ", unit.data);
    }
    void operator()(const HttpDecoder::End &unit) { line(unit.keepAlive ? "end" : "end, close"); }
    void operator()(const HttpDecoder::Switched &unit)
    {
        outcome.raw += unit.raw;
        joined("switched ", unit.raw);
    }
    void operator()(const HttpDecoder::Failure &unit)
    {
        outcome.beforeFailure = outcome.raw;
        outcome.raw += unit.raw;
        outcome.failed = true;
        line("failure " + QByteArray::number(unit.status) + ' ' + unit.what.toUtf8());
    }
};

struct Case
{
    Role role = Role::Request;
    HttpLimits limits = {};
    QByteArrayList asked = {}; // methods of the requests, for responses
    bool finish = true;
};

HttpOutcome decode(const Case &how, const QByteArrayList &chunks)
{
    HttpDecoder decoder(how.role, how.limits);
    for (const QByteArray &method : how.asked)
        decoder.expectResponseTo(method);
    Teller teller;
    for (const QByteArray &chunk : chunks) {
        for (const HttpDecoder::Unit &unit : decoder.feed(chunk))
            std::visit(teller, unit);
    }
    teller.outcome.idle = decoder.idle();
    if (how.finish) {
        for (const HttpDecoder::Unit &unit : decoder.finish())
            std::visit(teller, unit);
    }
    return teller.outcome;
}

const QByteArray kPost = "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello";
const QByteArray kChunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
const QByteArray kChunkedHead = "200 OK 1.1 | Transfer-Encoding=chunked";

// A conversation of many messages, drawn from all that is allowed, and what is told of it.
QByteArray converse(Random &random, QByteArrayList *told)
{
    QByteArray input;
    for (int i = 0; i < 8; ++i) {
        const QByteArray data =
            QByteArray("\r\nab0\r\n\r\n").repeated(static_cast<qsizetype>(random.next() % 20));
        if (random.uniform() < 0.5) {
            const QByteArray size = QByteArray::number(data.size());
            input += "PUT /" + size + " HTTP/1.1\r\nContent-Length: " + size + "\r\n\r\n" + data;
            *told += "PUT /" + size + " 1.1 | Content-Length=" + size;
        } else {
            input += "PUT /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
            for (qsizetype at = 0; at < data.size();) {
                const qsizetype most = 1 + static_cast<qsizetype>(random.next() % 40);
                const QByteArray part = data.sliced(at, qMin<qsizetype>(data.size() - at, most));
                const QByteArray extension = random.uniform() < 0.2 ? ";x=y" : "";
                input += QByteArray::number(part.size(), 16) + extension + "\r\n" + part + "\r\n";
                at += part.size();
            }
            input += random.uniform() < 0.3 ? "0\r\nA: b\r\nC: d\r\n\r\n" : "0\r\n\r\n";
            *told += "PUT /c 1.1 | Transfer-Encoding=chunked";
        }
        if (!data.isEmpty())
            *told += "body " + data;
        *told += "end";
    }
    return input;
}

} // namespace

class TestHttp : public QObject
{
    Q_OBJECT

    // Decodes the input in every way of cutting it: the same units, and the same bytes.
    static bool everyCutTells(const Case &how, const QByteArray &input, const QByteArrayList &told,
                              QByteArray *why)
    {
        for (const test::Cut &cut : test::cutsOf(input)) {
            const HttpOutcome outcome = decode(how, cut.chunks);
            if (outcome.told != told) {
                *why = cut.name + " told:\n" + outcome.told.join('\n') + "\ninstead of\n" + told.join('\n');
                return false;
            }
            if (!outcome.failed && outcome.raw != input) {
                *why = cut.name + " lost bytes";
                return false;
            }
            if (outcome.failed && !input.startsWith(outcome.raw)) {
                *why = cut.name + " changed bytes";
                return false;
            }
        }
        return true;
    }

private Q_SLOTS:
    void requests_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArrayList>("told");
        const auto row = [](const char *name, const QByteArray &input, const QByteArrayList &told) {
            QTest::newRow(name) << input << told;
        };
        row("nothing", "", {});
        row("without a body", "GET / HTTP/1.1\r\nHost: h\r\n\r\n", {"GET / 1.1 | Host=h", "end"});
        row("without fields", "GET / HTTP/1.1\r\n\r\n", {"GET / 1.1", "end"});
        row("sized", kPost, {"POST /a 1.1 | Host=h | Content-Length=5", "body hello", "end"});
        row("sized with nothing", "PUT /a HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
            {"PUT /a 1.1 | Content-Length=0", "end"});
        row("a body that looks like a head",
            "PUT / HTTP/1.1\r\nContent-Length: 18\r\n\r\nGET / HTTP/1.1\r\n\r\n",
            {"PUT / 1.1 | Content-Length=18", "body GET / HTTP/1.1\r\n\r\n", "end"});
        row("three in a row", "GET /1 HTTP/1.1\r\n\r\n" + kPost + "DELETE /2 HTTP/1.1\r\n\r\n",
            {"GET /1 1.1", "end", "POST /a 1.1 | Host=h | Content-Length=5", "body hello", "end",
             "DELETE /2 1.1", "end"});
        row("empty lines before them", "\r\nGET /1 HTTP/1.1\r\n\r\n\r\n\r\nGET /2 HTTP/1.1\r\n\r\n",
            {"GET /1 1.1", "end", "GET /2 1.1", "end"});
        row("chunked, with data that look like framing",
            "POST / HTTP/1.1\r\nTransfer-Encoding: "
            "chunked\r\n\r\n3\r\nabc\r\n00a\r\n\r\n0\r\n\r\n0\r\n\r\n0\r\n\r\n",
            {"POST / 1.1 | Transfer-Encoding=chunked", "body abc\r\n0\r\n\r\n0\r\n", "end"});
        row("names keep their case, duplicates their order",
            "GET / HTTP/1.1\r\nx-A: 1\r\nX-a: 2\r\nX-B:\r\nX-A: \t3 \r\n\r\n",
            {"GET / 1.1 | x-A=1 | X-a=2 | X-B= | X-A=3", "end"});
        row("Latin-1 in a value", "GET / HTTP/1.1\r\nX: \xe9\r\n\r\n", {"GET / 1.1 | X=\xe9", "end"});
        row("close", "GET / HTTP/1.1\r\nConnection: Close\r\n\r\n",
            {"GET / 1.1 | Connection=Close", "end, close"});
        row("HTTP/1.0 closes", "GET / HTTP/1.0\r\n\r\n", {"GET / 1.0", "end, close"});
        row("HTTP/1.0 may stay", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            {"GET / 1.0 | Connection=keep-alive", "end"});
        row("HTTP/1.0 with both", "GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n",
            {"GET / 1.0 | Connection=keep-alive, close", "end, close"});
        row("CONNECT", "CONNECT h:1 HTTP/1.1\r\n\r\n\x16\x03\x01",
            {"CONNECT h:1 1.1", "switched \x16\x03\x01"});
    }
    void requests()
    {
        QFETCH(QByteArray, input);
        QFETCH(QByteArrayList, told);
        QByteArray why;
        QVERIFY2(everyCutTells({Role::Request}, input, told, &why), why);
    }

    void responses_data()
    {
        QTest::addColumn<QByteArrayList>("asked");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArrayList>("told");
        const auto row = [](const char *name, const QByteArrayList &asked, const QByteArray &input,
                            const QByteArrayList &told) { QTest::newRow(name) << asked << input << told; };
        const QByteArray sized = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";
        const QByteArray sizedHead = "200 OK 1.1 | Content-Length=2";
        row("sized", {"GET"}, sized + "ab", {sizedHead, "body ab", "end"});
        row("to no request", {}, sized + "ab", {sizedHead, "body ab", "end"});
        row("no reason", {"GET"}, "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n",
            {"200  1.1 | Content-Length=0", "end"});
        row("until close", {"GET"}, "HTTP/1.1 200 OK\r\n\r\nab\r\n\r\ncd",
            {"200 OK 1.1", "body ab\r\n\r\ncd", "end, close"});
        row("until close, with nothing", {"GET"}, "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n",
            {"200 OK 1.0 | Connection=keep-alive", "end, close"});
        row("coded, not chunked: until close", {"GET"},
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nab",
            {"200 OK 1.1 | Transfer-Encoding=gzip", "body ab", "end, close"});
        row("coded and chunked", {"GET"},
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\nz\r\n0\r\n\r\n",
            {"200 OK 1.1 | Transfer-Encoding=gzip, chunked", "body z", "end"});
        row("HEAD, then GET", {"HEAD", "GET"}, sized + sized + "ab",
            {sizedHead, "end", sizedHead, "body ab", "end"});
        row("HEAD, chunked", {"HEAD", "HEAD"}, kChunked + kChunked,
            {kChunkedHead, "end", kChunkedHead, "end"});
        row("204 and 304", {"GET", "GET", "GET"},
            "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n" + sized +
                "ab",
            {"204 No Content 1.1", "end", "304 Not Modified 1.1 | Content-Length=9", "end", sizedHead,
             "body ab", "end"});
        row("interim responses use no request up", {"HEAD", "GET"},
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + sized + sized + "ab",
            {"100 Continue 1.1", "end", "103 Early Hints 1.1 | Link=x", "end", sizedHead, "end", sizedHead,
             "body ab", "end"});
        row("close", {"GET"}, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\na",
            {"200 OK 1.1 | Content-Length=1 | Connection=close", "body a", "end, close"});
        row("101", {"GET"},
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81\x01"
            "a\r\n\r\n",
            {"101 Switching Protocols 1.1 | Upgrade=websocket", "switched \x81\x01"
                                                                "a\r\n\r\n"});
        row("101, and nothing yet", {"GET"}, "HTTP/1.1 101 S\r\n\r\n", {"101 S 1.1", "switched "});
        row("CONNECT agreed to", {"CONNECT"}, sized + "ab", {sizedHead, "switched ab"});
        row("CONNECT refused", {"CONNECT"}, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 1\r\n\r\na",
            {"502 Bad Gateway 1.1 | Content-Length=1", "body a", "end"});

        row("chunked", {"GET"}, kChunked + "5\r\nhello\r\n1\r\n\r\r\n6\r\n world\r\n0\r\n\r\n",
            {kChunkedHead, "body hello\r world", "end"});
        row("chunked with nothing", {"GET"}, kChunked + "0\r\n\r\n", {kChunkedHead, "end"});
        row("hex digits of both cases", {"GET"},
            kChunked + "a\r\n0123456789\r\n00B\r\n0123456789a\r\n000\r\n\r\n",
            {kChunkedHead, "body 01234567890123456789a", "end"});
        row("extensions", {"GET"}, kChunked + "1;a=b;c=\"d e\"\r\nx\r\n1 ;\ta\r\ny\r\n0;last\r\n\r\n",
            {kChunkedHead, "body xy", "end"});
        row("trailers", {"GET", "GET"},
            kChunked + "1\r\nx\r\n0\r\nExpires: never\r\nX-Sum:\t1\r\n\r\n" + sized + "ab",
            {kChunkedHead, "body x", "end", sizedHead, "body ab", "end"});
    }
    void responses()
    {
        QFETCH(QByteArrayList, asked);
        QFETCH(QByteArray, input);
        QFETCH(QByteArrayList, told);
        QByteArray why;
        QVERIFY2(everyCutTells({Role::Response, {}, asked}, input, told, &why), why);
    }

    void failures_data()
    {
        QTest::addColumn<Role>("role");
        QTest::addColumn<QByteArray>("good"); // told before
        QTest::addColumn<QByteArray>("bad");  // the failure's raw begins here
        QTest::addColumn<int>("status");
        const auto request = [](const char *name, const QByteArray &good, const QByteArray &bad,
                                int status = 400) {
            QTest::newRow(name) << Role::Request << good << bad << status;
        };
        const auto response = [](const char *name, const QByteArray &good, const QByteArray &bad,
                                 int status = 400) {
            QTest::newRow(name) << Role::Response << good << bad << status;
        };
        request("bare LF", kPost, "GET / HTTP/1.1\nHost: h\r\n\r\n");
        request("bare LF after a field", kPost, "GET / HTTP/1.1\r\nHost: h\n\r\n");
        request("bare LF as the empty line", "", "GET / HTTP/1.1\r\nHost: h\r\n\n");
        request("bare LF first", "", "\nGET / HTTP/1.1\r\n\r\n");
        request("bare CR in a value", kPost, "GET / HTTP/1.1\r\nX: a\rb\r\n\r\n");
        request("bare CR before the line end", kPost, "GET / HTTP/1.1\r\nX: a\r\r\n\r\n");
        request("bare CR first", "", "\rGET / HTTP/1.1\r\n\r\n");
        request("NUL in a value", kPost, QByteArray("GET / HTTP/1.1\r\nX: a\0b\r\n\r\n", 26));
        request("DEL", "", "GET / HTTP/1.1\r\nX: \x7f\r\n\r\n");
        request("obs-fold", kPost, "GET / HTTP/1.1\r\nX: a\r\n b\r\n\r\n");
        request("obs-fold with a tab", "", "GET / HTTP/1.1\r\nX: a\r\n\tb\r\n\r\n");
        request("a field folded onto the start line", "", "GET / HTTP/1.1\r\n X: a\r\n\r\n");
        request("a TLS hello", "", QByteArray("\x16\x03\x01\x02\x00\x01", 6));
        request("length and chunked", kPost,
                "POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nhello");
        request("two lengths", kPost,
                "POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello");
        request("a coding unknown", kPost, "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\nhello", 501);
        request("HTTP/2 with prior knowledge", "", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
        request("a head that ends early", kPost, "GET / HT");
        request("a body that ends early", "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhell", "");

        response("an empty line first", "", "\r\nHTTP/1.1 200 OK\r\n\r\n");
        response("no status line", "", "hello\r\n\r\n");
        response("length and chunked, though 204 has no body", "",
                 "HTTP/1.1 204 N\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n");
        const QByteArray chunk = kChunked + "1\r\nx\r\n";
        response("no size", chunk, "\r\n\r\n");
        response("no hex", chunk, "g\r\n");
        response("a sign", chunk, "+1\r\nx\r\n");
        response("0x", chunk, "0x1\r\nx\r\n");
        response("a space first", chunk, " 1\r\nx\r\n");
        response("a space after", chunk, "1 \r\nx\r\n");
        response("no extension", chunk, "1 a\r\nx\r\n");
        response("a size beyond 64 bits", chunk, "10000000000000001\r\nx\r\n");
        response("bare LF after a size", chunk, "1\nx\r\n");
        response("bare CR in an extension", chunk, "1;a\rb\r\nx\r\n");
        response("a size line without end", chunk, QByteArray(5000, '0'));
        response("data longer than their size", kChunked + "1\r\nx", "y\r\n0\r\n\r\n");
        response("data that end in LF alone", kChunked + "1\r\nx", "\n0\r\n\r\n");
        response("data that end in CR alone", kChunked + "1\r\nx", "\r0\r\n\r\n");
        response("a trailer that is no field", chunk + "0\r\n", "hello\r\n\r\n");
        response("a trailer with a space before its colon", chunk + "0\r\n", "a : b\r\n\r\n");
        response("a folded trailer", chunk + "0\r\n", "a: b\r\n c\r\n\r\n");
        response("bare LF in a trailer", chunk + "0\r\n", "a: b\n\r\n");
        response("no last chunk", chunk, "");
        response("the end within a chunk", kChunked + "5\r\nab", "");
        response("the end within a trailer", chunk + "0\r\n", "a: b");
    }
    void failures()
    {
        QFETCH(HttpDecoder::Role, role);
        QFETCH(QByteArray, good);
        QFETCH(QByteArray, bad);
        QFETCH(int, status);
        const QByteArray input = good + bad;
        const QByteArrayList told = decode({role}, {input}).told;
        QVERIFY2(told.last().startsWith("failure " + QByteArray::number(status) + ' '), told.last());
        QVERIFY(told.last().endsWith('.'));
        QByteArray why;
        QVERIFY2(everyCutTells({role}, input, told, &why), why);
        for (const test::Cut &cut : test::cutsOf(input)) {
            const HttpOutcome outcome = decode({role}, cut.chunks);
            QVERIFY2(outcome.beforeFailure == good, cut.name + ": " + outcome.beforeFailure);
            QVERIFY2(!outcome.idle, cut.name);
        }
        QCOMPARE(decode({role}, {input}).raw, input);
    }

    void nothingFollowsAFailure()
    {
        HttpDecoder decoder(Role::Request);
        QCOMPARE(decoder.feed("nonsense\r\n\r\n").size(), std::size_t(1));
        QVERIFY(decoder.feed(kPost).empty());
        QVERIFY(decoder.finish().empty());
    }

    void headsHaveALimit()
    {
        const QByteArray head = "GET / HTTP/1.1\r\nX: 0123456789\r\n\r\n";
        QByteArray why;
        QVERIFY2(everyCutTells({Role::Request, {head.size(), -1}}, head + head,
                               {"GET / 1.1 | X=0123456789", "end", "GET / 1.1 | X=0123456789", "end"}, &why),
                 why);
        QVERIFY2(everyCutTells({Role::Request, {head.size() - 1, -1}}, head,
                               {"failure 431 The head is larger than 32 bytes, the most that is taken."},
                               &why),
                 why);
        // It is told when the limit is reached, not when the head ends.
        const HttpOutcome endless =
            decode({Role::Request, {1000, -1}, {}, false}, {"GET / HTTP/1.1\r\nX: " + QByteArray(982, 'x')});
        QCOMPARE(endless.told.size(), 1);
        const HttpOutcome lines =
            decode({Role::Request, {1000, -1}, {}, false}, {QByteArray("\r\n").repeated(501)});
        QCOMPARE(lines.told.size(), 1);
        QVERIFY(lines.told[0].startsWith("failure 431 "));
        const HttpOutcome trailer =
            decode({Role::Response, {100, -1}}, {kChunked + "0\r\nX: " + QByteArray(200, 'x')});
        QVERIFY2(trailer.told.last().startsWith("failure 431 "), trailer.told.last());
    }

    void bodiesHaveALimit_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArrayList>("told");
        const QByteArray failure = "failure 413 The body is larger than 5 bytes, the most that is taken.";
        QTest::newRow("sized, of the limit")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
            << QByteArrayList{"200 OK 1.1 | Content-Length=5", "body hello", "end"};
        QTest::newRow("sized, over it") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello!")
                                        << QByteArrayList{"200 OK 1.1 | Content-Length=6", failure};
        QTest::newRow("chunked, of the limit") << kChunked + "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"
                                               << QByteArrayList{kChunkedHead, "body hello", "end"};
        QTest::newRow("chunked, over it") << kChunked + "2\r\nhe\r\n4\r\nllo!\r\n0\r\n\r\n"
                                          << QByteArrayList{kChunkedHead, "body he", failure};
        QTest::newRow("a chunk of all memory") << kChunked + "2\r\nhe\r\nffffffffffffffff\r\n"
                                               << QByteArrayList{kChunkedHead, "body he", failure};
        QTest::newRow("until close, of the limit")
            << QByteArray("HTTP/1.1 200 OK\r\n\r\nhello")
            << QByteArrayList{"200 OK 1.1", "body hello", "end, close"};
        QTest::newRow("until close, over it") << QByteArray("HTTP/1.1 200 OK\r\n\r\nhello!")
                                              << QByteArrayList{"200 OK 1.1", "body hello", failure};
        QTest::newRow("each message anew")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello").repeated(2)
            << QByteArrayList{"200 OK 1.1 | Content-Length=5", "body hello", "end",
                              "200 OK 1.1 | Content-Length=5", "body hello", "end"};
    }
    void bodiesHaveALimit()
    {
        QFETCH(QByteArray, input);
        QFETCH(QByteArrayList, told);
        QByteArray why;
        QVERIFY2(everyCutTells({Role::Response, {65536, 5}}, input, told, &why), why);
    }

    void aRelayHasNoBodyLimit()
    {
        const QByteArray huge = "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n";
        const HttpOutcome outcome =
            decode({Role::Response, {65536, -1}, {}, false}, {huge, QByteArray(100000, 'x')});
        QVERIFY(!outcome.failed);
        QCOMPARE(outcome.raw.size(), huge.size() + 100000);
    }

    void dataAreToldAsTheyCome()
    {
        HttpDecoder decoder(Role::Response);
        QCOMPARE(decoder.feed(kChunked).size(), std::size_t(1));
        const auto part = decoder.feed("5\r\nhel");
        QCOMPARE(part.size(), std::size_t(1));
        QCOMPARE(std::get<HttpDecoder::Body>(part[0]).data, QByteArray("hel"));
        QCOMPARE(std::get<HttpDecoder::Body>(part[0]).raw, QByteArray("5\r\nhel"));
        const auto rest = decoder.feed("lo\r\n3\r\nabc\r\n");
        QCOMPARE(rest.size(), std::size_t(2));
        QCOMPARE(std::get<HttpDecoder::Body>(rest[0]).data, QByteArray("lo"));
        QCOMPARE(std::get<HttpDecoder::Body>(rest[0]).raw, QByteArray("lo\r\n"));
        // A chunk that came whole is one unit.
        QCOMPARE(std::get<HttpDecoder::Body>(rest[1]).data, QByteArray("abc"));
        QCOMPARE(std::get<HttpDecoder::Body>(rest[1]).raw, QByteArray("3\r\nabc\r\n"));
        const auto end = decoder.feed("0\r\n\r\n");
        QCOMPARE(end.size(), std::size_t(2));
        QCOMPARE(std::get<HttpDecoder::Body>(end[0]).data, QByteArray());
        QCOMPARE(std::get<HttpDecoder::Body>(end[0]).raw, QByteArray("0\r\n\r\n"));
        QVERIFY(std::holds_alternative<HttpDecoder::End>(end[1]));
    }

    void idleBetweenMessages()
    {
        HttpDecoder decoder(Role::Request);
        QVERIFY(decoder.idle());
        (void)decoder.feed("POST / HTTP/1.1\r\nContent-Length: 2\r\n");
        QVERIFY(!decoder.idle());
        (void)decoder.feed("\r\na");
        QVERIFY(!decoder.idle());
        (void)decoder.feed("b");
        QVERIFY(decoder.idle());
        (void)decoder.feed("\r\n");
        QVERIFY(decoder.idle()); // an empty line is no message
        (void)decoder.feed("G");
        QVERIFY(!decoder.idle());
    }

    void anEmptyLineAtTheEndIsNoMessage()
    {
        const HttpOutcome outcome = decode({Role::Request}, {kPost + "\r\n"});
        QCOMPARE(outcome.told.last(), QByteArray("end"));
        QVERIFY(outcome.idle);
    }

    void aDecoderCanBeMoved()
    {
        HttpDecoder first(Role::Request);
        (void)first.feed(kPost.first(10));
        HttpDecoder second = std::move(first);
        QCOMPARE(second.feed(kPost.sliced(10)).size(), std::size_t(3));
    }

    void longConversations()
    {
        Random random(5);
        for (quint64 round = 0; round < 20; ++round) {
            QByteArrayList told;
            const QByteArray input = converse(random, &told);
            QByteArray why;
            QVERIFY2(everyCutTells({Role::Request}, input, told, &why), why);
        }
    }

    // Some bytes are wrong: whatever comes of it, cuts do not change it.
    void damagedConversations()
    {
        Random random(6);
        int failures = 0;
        for (quint64 round = 0; round < 60; ++round) {
            QByteArrayList unharmed;
            QByteArray input = converse(random, &unharmed).left(500);
            for (int i = 0; i < 2; ++i) {
                const qsizetype at =
                    static_cast<qsizetype>(random.next() % static_cast<quint64>(input.size()));
                input[at] = "\r\n 0:;g\xff"[random.next() % 8];
            }
            const HttpOutcome whole = decode({Role::Request}, {input});
            failures += whole.failed ? 1 : 0;
            QCOMPARE(whole.raw, input);
            QByteArray why;
            QVERIFY2(everyCutTells({Role::Request}, input, whole.told, &why), why);
        }
        QVERIFY(failures > 20);
    }
};

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"
