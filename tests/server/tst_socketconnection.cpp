#include "support.h"

#include <QWebSocket>

using namespace swapscope;
using wire::Opcode;

namespace {

const QByteArray kUpgrade =
    "GET /ws HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

} // namespace

class TestSocketConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messagesGoBothWays()
    {
        Bench bench;
        QJsonObject form;
        QJsonObject headers;
        Routes routes;
        must(routes,
             SocketRoute{
                 .path = QStringLiteral("/rooms/:id"),
                 .open =
                     [](const Peer &peer, const Request &request) {
                         peer.send("hello " + peer.params().value(QStringLiteral("id")).toString().toUtf8() +
                                   ' ' + request.query.value(QStringLiteral("q")).toString().toUtf8());
                     },
                 .message =
                     [&](const Peer &peer, const QJsonObject &f, const QJsonObject &h,
                         const QByteArray &text) {
                         form = f;
                         headers = h;
                         peer.send("you said " + text);
                     },
                 .binary = [](const Peer &peer, const QByteArray &data) { peer.sendBinary(data); }});
        bench.start(std::move(routes));
        WsClient client(bench, "/rooms/blue?q=1");
        client.text(R"({"m":"hi","HEADERS":{"HX-Request":"true"}})");
        client.frame(Opcode::Binary, QByteArray("\0\1", 2));
        QTRY_COMPARE(client.messages().size(), 3);
        QCOMPARE(client.messages()[0], QByteArray("hello blue 1"));
        QCOMPARE(client.messages()[1], QByteArray(R"(you said {"m":"hi","HEADERS":{"HX-Request":"true"}})"));
        QCOMPARE(client.messages()[2], QByteArray("\0\1", 2));
        QCOMPARE(form, (QJsonObject{{QStringLiteral("m"), QStringLiteral("hi")}}));
        QCOMPARE(headers, (QJsonObject{{QStringLiteral("HX-Request"), QStringLiteral("true")}}));

        const auto opened = bench.all(Kind::ServerOpened);
        QCOMPARE(opened.size(), std::size_t(1));
        QCOMPARE(opened[0].client, QStringLiteral("guest-1"));
        QCOMPARE(opened[0].conn, ConnectionId(1));
        QCOMPARE(opened[0].data.value(Field::Transport).toString(), QStringLiteral("ws"));
        QCOMPARE(opened[0].data.value(Field::Path).toString(), QStringLiteral("/rooms/blue"));
        QVERIFY(!opened[0].data.contains(Field::Channel));
        QVERIFY(!opened[0].data.contains(Field::Cursor));
        const auto received = bench.all(Kind::ServerReceived);
        QCOMPARE(received.size(), std::size_t(2));
        QCOMPARE(received[0].n, 1);
        QCOMPARE(received[0].data.value(Field::Opcode).toString(), QStringLiteral("text"));
        QCOMPARE(received[1].n, 2);
        QCOMPARE(received[1].data.value(Field::Opcode).toString(), QStringLiteral("binary"));
        QVERIFY(!received[1].data.contains(Field::Text));
        const auto sent = bench.all(Kind::ServerSent);
        QCOMPARE(sent.size(), std::size_t(3));
        QCOMPARE(sent[0].cause, opened[0].id);
        QCOMPARE(sent[1].cause, received[0].id);
        QCOMPARE(sent[1].n, 2);
        QCOMPARE(sent[2].cause, received[1].id);
        QCOMPARE(sent[1].data.value(Field::Why).toString(), QStringLiteral("direct"));
    }

    void howItIsCutIntoPacketsChangesNothing()
    {
        Bench bench;
        QByteArrayList heard;
        Routes routes;
        must(routes, SocketRoute{.path = QStringLiteral("/ws"),
                                 .message = [&](const Peer &, const QJsonObject &, const QJsonObject &,
                                                const QByteArray &text) { heard += text; }});
        bench.start(std::move(routes));
        const auto cut = [](RawClient &client, const QByteArray &bytes) {
            client.connected();
            for (const char byte : bytes) {
                client.socket.write(&byte, 1);
                client.socket.flush();
                QCoreApplication::processEvents();
            }
        };
        RawClient client(bench.server.port());
        cut(client, "GET /ws HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        QTRY_VERIFY(client.received.contains("\r\n\r\n"));
        cut(client, wire::encodeFrame(Opcode::Text, "one", true, 1U) +
                        wire::encodeFrame(Opcode::Text, "tw", false, 2U) +
                        wire::encodeFrame(Opcode::Continuation, "o", true, 3U) +
                        wire::encodeClose({4001, QStringLiteral("done")}, 4U));
        QTRY_COMPARE(bench.count(Kind::ServerClosed), 1);
        QCOMPARE(heard, (QByteArrayList{"one", "two"}));
        const Event closed = bench.all(Kind::ServerClosed)[0];
        QCOMPARE(closed.data.value(Field::Code).toInt(), 4001);
        QCOMPARE(closed.data.value(Field::Reason).toString(), QStringLiteral("done"));
        QCOMPARE(closed.data.value(Field::By).toString(), QStringLiteral("client"));
    }

    void theClientsClose_data()
    {
        QTest::addColumn<QByteArray>("bytes"); // null: reset
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("by");
        const auto close = [](int code, const char *reason = "") {
            return wire::encodeClose({code, QString::fromLatin1(reason)}, 7U);
        };
        QTest::newRow("1000") << close(1000) << 1000 << ""
                              << "client";
        QTest::newRow("without status") << close(1005) << 1005 << ""
                                        << "client";
        QTest::newRow("4000, why") << close(4000, "enough") << 4000 << "enough"
                                   << "client";
        QTest::newRow("a service restart is no error") << close(1012) << 1012 << ""
                                                       << "client";
        QTest::newRow("nor is try again later") << close(1013) << 1013 << ""
                                                << "client";
        QTest::newRow("the client saw an error") << close(1002, "bad") << 1002 << "bad"
                                                 << "client";
        QTest::newRow("behind a message")
            << wire::encodeFrame(Opcode::Text, "last words", true, 9U) + close(1001) << 1001 << ""
            << "client";
        QTest::newRow("reset") << QByteArray() << 1006 << ""
                               << "client";
        QTest::newRow("a reserved opcode")
            << QByteArray("\x83\x80\1\2\3\4", 6) << 1002 << QString() << "server";
        QTest::newRow("without a mask")
            << wire::encodeFrame(Opcode::Text, "bare") << 1002 << QString() << "server";
        QTest::newRow("a code that is none")
            << QByteArray("\x88\x82\0\0\0\0\x03\xee", 8) << 1002 << QString() << "server";
        QTest::newRow("no UTF-8") << wire::encodeFrame(Opcode::Text, "\xff", true, 7U) << 1007 << QString()
                                  << "server";
        QTest::newRow("too long") << wire::encodeFrame(Opcode::Text, QByteArray(4 * 1024 * 1024 + 1, 'x'),
                                                       true, 7U)
                                  << 1009 << QString() << "server";
    }

    void theClientsClose()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        QFETCH(QString, reason);
        QFETCH(QString, by);
        Bench bench;
        int told = 0;
        Routes routes;
        must(routes, SocketRoute{.path = QStringLiteral("/ws"),
                                 .close = [&](const Peer &peer, int saidCode, const QString &) {
                                     told = saidCode;
                                     QVERIFY(!peer.isOpen());
                                 }});
        bench.start(std::move(routes));
        WsClient client(bench, "/ws");
        QVERIFY(client.waitOpen());
        if (bytes.isNull())
            client.raw.socket.abort();
        else
            client.raw.send(bytes);
        QTRY_COMPARE(bench.count(Kind::ServerClosed), 1);
        const Event closed = bench.all(Kind::ServerClosed)[0];
        QCOMPARE(closed.data.value(Field::Code).toInt(), code);
        if (!reason.isNull())
            QCOMPARE(closed.data.value(Field::Reason).toString(), reason);
        QCOMPARE(closed.data.value(Field::By).toString(), by);
        QTRY_COMPARE(told, code);
        QVERIFY(bench.server.peers().empty());
        if (by == QStringLiteral("server")) {
            QTRY_VERIFY(client.closed());
            QCOMPARE(client.closed()->code, code);
        }
    }

    // RFC 6455, section 5.5.1: the close is answered, and then the server ends the connection.
    void aCloseIsAnsweredWithItsCode()
    {
        for (const int code : {1000, 1005, 1012, 4321}) {
            Bench bench;
            Routes routes;
            must(routes, SocketRoute{.path = QStringLiteral("/ws")});
            bench.start(std::move(routes));
            WsClient client(bench, "/ws");
            QVERIFY(client.waitOpen());
            client.raw.send(wire::encodeClose({code, {}}, 7U) +
                            wire::encodeFrame(Opcode::Ping, "too late", true, 8U));
            QTRY_VERIFY(client.raw.ended());
            QVERIFY(client.closed());
            QCOMPARE(client.closed()->code, code);
            QCOMPARE(client.raw.socket.error(), QAbstractSocket::RemoteHostClosedError); // no reset
        }
    }

    void nothingIsLostThatSharesASegmentWithTheHandshake()
    {
        Bench bench;
        QByteArrayList heard;
        Routes routes;
        must(routes, HttpRoute{"GET", QStringLiteral("/before"), {}});
        must(routes, SocketRoute{.path = QStringLiteral("/ws"),
                                 .open = [](const Peer &peer, const Request &) { peer.send("hello"); },
                                 .message = [&](const Peer &, const QJsonObject &, const QJsonObject &,
                                                const QByteArray &text) { heard += text; }});
        bench.start(std::move(routes));
        RawClient client(bench.server.port());
        client.send(get("/before") + kUpgrade + wire::encodeFrame(Opcode::Text, "first", true, 1U) +
                    wire::encodeFrame(Opcode::Text, "sec", false, 2U));
        QTRY_COMPARE(heard, QByteArrayList{"first"});
        client.send(wire::encodeFrame(Opcode::Continuation, "ond", true, 3U));
        QTRY_COMPARE(heard.size(), 2);
        QCOMPARE(heard[1], "second");
        QTRY_VERIFY(client.received.endsWith(wire::encodeFrame(Opcode::Text, "hello")));
        QVERIFY(client.received.startsWith("HTTP/1.1 204 No Content\r\n"));
    }

    void aHandshakeThatIsNoneIsAnswered_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("another version") << QByteArray("Version: 13") << QByteArray("Version: 8")
                                         << QByteArray("HTTP/1.1 426 Upgrade Required\r\n");
        QTest::newRow("a bad key") << QByteArray("dGhlIHNhbXBsZSBub25jZQ==") << QByteArray("short")
                                   << QByteArray("HTTP/1.1 400 Bad Request\r\n");
        QTest::newRow("a body") << QByteArray("Version: 13\r\n")
                                << QByteArray("Version: 13\r\nContent-Length: 1\r\n")
                                << QByteArray("HTTP/1.1 400 Bad Request\r\n");
    }

    // And what follows is HTTP still.
    void aHandshakeThatIsNoneIsAnswered()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, answer);
        Bench bench;
        Routes routes;
        must(routes, SocketRoute{.path = QStringLiteral("/ws")});
        must(routes, HttpRoute{"GET", QStringLiteral("/after"), [](const Request &) {
                                   return Answer{200, {}, "still here"};
                               }});
        bench.start(std::move(routes));
        RawClient client(bench.server.port());
        const QByteArray body = to.contains("Content-Length") ? "x" : "";
        client.send(QByteArray(kUpgrade).replace(from, to) + body + get("/after"));
        QTRY_VERIFY(client.received.endsWith("still here"));
        QVERIFY2(client.received.startsWith(answer), client.received);
        QCOMPARE(client.received.contains("\r\nSec-WebSocket-Version: 13\r\n"), answer.contains("426"));
    }

    void pingsAreAnsweredAlsoWithinAMessage()
    {
        Bench bench;
        QByteArray heard;
        Routes routes;
        must(routes, SocketRoute{.path = QStringLiteral("/ws"),
                                 .message = [&](const Peer &, const QJsonObject &, const QJsonObject &,
                                                const QByteArray &text) { heard = text; }});
        bench.start(std::move(routes));
        RawClient client(bench.server.port());
        client.send(kUpgrade);
        QTRY_VERIFY(client.received.endsWith("\r\n\r\n"));
        client.received.clear();
        client.send(wire::encodeFrame(Opcode::Text, "\xe2\x82", false, 1U) +
                    wire::encodeFrame(Opcode::Ping, "are you there?", true, 2U) +
                    wire::encodeFrame(Opcode::Continuation, "\xac", true, 3U));
        QTRY_COMPARE(heard, "€");
        QTRY_COMPARE(client.received, wire::encodeFrame(Opcode::Pong, "are you there?"));
    }

    // Whoever floods is read a piece at a time: another one's message is answered long before the flood is
    // worked through.
    void aFloodHoldsNobodyUp()
    {
        Bench bench;
        int flooded = 0;
        int floodedWhenAnswered = -1;
        Routes routes;
        must(routes, SocketRoute{.path = QStringLiteral("/ws"),
                                 .message = [&](const Peer &, const QJsonObject &, const QJsonObject &,
                                                const QByteArray &text) {
                                     if (text == "f")
                                         ++flooded;
                                     else
                                         floodedWhenAnswered = flooded;
                                 }});
        bench.start(std::move(routes));
        WsClient flood(bench, "/ws");
        WsClient other(bench, "/ws");
        QVERIFY(flood.waitOpen() && other.waitOpen());
        constexpr int kFrames = 20'000;
        QByteArray frames;
        for (int i = 0; i < kFrames; ++i)
            frames += wire::encodeFrame(Opcode::Text, "f", true, 7U);
        flood.raw.send(frames);
        flood.raw.socket.flush();
        other.text("one");
        other.raw.socket.flush();
        QTRY_VERIFY(floodedWhenAnswered >= 0);
        QVERIFY2(floodedWhenAnswered < kFrames / 2, QByteArray::number(floodedWhenAnswered));
        QTRY_COMPARE(flooded, kFrames);
    }

    void theLongestMessageIsTaken()
    {
        Bench bench;
        qsizetype heard = 0;
        Routes routes;
        must(routes, SocketRoute{.path = QStringLiteral("/ws"),
                                 .message = [&](const Peer &, const QJsonObject &, const QJsonObject &,
                                                const QByteArray &text) { heard = text.size(); }});
        bench.start(std::move(routes));
        WsClient client(bench, "/ws");
        client.text(QByteArray(4 * 1024 * 1024, 'x'));
        QTRY_COMPARE(heard, 4 * 1024 * 1024);
    }

    void theServersClose_data()
    {
        QTest::addColumn<int>("asked");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<int>("wire"); // 0: no close frame
        QTest::addColumn<int>("traced");
        QTest::addColumn<QString>("said");
        QTest::newRow("1000") << 1000 << "" << 1000 << 1000 << "";
        QTest::newRow("4321, why") << 4321 << "go away" << 4321 << 4321 << "go away";
        QTest::newRow("without status") << 1005 << "" << 1005 << 1005 << "";
        QTest::newRow("none") << 1006 << "pulled" << 0 << 1006 << "pulled";
        QTest::newRow("one that must not be sent") << 1015 << "" << 1011 << 1011 << "";
        QTest::newRow("a long reason") << 1000 << QString(70, u'ä') << 1000 << 1000 << QString(61, u'ä');
    }

    void theServersClose()
    {
        QFETCH(int, asked);
        QFETCH(QString, reason);
        QFETCH(int, wire);
        QFETCH(int, traced);
        QFETCH(QString, said);
        Bench bench;
        bench.server.setLimits({.closeTime = 20 * kMillisecond}); // for a client that answers no close
        Peer kept;
        Routes routes;
        must(routes,
             SocketRoute{.path = QStringLiteral("/ws"), .open = [&](const Peer &peer, const Request &) {
                             kept = peer;
                             peer.send("last words");
                             peer.close(asked, reason);
                             peer.send("never");
                         }});
        bench.start(std::move(routes));
        WsClient client(bench, "/ws");
        QTRY_VERIFY(client.raw.ended());
        QCOMPARE(client.messages(), wire == 0 ? QList<QByteArray>{} : QList<QByteArray>{"last words"});
        QCOMPARE(client.closed().has_value(), wire != 0);
        if (wire != 0) {
            QCOMPARE(client.closed()->code, wire);
            QCOMPARE(client.closed()->reason, said);
        }
        QTRY_COMPARE(bench.count(Kind::ServerClosed), 1);
        const Event closed = bench.all(Kind::ServerClosed)[0];
        QCOMPARE(closed.data.value(Field::Code).toInt(), traced);
        QCOMPARE(closed.data.value(Field::Reason).toString(), said);
        QCOMPARE(closed.data.value(Field::By).toString(), QStringLiteral("server"));
        kept.send("to nobody");
        kept.close();
        QVERIFY(!kept.isOpen());
        QCOMPARE(bench.count(Kind::ServerClosed), 1);
    }

    void aHeartbeatKeepsAndNotices()
    {
        Bench bench;
        Routes routes;
        must(routes, SocketRoute{.path = QStringLiteral("/ws"), .heartbeat = 20 * kMillisecond});
        bench.start(std::move(routes));
        QWebSocket alive; // answers by itself
        alive.open(QUrl(QStringLiteral("ws://127.0.0.1:%1/ws").arg(bench.server.port())));
        QTRY_COMPARE(alive.state(), QAbstractSocket::ConnectedState);
        WsClient dead(bench, "/ws"); // does not
        QTRY_VERIFY(dead.pings() == 2 && dead.raw.ended());
        const Event closed = bench.all(Kind::ServerClosed).at(0);
        QCOMPARE(closed.data.value(Field::Code).toInt(), 1006);
        QCOMPARE(closed.data.value(Field::Reason).toString(), QStringLiteral("No answer to 2 heartbeats."));
        QCOMPARE(alive.state(), QAbstractSocket::ConnectedState);
        QCOMPARE(bench.server.peers().size(), std::size_t(1));
    }

    // Of the server's own pages and of those that the route names.
    void aRouteNamesOrigins()
    {
        Bench bench;
        Routes routes;
        must(routes, SocketRoute{.path = QStringLiteral("/any"), .origins = {QStringLiteral("*")}});
        must(routes, SocketRoute{.path = QStringLiteral("/own"), .origins = {QStringLiteral("http://mine")}});
        bench.start(std::move(routes));
        WsClient any(bench, "/any", "Origin: http://other\r\n");
        QVERIFY(any.waitOpen());
        WsClient mine(bench, "/own", "Origin: http://mine\r\n");
        QVERIFY(mine.waitOpen());
        WsClient own(bench, "/own", "Origin: http://test\r\n");
        QVERIFY(own.waitOpen());
        WsClient other(bench, "/own", "Origin: http://other\r\n");
        QTRY_VERIFY(other.raw.received.startsWith("HTTP/1.1 403 Forbidden\r\n"));
        QVERIFY(!other.open());
        QTRY_COMPARE(bench.count(Kind::ServerRequest), 1);
        QCOMPARE(bench.all(Kind::ServerRequest)[0].data.value(Field::Status).toInt(), 403);
    }

    void aPathWithoutASocketIs404()
    {
        Bench bench;
        bench.start({});
        WsClient client(bench, "/nothing");
        QTRY_VERIFY(client.raw.received.startsWith("HTTP/1.1 404 Not Found\r\n"));
        QVERIFY(!client.open());
        QCOMPARE(bench.all(Kind::ServerRequest)[0].data.value(Field::Status).toInt(), 404);
    }

    void aClientOfALinkHasItsNameAndNumber()
    {
        Bench bench;
        Routes routes;
        must(routes,
             SocketRoute{.path = QStringLiteral("/ws"), .open = [](const Peer &peer, const Request &request) {
                             peer.send(peer.name().toUtf8() + ' ' + QByteArray::number(peer.id().number()) +
                                       ' ' + request.client.toUtf8());
                         }});
        bench.start(std::move(routes));
        QTcpSocket socket;
        QVERIFY(socket.bind(QHostAddress(QHostAddress::LocalHost)));
        bench.registry.notePeer(socket.localPort(), {QStringLiteral("B"), ConnectionId(17)});
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), bench.server.port());
        socket.write("GET /ws HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
        QTRY_VERIFY(socket.peek(4096).contains("B 17 B"));
        QCOMPARE(bench.all(Kind::ServerSent)[0].client, QStringLiteral("B"));
        QCOMPARE(bench.all(Kind::ServerSent)[0].conn, ConnectionId(17));
    }
};

SWAPSCOPE_LOOP_MAIN(TestSocketConnection)
#include "tst_socketconnection.moc"
