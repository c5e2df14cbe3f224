#include "support.h"

#include <server/connection/httpconnection.h>

using namespace swapscope;

namespace {

// Answers "METHOD PATH BODY".
Answer echo(const Request &request)
{
    return {200, {}, request.method + ' ' + request.path.toUtf8() + ' ' + request.body};
}

Routes echoRoutes()
{
    Routes routes;
    for (const char *method : {"GET", "POST", "PUT", "PATCH", "DELETE"})
        must(routes, HttpRoute{method, QStringLiteral("/echo"), echo});
    return routes;
}

} // namespace

class TestHttpConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodies_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("answer");
        const QByteArray head = " /echo HTTP/1.1\r\nHost: test\r\n";
        QTest::newRow("none") << "GET" + head + "\r\n" << QByteArray("GET /echo ");
        QTest::newRow("sized") << "POST" + head + "Content-Length: 5\r\n\r\nhello"
                               << QByteArray("POST /echo hello");
        QTest::newRow("chunked")
            << "PUT" + head + "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n"
            << QByteArray("PUT /echo hello");
        QTest::newRow("empty") << "PATCH" + head + "Content-Length: 0\r\n\r\n" << QByteArray("PATCH /echo ");
        QTest::newRow("deleted") << "DELETE" + head + "\r\n" << QByteArray("DELETE /echo ");
    }

    void bodies()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, answer);
        Bench bench;
        bench.start(echoRoutes());
        const Reply reply = ask(bench, request);
        QCOMPARE(reply.head.status, 200);
        QCOMPARE(reply.body, answer);
        QCOMPARE(reply.head.value("Content-Type"), QByteArray("text/html; charset=utf-8"));
        QCOMPARE(reply.head.value("Connection"), QByteArray("keep-alive"));
    }

    void headHasNoBody()
    {
        Bench bench;
        bench.start(echoRoutes());
        const Reply reply = ask(bench, "HEAD /echo HTTP/1.1\r\nHost: test\r\n\r\n");
        QCOMPARE(reply.head.status, 200);
        QCOMPARE(reply.head.value("Content-Length"), QByteArray("11"));
        QCOMPARE(reply.body, QByteArray());
    }

    void requestsInOnePacketAreAnsweredInOrder()
    {
        Bench bench;
        bench.start(echoRoutes());
        RawClient client(bench.server.port());
        client.send(
            "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 3\r\n\r\noneGET /nothing HTTP/1.1\r\nHost: "
            "test\r\n\r\nPUT /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: "
            "chunked\r\n\r\n3\r\ntwo\r\n0\r\n\r\nGET /echo HTTP/1.1\r\nHost: test\r\nConnection: "
            "close\r\n\r\n");
        const QList<QByteArray> methods{"POST", "GET", "PUT", "GET"};
        QTRY_VERIFY(client.ended());
        const auto replies = repliesIn(client.received, methods, true);
        QCOMPARE(replies.size(), std::size_t(4));
        QCOMPARE(replies[0].body, QByteArray("POST /echo one"));
        QCOMPARE(replies[1].head.status, 404);
        QCOMPARE(replies[2].body, QByteArray("PUT /echo two"));
        QCOMPARE(replies[3].body, QByteArray("GET /echo "));
        QCOMPARE(replies[3].head.value("Connection"), QByteArray("close"));
    }

    void howItIsCutIntoPacketsChangesNothing()
    {
        Bench bench;
        bench.start(echoRoutes());
        const QByteArray bytes = "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\n\r\nhello"
                                 "GET /echo HTTP/1.1\r\nHost: test\r\n\r\n";
        RawClient client(bench.server.port());
        client.connected();
        client.socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
        for (const char byte : bytes) {
            client.socket.write(&byte, 1);
            client.socket.flush();
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(repliesIn(client.received, {"POST", "GET"}).size(), std::size_t(2));
        QTRY_VERIFY(repliesIn(client.received, {"POST", "GET"})[1].complete);
        QCOMPARE(repliesIn(client.received, {"POST", "GET"})[0].body, QByteArray("POST /echo hello"));
    }

    void anExpectedContinueIsSaid()
    {
        Bench bench;
        bench.start(echoRoutes());
        RawClient client(bench.server.port());
        client.send("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
        QTRY_COMPARE(client.received, QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
        client.send("hello");
        QTRY_VERIFY(client.received.endsWith("POST /echo hello"));
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("no HTTP") << QByteArray("hello there\r\n\r\n") << 400 << QByteArray();
        QTest::newRow("line feeds alone")
            << QByteArray("GET /echo HTTP/1.1\nHost: test\n\n") << 400 << QByteArray();
        QTest::newRow("no Host") << QByteArray("GET /echo HTTP/1.1\r\n\r\n") << 400
                                 << QByteArray("no Host field");
        QTest::newRow("two Hosts") << QByteArray("GET /echo HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") << 400
                                   << QByteArray("2 Host fields");
        QTest::newRow("no path") << QByteArray("GET echo HTTP/1.1\r\nHost: test\r\n\r\n") << 400
                                 << QByteArray();
        QTest::newRow("a path that is no UTF-8")
            << get("/%FF") << 400 << QByteArray("The request's target is no path: \"/%FF\".");
        QTest::newRow("two lengths") << QByteArray(
                                            "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 1\r\n"
                                            "Content-Length: 2\r\n\r\nx")
                                     << 400 << QByteArray();
        QTest::newRow("a length and chunks")
            << QByteArray("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 1\r\nTransfer-Encoding: "
                          "chunked\r\n\r\n"
                          "0\r\n\r\n")
            << 400 << QByteArray();
        QTest::newRow("a large body")
            << QByteArray("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 8388609\r\n\r\n") << 413
            << QByteArray("8388608 bytes");
        QTest::newRow("a large body, waiting for leave")
            << QByteArray("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 8388609\r\nExpect: "
                          "100-continue\r\n\r\n")
            << 413 << QByteArray("8388608 bytes");
        QTest::newRow("a large chunked body")
            << "POST /echo HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n800001\r\n" +
                   QByteArray(0x800001, 'x')
            << 413 << QByteArray("8388608 bytes");
        QTest::newRow("a large head")
            << get("/echo", "X: " + QByteArray(64 * 1024, 'x') + "\r\n") << 431 << QByteArray("65536 bytes");
        QTest::newRow("a large head without end")
            << "GET /echo HTTP/1.1\r\nX: " + QByteArray(70 * 1024, 'x') << 431 << QByteArray("65536 bytes");
        QTest::newRow("another expectation")
            << get("/echo", "Expect: miracles\r\n") << 417 << QByteArray("miracles");
        QTest::newRow("a later version")
            << QByteArray("GET /echo HTTP/3.0\r\nHost: test\r\n\r\n") << 505 << QByteArray();
        QTest::newRow("a broken form")
            << QByteArray("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 1\r\n"
                          "Content-Type: multipart/form-data\r\n\r\nx")
            << 400 << QByteArray("needs a boundary");
    }

    void refusals()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        QFETCH(QByteArray, says);
        Bench bench;
        bench.start(echoRoutes());
        const Reply reply = ask(bench, request);
        QCOMPARE(reply.head.status, status);
        QVERIFY2(reply.body.contains(says) && reply.body.size() > 10, reply.body);
        QCOMPARE(reply.head.value("Content-Type"), QByteArray("text/plain; charset=utf-8"));
        const auto told = bench.all(Kind::ServerRequest);
        QCOMPARE(told.size(), std::size_t(1));
        QCOMPARE(told[0].data.value(Field::Status).toInt(), status);
    }

    void aLargeHeadJustFits()
    {
        Bench bench;
        bench.start(echoRoutes());
        const QByteArray around = get("/echo", "X: \r\n");
        const Reply reply =
            ask(bench, get("/echo", "X: " + QByteArray(64 * 1024 - around.size(), 'x') + "\r\n"));
        QCOMPARE(reply.head.status, 200);
    }

    void aRequestThatDoesNotComeIsGivenUp()
    {
        Bench bench;
        bench.server.setLimits({.requestTime = 20 * kMillisecond});
        bench.start(echoRoutes());
        const Reply reply = ask(bench, "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 9\r\n\r\nx");
        QCOMPARE(reply.head.status, 408);
        QCOMPARE(reply.head.value("Connection"), QByteArray("close"));
    }

    void anIdleConnectionIsClosed()
    {
        Bench bench;
        bench.server.setLimits({.idleTime = 20 * kMillisecond});
        bench.start(echoRoutes());
        RawClient client(bench.server.port());
        QVERIFY(client.connected());
        QTRY_VERIFY(client.ended());
        QCOMPARE(client.received, QByteArray());
    }

    void theServerAsAWholeHasOptions()
    {
        Bench bench;
        bench.start(echoRoutes());
        const Reply reply = ask(bench, "OPTIONS * HTTP/1.1\r\nHost: test\r\n\r\n");
        QCOMPARE(reply.head.status, 204);
        QCOMPARE(reply.head.value("Allow"), QByteArray("GET, HEAD, OPTIONS"));
        QCOMPARE(ask(bench, "GET * HTTP/1.1\r\nHost: test\r\n\r\n").head.status, 400);
    }

    // RFC 9110, section 6.6.1
    void everyAnswerHasItsDate()
    {
        Bench bench;
        qint64 time = 784111777000;
        bench.server.setWallTime([&] { return time; });
        Routes routes = echoRoutes();
        must(routes, StreamRoute{.path = QStringLiteral("/news")});
        bench.start(std::move(routes));
        QCOMPARE(ask(bench, get("/echo")).head.value("Date"), QByteArray("Sun, 06 Nov 1994 08:49:37 GMT"));
        time += 1000;
        QCOMPARE(ask(bench, get("/none")).head.value("Date"), QByteArray("Sun, 06 Nov 1994 08:49:38 GMT"));
        StreamClient stream(bench, "/news");
        QTRY_COMPARE(stream.head().value("Date"), QByteArray("Sun, 06 Nov 1994 08:49:38 GMT"));
    }

    void aClientThatEndsItsDirectionGetsItsAnswer()
    {
        Bench bench;
        Routes routes;
        must(routes, HttpRoute{"GET", QStringLiteral("/large"), [](const Request &) {
                                   return Answer{200, {}, QByteArray(8 * 1024 * 1024, 'x')};
                               }});
        bench.start(std::move(routes));
        test::End client(bench.server.port());
        client.send(get("/large"));
        client.endWriting();
        QTRY_VERIFY(client.ended);
        QVERIFY(client.received.endsWith(QByteArray(8 * 1024 * 1024, 'x')));
        QVERIFY(!client.wasReset);
    }

    // Requests without end of a client that reads no answer are not read either.
    void whoReadsNothingIsNotRead()
    {
        Bench bench;
        int asked = 0;
        Routes routes;
        must(routes, HttpRoute{"GET", QStringLiteral("/large"), [&](const Request &) {
                                   ++asked;
                                   return Answer{200, {}, QByteArray(64 * 1024, 'x')};
                               }});
        bench.start(std::move(routes));
        test::End client(bench.server.port());
        client.setReading(false);
        client.send(get("/large").repeated(1000));
        QTRY_VERIFY(asked > 0);
        for (int i = 0; i < 20; ++i)
            QCOMPARE(ask(bench, get("/none")).head.status, 404);
        QVERIFY2(asked < 900, QByteArray::number(asked));
        client.setReading(true);
        QTRY_COMPARE(asked, 1000);
    }

    // Many requests in one piece are a few for each turn: others come between them.
    void aFloodOfRequestsHoldsNobodyUp()
    {
        Bench bench;
        int flooded = 0;
        int floodedWhenAnswered = -1;
        std::unique_ptr<test::End> other;
        Routes routes;
        must(routes, HttpRoute{"GET", QStringLiteral("/f"), [&](const Request &) {
                                   if (++flooded == 1)
                                       other->send(get("/other"));
                                   return Answer{204, {}, {}};
                               }});
        must(routes, HttpRoute{"GET", QStringLiteral("/other"), [&](const Request &) {
                                   floodedWhenAnswered = flooded;
                                   return Answer{204, {}, {}};
                               }});
        bench.start(std::move(routes));
        test::End flood(bench.server.port());
        other = std::make_unique<test::End>(bench.server.port());
        constexpr int kRequests = 1000; // that arrive together
        flood.send(get("/f").repeated(kRequests));
        QTRY_VERIFY(floodedWhenAnswered >= 0);
        QVERIFY2(floodedWhenAnswered < kRequests, QByteArray::number(floodedWhenAnswered));
        QTRY_COMPARE(flooded, kRequests);
        QTRY_VERIFY(other->received.startsWith("HTTP/1.1 204"));
    }

    void oneTooManyIsToldSo()
    {
        Bench bench;
        bench.server.setLimits({.connections = 1});
        bench.start(echoRoutes());
        RawClient first(bench.server.port());
        first.send("G");
        QTRY_VERIFY(first.isUp());
        RawClient second(bench.server.port());
        QTRY_VERIFY(second.received.startsWith("HTTP/1.1 503 Service Unavailable\r\n"));
        first.send("ET /echo HTTP/1.1\r\nHost: test\r\n\r\n");
        QTRY_VERIFY(first.received.endsWith("GET /echo "));
    }
};

SWAPSCOPE_LOOP_MAIN(TestHttpConnection)
#include "tst_httpconnection.moc"
