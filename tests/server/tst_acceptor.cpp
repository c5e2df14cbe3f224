#include "support.h"

using namespace swapscope;

namespace {

const QString kChannel = QStringLiteral("room");
const QByteArray kUpgradeFields = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

// One path for each kind of route, and one that writes an event stream by hand.
Routes oneOfEach()
{
    Routes routes;
    must(routes, SocketRoute{.path = QStringLiteral("/ws"),
                             .channel = kChannel,
                             .origins = {QStringLiteral("http://mine")}});
    must(routes,
         StreamRoute{.path = QStringLiteral("/news"), .channel = kChannel, .catchUp = CatchUp::Replay});
    must(routes, HttpRoute{"GET", QStringLiteral("/plain"), [](const Request &) {
                               return Answer{200, {}, "four"};
                           }});
    must(routes,
         HttpRoute{
             "GET", QStringLiteral("/by-hand"), [](const Request &) {
                 return Answer{200, {{"content-type", "Text/Event-Stream; charset=utf-8"}}, "data: x\n\n"};
             }});
    for (const int status : {204, 304}) {
        must(routes, HttpRoute{"GET", QStringLiteral("/%1").arg(status), [status](const Request &) {
                                   return Answer{status, {}, "x"};
                               }});
    }
    return routes;
}

QJsonObject answered(const char *method, const char *path, int status, qsizetype bytes)
{
    return {{QStringLiteral("method"), QLatin1StringView(method)},
            {QStringLiteral("path"), QLatin1StringView(path)},
            {QStringLiteral("status"), status},
            {QStringLiteral("bytes"), bytes}};
}

} // namespace

class TestAcceptor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // What a request is, decides who answers it.
    void whoAnswers_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("says");
        const QByteArray text = "text/plain; charset=utf-8";
        QTest::newRow("a handler") << get("/plain") << 200 << QByteArray("text/html; charset=utf-8")
                                   << QByteArray("four");
        QTest::newRow("a stream's head") << QByteArray("HEAD /news HTTP/1.1\r\nHost: test\r\n\r\n") << 200
                                         << QByteArray("text/event-stream") << QByteArray();
        QTest::newRow("a stream that is posted to")
            << QByteArray("POST /news HTTP/1.1\r\nHost: test\r\nContent-Length: 0\r\n\r\n") << 405 << text
            << QByteArray("/news cannot be asked for with POST");
        QTest::newRow("a socket without a handshake")
            << get("/ws") << 426 << text << QByteArray("/ws is a WebSocket");
        QTest::newRow("a handshake from elsewhere")
            << get("/ws", kUpgradeFields + "Origin: http://other\r\n") << 403 << text
            << QByteArray("The origin \"http://other\" is another page's, which may not ask here. Start "
                          "swapscope with "
                          "--allow-host other to allow it. Or name it in the script: ws(\"/ws\", { origins: "
                          "[\"http://other\"] }).");
        QTest::newRow("a handshake where a handler is")
            << get("/plain", kUpgradeFields) << 200 << QByteArray("text/html; charset=utf-8")
            << QByteArray("four");
        QTest::newRow("nothing") << get("/nowhere") << 404 << text
                                 << QByteArray("There is nothing at /nowhere");
    }

    void whoAnswers()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, says);
        Bench bench;
        bench.start(oneOfEach());
        const Reply reply = ask(bench, request);
        QCOMPARE(reply.head.status, status);
        QCOMPARE(reply.head.value("Content-Type"), type);
        QVERIFY2(reply.body.startsWith(says), reply.body);
        QCOMPARE(bench.count(Kind::ServerOpened), 0);
    }

    // A page of the web reaches this machine by a name that its own DNS gives out, and from its own origin.
    void foreignersAreRefused_data()
    {
        QTest::addColumn<QByteArray>("what");   // the request line
        QTest::addColumn<QByteArray>("fields"); // besides Host and Origin
        const QByteArray stream = "Accept: text/event-stream\r\n";
        QTest::newRow("a page") << QByteArray("GET /plain") << QByteArray();
        QTest::newRow("its head") << QByteArray("HEAD /plain") << QByteArray();
        QTest::newRow("a form") << QByteArray("POST /news")
                                << QByteArray("Content-Type: application/x-www-form-urlencoded\r\n"
                                              "Content-Length: 0\r\n");
        QTest::newRow("a preflight") << QByteArray("OPTIONS /plain") << QByteArray();
        QTest::newRow("about the server") << QByteArray("OPTIONS *") << QByteArray();
        QTest::newRow("a stream") << QByteArray("GET /news") << stream;
        QTest::newRow("a socket") << QByteArray("GET /ws") << kUpgradeFields;
        QTest::newRow("a socket where a handler is") << QByteArray("GET /plain") << kUpgradeFields;
        QTest::newRow("nothing") << QByteArray("GET /nowhere") << QByteArray();
    }
    void foreignersAreRefused()
    {
        QFETCH(QByteArray, what);
        QFETCH(QByteArray, fields);
        Bench bench;
        bench.start(oneOfEach());
        const QByteArray port = QByteArray::number(bench.server.port());
        const auto asked = [&](const QByteArray &host, const QByteArray &origin) {
            return ask(bench, what + " HTTP/1.1\r\nHost: " + host + "\r\n" +
                                  (origin.isEmpty() ? QByteArray() : "Origin: " + origin + "\r\n") + fields +
                                  "\r\n");
        };
        const auto refuses = [&](const QByteArray &host, const QByteArray &origin, const QByteArray &allow) {
            const Reply reply = asked(host, origin);
            const bool says = what.startsWith("HEAD") || reply.body.contains("--allow-host " + allow + ' ');
            return reply.head.status == 403 && says;
        };
        QVERIFY(refuses("evil.example:" + port, {}, "evil.example:" + port));
        QVERIFY(refuses("evil.example", "http://evil.example", "evil.example"));
        QVERIFY(refuses("localhost:1", {}, "localhost:1"));
        QVERIFY(refuses("localhost:" + port, "http://evil.example", "evil.example"));
        QVERIFY(refuses("localhost:" + port, "http://localhost:3000", "localhost:3000"));
        QCOMPARE(asked("localhost:" + port, "null").head.status, 403);
        QCOMPARE(bench.count(Kind::ServerOpened), 0);
        QCOMPARE(bench.server.peers().size(), std::size_t(0));
    }

    // With its own port, or that of a link in front of it.
    void itsOwnNamesAreAnswered()
    {
        Bench bench;
        bench.server.answerTo({{8137}, {"dev.example"}});
        Routes routes = oneOfEach();
        bench.server.setRoutes(std::move(routes));
        QVERIFY(bench.server.listen(QHostAddress(QHostAddress::LocalHost), 0));
        const QByteArray own = QByteArray::number(bench.server.port());
        const QList<QByteArray> hosts{"127.0.0.1:" + own, "localhost:" + own, "[::1]:" + own,
                                      "LOCALHOST:8137",   "dev.example",      "dev.example:3000"};
        for (const QByteArray &host : hosts) {
            const QByteArray request = "GET /plain HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host;
            QCOMPARE(ask(bench, request + "\r\n\r\n").head.status, 200);
        }
    }

    void everyAnswerIsRecorded_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QJsonObject>("event");
        QTest::newRow("plain") << get("/plain") << answered("GET", "/plain", 200, 4);
        QTest::newRow("without its query") << get("/plain?a=b") << answered("GET", "/plain", 200, 4);
        QTest::newRow("the body that a HEAD leaves out")
            << QByteArray("HEAD /plain HTTP/1.1\r\nHost: test\r\n\r\n") << answered("HEAD", "/plain", 200, 4);
        QTest::newRow("no content, whatever its handler gives")
            << get("/204") << answered("GET", "/204", 204, 0);
        QTest::newRow("not modified, whatever its handler gives")
            << get("/304") << answered("GET", "/304", 304, 0);
        QJsonObject stream = answered("GET", "/by-hand", 200, 9);
        stream.insert(QStringLiteral("stream"), true);
        QTest::newRow("a stream by hand") << get("/by-hand") << stream;
        QTest::newRow("a target that is none")
            << QByteArray("GET plain HTTP/1.1\r\nHost: test\r\n\r\n")
            << answered("GET", "plain", 400, qstrlen("The request's target is no path: \"plain\".\n"));
    }

    void everyAnswerIsRecorded()
    {
        QFETCH(QByteArray, request);
        QFETCH(QJsonObject, event);
        Bench bench;
        bench.start(oneOfEach());
        QVERIFY(ask(bench, request).complete);
        const auto requests = bench.all(Kind::ServerRequest);
        QCOMPARE(requests.size(), std::size_t(1));
        QCOMPARE(requests[0].data.toJson(), event);
    }

    // The status decides, and who gave a body is told that it stayed here.
    void aBodyThatIsLeftOutIsToldOf()
    {
        Bench bench;
        bench.start(oneOfEach());
        const Reply reply = ask(bench, get("/204"));
        QCOMPARE(reply.head.status, 204);
        QCOMPARE(reply.body, QByteArray());
        const Event request = bench.all(Kind::ServerRequest).at(0);
        const auto told = bench.all(Kind::ScriptLog);
        QCOMPARE(told.size(), std::size_t(1));
        QCOMPARE(told[0].data.value(Field::Level).toString(), QStringLiteral("warn"));
        QCOMPARE(told[0].data.value(Field::Text).toString(),
                 QStringLiteral("An answer with status 204 has no body: what the handler of GET /204 gave as "
                                "its body was not sent."));
        QCOMPARE(told[0].cause, request.id);
        QCOMPARE(told[0].client, request.client);
    }

    // What is no HTTP has no method and no path.
    void whatIsBrokenIsRecorded()
    {
        Bench bench;
        bench.start(oneOfEach());
        const Reply reply = ask(bench, "nonsense\r\n\r\n");
        QCOMPARE(reply.head.status, 400);
        QCOMPARE(reply.head.value("Connection"), QByteArray("close"));
        const Event event = bench.all(Kind::ServerRequest).at(0);
        QCOMPARE(event.data.value(Field::Status).toInt(), 400);
        QCOMPARE(event.data.value(Field::Path).toString(), QString());
    }

    // A page's own files come without one, or every visitor would have as many sessions as files.
    void whoGetsASession_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<bool>("cookie");
        QTest::newRow("a handler") << get("/plain") << true;
        QTest::newRow("the page") << get("/") << true;
        QTest::newRow("a stream") << QByteArray("HEAD /news HTTP/1.1\r\nHost: test\r\n\r\n") << true;
        QTest::newRow("the style") << get("/swapscope/page.css") << false;
        QTest::newRow("nothing") << get("/nowhere") << false;
        QTest::newRow("no request") << QByteArray("nonsense\r\n\r\n") << false;
    }

    void whoGetsASession()
    {
        QFETCH(QByteArray, request);
        QFETCH(bool, cookie);
        Bench bench;
        bench.start(oneOfEach());
        const Reply reply = ask(bench, request);
        QVERIFY(reply.complete);
        QCOMPARE(reply.head.has("Set-Cookie"), cookie);
    }

    // A stream goes on behind the last update that its page has: what the browser says outranks what the page
    // was rendered with, unless it is no number.
    void whereAStreamGoesOn_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QStringList>("texts");
        const QString one = QStringLiteral("one");
        const QString two = QStringLiteral("two");
        const QString three = QStringLiteral("three");
        QTest::newRow("a newcomer") << QByteArray("/news") << QByteArray() << QStringList{};
        QTest::newRow("as rendered") << QByteArray("/news?cursor=1") << QByteArray()
                                     << QStringList{two, three};
        QTest::newRow("as the browser says")
            << QByteArray("/news?cursor=1") << QByteArray("Last-Event-ID: 2\r\n") << QStringList{three};
        QTest::newRow("the browser says nonsense")
            << QByteArray("/news?cursor=0") << QByteArray("Last-Event-ID: x\r\n")
            << QStringList{one, two, three};
    }

    void whereAStreamGoesOn()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, fields);
        QFETCH(QStringList, texts);
        Bench bench;
        bench.start(oneOfEach());
        for (const char *text : {"one", "two", "three"})
            bench.server.publish(kChannel, text);
        StreamClient client(bench, path, fields);
        QTRY_COMPARE(bench.server.peers().size(), std::size_t(1));
        bench.server.publish(kChannel, "four");
        QTRY_COMPARE(client.texts(), texts + QStringList{QStringLiteral("four")});
    }

    // The limit is on all connections together; one that ends makes room.
    void theLimitCountsEveryKind()
    {
        Bench bench;
        bench.server.setLimits({.connections = 3});
        bench.start(oneOfEach());
        WsClient socket(bench, "/ws", "Origin: http://mine\r\n");
        QVERIFY(socket.waitOpen());
        StreamClient stream(bench, "/news");
        QTRY_COMPARE(bench.server.peers().size(), std::size_t(2));
        RawClient plain(bench.server.port());
        plain.send(get("/plain"));
        QTRY_VERIFY(plain.received.endsWith("four"));
        const Reply refused = ask(bench, get("/plain"));
        QCOMPARE(refused.head.status, 503);
        QCOMPARE(refused.body, QByteArray("The server has 3 connections, the most that it takes.\n"));
        socket.raw.socket.abort();
        QTRY_COMPARE(bench.server.peers().size(), std::size_t(1));
        QCOMPARE(ask(bench, get("/plain")).head.status, 200);
    }

    void whatIsNoSocketIsClosedWithTheServer()
    {
        Bench bench;
        bench.start(oneOfEach());
        RawClient silent(bench.server.port());
        QVERIFY(silent.connected());
        RawClient half(bench.server.port());
        half.send("GET /plain HT");
        RawClient between(bench.server.port());
        between.send(get("/plain"));
        QTRY_VERIFY(between.received.endsWith("four"));
        bench.server.shutDown();
        QTRY_VERIFY(silent.ended() && half.ended() && between.ended());
        QCOMPARE(half.received, QByteArray());
    }
};

SWAPSCOPE_LOOP_MAIN(TestAcceptor)
#include "tst_acceptor.moc"
