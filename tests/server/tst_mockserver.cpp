#include "support.h"

#include <QSignalSpy>
#include <QTcpServer>

using namespace swapscope;

namespace {

const QString kRoom = QStringLiteral("room");

Routes roomRoutes()
{
    Routes routes;
    must(routes, SocketRoute{.path = QStringLiteral("/ws"), .channel = kRoom});
    must(routes, StreamRoute{.path = QStringLiteral("/sse"), .channel = kRoom});
    must(routes,
         HttpRoute{"GET", QStringLiteral("/who"), [](const Request &request) {
                       return Answer{200, {}, request.client.toUtf8() + ' ' + request.session.toUtf8()};
                   }});
    must(routes, HttpRoute{"POST", QStringLiteral("/token"),
                           [](const Request &) {
                               return Answer{200, {}, "done"};
                           },
                           true});
    must(routes, HttpRoute{"GET", QStringLiteral("/token"), [](const Request &request) {
                               return Answer{200, {}, request.csrfToken.toUtf8()};
                           }});
    return routes;
}

QByteArray cookieIn(const Reply &reply)
{
    const QByteArray cookie = reply.head.value("Set-Cookie");
    return cookie.left(cookie.indexOf(';'));
}

} // namespace

class TestMockServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhereItIs()
    {
        Bench bench;
        QCOMPARE(bench.server.url(), QString());
        QSignalSpy started(&bench.server, &MockServer::started);
        bench.start({});
        QCOMPARE(started.size(), 1);
        QVERIFY(bench.server.isListening());
        QCOMPARE(bench.server.url(), QStringLiteral("http://127.0.0.1:%1/").arg(bench.server.port()));
        const Event event = bench.all(Kind::ServerStarted).at(0);
        QCOMPARE(event.data.toJson(), (QJsonObject{{QStringLiteral("url"), bench.server.url()},
                                                   {QStringLiteral("scenario"), QStringLiteral("bench")},
                                                   {QStringLiteral("htmx"), QStringLiteral("2")}}));
        QVERIFY(!bench.server.listen(QHostAddress(QHostAddress::LocalHost), 0));
    }

    void aBusyPortIsNamed()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
        Bench bench;
        const auto port = bench.server.listen(QHostAddress(QHostAddress::LocalHost), other.serverPort());
        QVERIFY(!port);
        QCOMPARE(port.error().message,
                 QStringLiteral("Port %1 is in use by another program.").arg(other.serverPort()));
        QCOMPARE(bench.server.port(), 0);
        QVERIFY(bench.server.listen(QHostAddress(QHostAddress::LocalHost), 0));
    }

    void aSessionIsKeptByItsCookie()
    {
        Bench bench;
        bench.start(roomRoutes());
        const Reply first = ask(bench, get("/who"));
        const QByteArray cookie = cookieIn(first);
        QVERIFY(cookie.startsWith("swapscope-session="));
        QVERIFY(first.head.value("Set-Cookie").endsWith("; Path=/; HttpOnly; SameSite=Lax"));
        QCOMPARE(first.body, "guest-1 " + cookie.mid(cookie.indexOf('=') + 1));
        const Reply again = ask(bench, get("/who", "Cookie: x=1; " + cookie + "\r\n"));
        QCOMPARE(again.body, first.body);
        QVERIFY(!again.head.has("Set-Cookie"));
        const Reply madeUp = ask(bench, get("/who", "Cookie: swapscope-session=mine\r\n"));
        QVERIFY(madeUp.body.startsWith("guest-2 "));
        QVERIFY(cookieIn(madeUp) != "swapscope-session=mine");
        QVERIFY(!ask(bench, get("/htmx/htmx.js")).head.has("Set-Cookie"));
    }

    void theTokenIsTheSessions()
    {
        Bench bench;
        bench.start(roomRoutes());
        const Reply reply = ask(bench, get("/token"));
        const auto post = [&](const QByteArray &token, const QByteArray &cookie) {
            const QByteArray form = "csrf_token=" + token;
            return ask(bench, "POST /token HTTP/1.1\r\nHost: test\r\nContent-Type: "
                              "application/x-www-form-urlencoded\r\n"
                              "Cookie: " +
                                  cookie + "\r\nContent-Length: " + QByteArray::number(form.size()) +
                                  "\r\n\r\n" + form)
                .head.status;
        };
        QCOMPARE(post(reply.body, cookieIn(reply)), 200);
        QCOMPARE(post("wrong", cookieIn(reply)), 403);
        QCOMPARE(post(reply.body, "x=1"), 403);
    }

    void thePageIsServedAndTraced()
    {
        QTemporaryDir folder;
        Bench bench;
        bench.swapscopeSite.pageFile = folder.filePath(QStringLiteral("page.html"));
        writeFile(bench.swapscopeSite.pageFile, "<script src=\"https://unpkg.com/htmx.org@2.0.4\"></script>");
        bench.start({});
        const Reply reply = ask(bench, get("/"));
        QCOMPARE(reply.head.status, 200);
        QCOMPARE(reply.head.value("Content-Type"), QByteArray("text/html; charset=utf-8"));
        QCOMPARE(reply.body, QByteArray("<script src=\"/htmx/htmx.js\"></script>"));
        const Event request = bench.all(Kind::ServerRequest).at(0);
        QCOMPARE(request.data.toJson(), (QJsonObject{{QStringLiteral("method"), QStringLiteral("GET")},
                                                     {QStringLiteral("path"), QStringLiteral("/")},
                                                     {QStringLiteral("status"), 200},
                                                     {QStringLiteral("bytes"), reply.body.size()}}));
        const Event rewrote = bench.all(Kind::ServerRewrote).at(0);
        QCOMPARE(rewrote.cause, request.id);
        QCOMPARE(rewrote.data.toJson(),
                 (QJsonObject{{QStringLiteral("path"), QStringLiteral("/")},
                              {QStringLiteral("from"), QStringLiteral("https://unpkg.com/htmx.org@2.0.4")},
                              {QStringLiteral("to"), QStringLiteral("/htmx/htmx.js")}}));
    }

    void aRestartClosesRefusesAndReturns()
    {
        Bench bench;
        bench.start(roomRoutes());
        const quint16 port = bench.server.port();
        WsClient socket(bench, "/ws");
        StreamClient reader(bench, "/sse");
        RawClient idle(port);
        QVERIFY(idle.connected());
        QTRY_COMPARE(bench.server.peers().size(), std::size_t(2));
        bench.server.publish(kRoom, "last");
        QSignalSpy stopped(&bench.server, &MockServer::stopped);
        QSignalSpy started(&bench.server, &MockServer::started);
        bench.server.restart({.down = 300 * kMillisecond, .code = 1012, .reason = QStringLiteral("deploy")});
        QVERIFY(bench.server.isListening()); // not within the call: a handler may have made it
        QVERIFY(stopped.wait());
        QCOMPARE(stopped[0][0].toString(), QStringLiteral("restart"));
        RawClient refused(port);
        QTRY_COMPARE(refused.socket.error(), QAbstractSocket::ConnectionRefusedError);
        QTRY_VERIFY(socket.closed() && reader.raw.ended() && idle.ended());
        QCOMPARE(socket.closed()->code, 1012);
        QCOMPARE(socket.closed()->reason, QStringLiteral("deploy"));
        QCOMPARE(socket.messages(), QList<QByteArray>{"last"});
        QVERIFY(reader.complete());
        QTRY_COMPARE(started.size(), 1);
        QCOMPARE(bench.server.port(), port);
        WsClient back(bench, "/ws");
        QVERIFY(back.waitOpen());
        QCOMPARE(bench.server.publish(kRoom, "next"), 2); // channels outlive it
        QTRY_COMPARE(back.messages(), QList<QByteArray>{"next"});
        QCOMPARE(bench.count(Kind::ServerStarted), 2);
        QCOMPARE(bench.all(Kind::ServerStopped).at(0).data.value(Field::Reason).toString(),
                 QStringLiteral("restart"));
    }

    void aRestartMayComeFromAHandler()
    {
        Bench bench;
        Routes routes = roomRoutes();
        must(routes, HttpRoute{"POST", QStringLiteral("/deploy"), [&](const Request &) {
                                   bench.server.restart({.why = QStringLiteral("script")});
                                   return Answer{200, {}, "soon"};
                               }});
        bench.start(std::move(routes));
        QSignalSpy started(&bench.server, &MockServer::started);
        QCOMPARE(ask(bench, "POST /deploy HTTP/1.1\r\nHost: test\r\n\r\n").body, QByteArray("soon"));
        QTRY_COMPARE(started.size(), 1);
        QCOMPARE(bench.all(Kind::ServerStopped).at(0).data.value(Field::Reason).toString(),
                 QStringLiteral("script"));
    }

    void thePortIsWaitedFor()
    {
        Bench bench;
        bench.start({});
        QSignalSpy stopped(&bench.server, &MockServer::stopped);
        QSignalSpy started(&bench.server, &MockServer::started);
        bench.server.restart({.down = 50 * kMillisecond});
        QVERIFY(stopped.wait());
        auto thief = std::make_unique<QTcpServer>();
        QVERIFY(thief->listen(QHostAddress(QHostAddress::LocalHost), bench.server.port()));
        QVERIFY(!started.wait(200));
        thief.reset();
        QTRY_COMPARE(started.size(), 1);
    }

    void shutsDown()
    {
        Bench bench;
        bench.start(roomRoutes());
        WsClient socket(bench, "/ws");
        StreamClient reader(bench, "/sse");
        RawClient idle(bench.server.port());
        QVERIFY(idle.connected());
        QTRY_COMPARE(bench.server.peers().size(), std::size_t(2));
        QSignalSpy finished(&bench.server, &MockServer::finished);
        bench.server.shutDown();
        QVERIFY(finished.wait());
        QTRY_VERIFY(socket.closed() && reader.raw.ended() && idle.ended());
        QCOMPARE(socket.closed()->code, 1001);
        QVERIFY(reader.complete());
        QVERIFY(!bench.server.isListening());
        QCOMPARE(bench.events().back().kind, Kind::ServerClosed);
        QCOMPARE(bench.all(Kind::ServerStopped).at(0).data.value(Field::Reason).toString(),
                 QStringLiteral("quit"));
    }

    void shutsDownWhenItNeverListened()
    {
        Bench bench;
        QSignalSpy finished(&bench.server, &MockServer::finished);
        bench.server.shutDown();
        QVERIFY(finished.wait());
        QCOMPARE(bench.count(Kind::ServerStopped), 0);
    }

    void mayBeDeletedInFullSwing()
    {
        auto bench = std::make_unique<Bench>();
        bench->start(roomRoutes());
        WsClient socket(*bench, "/ws");
        StreamClient reader(*bench, "/sse");
        QTRY_COMPARE(bench->server.peers().size(), std::size_t(2));
        WsClient half(*bench, "/ws");
        bench->server.publish(kRoom, "unsent");
        bench.reset();
        QTRY_VERIFY(socket.raw.ended() && reader.raw.ended() && half.raw.ended());
    }

    void theSameSeedGivesTheSameSessions()
    {
        Bench one;
        one.start(roomRoutes());
        Bench two;
        two.start(roomRoutes());
        QCOMPARE(ask(one, get("/who")).body, ask(two, get("/who")).body);
    }
};

SWAPSCOPE_LOOP_MAIN(TestMockServer)
#include "tst_mockserver.moc"
