#include "ends.h"
#include "spoken.h"

#include <wire/websocket.h>

#include <QElapsedTimer>
#include <QTest>

using namespace swapscope;
using test::chunk;
using test::down;
using test::End;
using test::EndServer;
using test::kMask;
using test::kStreamHead;
using test::kSwitch;
using test::kTicks;
using test::kUpgrade;
using test::Run;
using test::up;
using wire::encodeClose;
using wire::encodeFrame;
using wire::Opcode;

namespace {

// A client and a server with a link between them.
struct Bench
{
    EndServer server;
    Run run{server.serverPort()};
    End client{run.link.port()};

    End &peer(std::size_t at = 0) { return *server.ends.at(at); }
    // The client says this, and the server has it.
    void say(const QByteArray &bytes)
    {
        const qsizetype had = server.ends.empty() ? 0 : peer().received.size();
        client.send(bytes);
        QTRY_COMPARE(server.ends.size(), 1U);
        QTRY_COMPARE(peer().received.mid(had), bytes);
    }
    void answer(const QByteArray &bytes)
    {
        const qsizetype had = client.received.size();
        peer().send(bytes);
        QTRY_COMPARE(client.received.mid(had), bytes);
    }
    void openWebSocket()
    {
        say(kUpgrade);
        answer(kSwitch);
    }
    void openStream()
    {
        say(kTicks);
        answer(kStreamHead);
    }
};

// Lets the event loop go round for a while without a clock: round trips through another link.
void roundTrips(int count)
{
    Bench other;
    for (int trip = 0; trip < count; ++trip) {
        other.say("\x16 ping");
        other.answer("pong");
    }
}

QByteArray randomBytes(Random &random, qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = static_cast<char>(random.next());
    return bytes;
}

} // namespace

class TestRelay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFaultAnswersInTheServersPlace()
    {
        Bench bench;
        bench.run.apply("http", {{QStringLiteral("status"), 429},
                                 {QStringLiteral("retry_after"), 3 * kSecond},
                                 {QStringLiteral("next"), 1}});
        bench.client.send(kUpgrade);
        QTRY_VERIFY(bench.client.ended);
        QVERIFY(bench.client.received.startsWith("HTTP/1.1 429 Too Many Requests\r\n"));
        QVERIFY(bench.client.received.contains("\r\nRetry-After: 3\r\n"));
        QVERIFY(!bench.client.wasReset);
        QVERIFY(bench.server.ends.empty());
        QCOMPARE(bench.run.told(), QStringList{QStringLiteral("refused 1 ws")});
        QCOMPARE(bench.run.events().front().data.value(QStringLiteral("status")).toInt(), 429);
        // The next one is let in, as was a page all the time.
        End second(bench.run.link.port());
        second.send(kUpgrade);
        QTRY_COMPARE(bench.server.ends.size(), 1U);
    }

    void aPageIsNotMeantUnlessSaid()
    {
        Bench bench;
        bench.run.apply("http", {{QStringLiteral("status"), 503}});
        bench.say("GET / HTTP/1.1\r\n\r\n");
        bench.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        bench.run.apply(
            "http", {{QStringLiteral("status"), 503}, {QStringLiteral("requests"), QStringLiteral("all")}});
        bench.client.received.clear();
        bench.client.send("GET / HTTP/1.1\r\n\r\n");
        QTRY_VERIFY(bench.client.ended);
        QVERIFY(bench.client.received.startsWith("HTTP/1.1 503 "));
        QCOMPARE(bench.run.told(), QStringList());
    }

    void aFlappingServerAcceptsAndDrops()
    {
        Bench bench;
        bench.run.apply("flap");
        bench.openWebSocket();
        QTRY_VERIFY(bench.client.ended);
        QTRY_VERIFY(bench.peer().ended);
        QVERIFY(!bench.client.wasReset);
        QCOMPARE(bench.run.told(),
                 (QStringList{QStringLiteral("accepted 1 ws"), QStringLiteral("closed 1 1006 link")}));
    }

    void aStreamThatFlapsStaysOpenAsLongAsItIsTold()
    {
        Bench bench;
        bench.run.apply("flap", {{QStringLiteral("open_for"), 500 * kMillisecond}});
        bench.openStream();
        bench.answer(chunk("data: a\n\n"));
        QTRY_VERIFY(bench.client.ended);
        QCOMPARE(bench.run.told(),
                 (QStringList{QStringLiteral("accepted 1 sse"), QStringLiteral("message 1 down event 1 <a>"),
                              QStringLiteral("closed 1 link")}));
    }

    void aConnectionEndsWithinAMessage()
    {
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("truncate", {{QStringLiteral("direction"), QStringLiteral("down")}});
        bench.client.received.clear();
        bench.peer().send(down("hello!"));
        QTRY_VERIFY(bench.client.ended);
        QCOMPARE(bench.client.received, down("hello!").left(4));
        QTRY_VERIFY(bench.peer().ended);
        QCOMPARE(bench.run.told(), (QStringList{QStringLiteral("accepted 1 ws"),
                                                QStringLiteral("lost 1 down text 1 fault <hello!>"),
                                                QStringLiteral("closed 1 1006 link")}));
    }

    // Nothing arrives and nothing closes, in the one direction; the other lives.
    void aHalfOpenPathSwallowsOneDirection()
    {
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("halfopen", {{QStringLiteral("direction"), QStringLiteral("up")}});
        bench.client.send(up("lost"));
        QTRY_VERIFY(bench.run.told().contains(QStringLiteral("lost 1 up text 1 fault <lost>")));
        bench.answer(down("alive"));
        // What was lost is missing for ever, so the connection stays as it is.
        bench.run.apply("mend");
        bench.client.send(up("too"));
        QTRY_VERIFY(bench.run.told().contains(QStringLiteral("lost 1 up text 2 fault <too>")));
        bench.client.endWriting();
        roundTrips(3);
        QVERIFY(!bench.peer().ended);
        bench.answer(down("still"));
        // A new connection is a good one.
        End second(bench.run.link.port());
        second.send(kUpgrade);
        QTRY_COMPARE(bench.server.ends.size(), 2U);
        QTRY_COMPARE(bench.peer(1).received, kUpgrade);
        // When the server ends as well, all is over.
        bench.peer().endWriting();
        QTRY_VERIFY(bench.client.ended || bench.client.wasReset);
    }

    void anIdleConnectionIsEndedAndABusyOneIsNot()
    {
        Bench bench;
        bench.openStream();
        bench.run.apply("idle", {{QStringLiteral("timeout"), 100 * kSecond}});
        bench.answer(chunk("data: a\n\n"));
        QVERIFY(!bench.client.ended);
        bench.run.apply("idle", {{QStringLiteral("timeout"), kMillisecond}});
        QTRY_VERIFY(bench.client.ended);
        QTRY_VERIFY(bench.peer().ended);
        QCOMPARE(bench.run.told().back(), QStringLiteral("closed 1 link"));
    }

    void aConnectionEndsAfterSoManyBytes()
    {
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("limit", {{QStringLiteral("bytes"), kSwitch.size() + 4},
                                  {QStringLiteral("direction"), QStringLiteral("down")}});
        bench.client.received.clear();
        bench.peer().send(down("hello!"));
        QTRY_VERIFY(bench.client.ended);
        QCOMPARE(bench.client.received, down("hello!").left(4));
        QTRY_VERIFY(bench.peer().ended);
        QCOMPARE(bench.run.told(), (QStringList{QStringLiteral("accepted 1 ws"),
                                                QStringLiteral("lost 1 down text 1 closed <hello!>"),
                                                QStringLiteral("closed 1 1006 link")}));
    }

    void slicesAndANarrowPathKeepEveryByte()
    {
        Bench bench;
        bench.run.apply("slice", {{QStringLiteral("bytes"), 7}});
        bench.openWebSocket();
        bench.run.apply("bandwidth", {{QStringLiteral("kbit"), 400}});
        bench.say(up("one") + up("two"));
        bench.answer(down("three") + down("four"));
        QCOMPARE(bench.run.told(),
                 (QStringList{QStringLiteral("accepted 1 ws"), QStringLiteral("message 1 up text 1 <one>"),
                              QStringLiteral("message 1 up text 2 <two>"),
                              QStringLiteral("message 1 down text 1 <three>"),
                              QStringLiteral("message 1 down text 2 <four>")}));
    }

    void aSlowHandshakeWaits()
    {
        Bench bench;
        QElapsedTimer timer;
        bench.run.apply("handshake", {{QStringLiteral("by"), 40 * kMillisecond}});
        timer.start();
        bench.openWebSocket();
        QVERIFY(timer.elapsed() >= 40);
    }

    // Whatever crosses, in pieces of whatever size, on both ways at once.
    void bytesAreTheSameOnTheOtherSide_data()
    {
        QTest::addColumn<QByteArray>("hello");
        QTest::addColumn<QByteArray>("welcome");
        QTest::newRow("not HTTP") << QByteArray("\x16\x03\x01") << QByteArray("\x15\x03\x01");
        QTest::newRow("broken WebSocket frames") << kUpgrade << kSwitch;
        QTest::newRow("an endless answer")
            << QByteArray("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n")
            << QByteArray("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        QTest::newRow("a head and no HTTP behind it")
            << QByteArray("GET / HTTP/1.1\r\n\r\n")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }

    void bytesAreTheSameOnTheOtherSide()
    {
        QFETCH(QByteArray, hello);
        QFETCH(QByteArray, welcome);
        for (quint64 seed = 1; seed <= 8; ++seed) {
            Random random(seed);
            Bench bench;
            bench.say(hello);
            bench.answer(welcome);
            QByteArray sentUp = hello;
            QByteArray sentDown = welcome;
            for (int piece = 0; piece < 40; ++piece) {
                const auto size = static_cast<qsizetype>(random.uniform(1, 400) * random.uniform(1, 400));
                const QByteArray bytes = randomBytes(random, size);
                if (random.uniform() < 0.5) {
                    bench.client.send(bytes);
                    sentUp += bytes;
                } else {
                    bench.peer().send(bytes);
                    sentDown += bytes;
                }
                if (random.uniform() < 0.5)
                    QCoreApplication::processEvents();
            }
            bench.client.endWriting();
            QTRY_VERIFY(bench.peer().ended);
            bench.peer().endWriting();
            QTRY_VERIFY(bench.client.ended);
            QVERIFY(bench.peer().received == sentUp);
            QVERIFY(bench.client.received == sentDown);
            QVERIFY(!bench.client.wasReset && !bench.peer().wasReset);
        }
    }

    void aClientThatHasEndedItsDirectionStillGetsItsAnswer()
    {
        Bench bench;
        bench.client.send("GET / HTTP/1.0\r\n\r\n");
        bench.client.endWriting();
        QTRY_COMPARE(bench.server.ends.size(), 1U);
        QTRY_VERIFY(bench.peer().ended);
        QCOMPARE(bench.peer().received, "GET / HTTP/1.0\r\n\r\n");
        bench.answer("HTTP/1.0 200 OK\r\n\r\nhello");
        QVERIFY(!bench.client.ended);
        bench.peer().endWriting();
        QTRY_VERIFY(bench.client.ended);
        QCOMPARE(bench.run.told(), QStringList()); // a plain request is no connection
    }

    void aResetPassesAsOne()
    {
        {
            Bench bench;
            bench.say("GET / HTTP/1.1\r\n\r\n");
            bench.client.reset();
            QTRY_VERIFY(bench.peer().wasReset);
            QVERIFY(!bench.peer().ended);
        }
        Bench bench;
        bench.say("GET / HTTP/1.1\r\n\r\n");
        bench.peer().send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart");
        bench.peer().reset();
        QTRY_VERIFY(bench.client.wasReset);
        QVERIFY(!bench.client.ended);
        QVERIFY(bench.client.received.endsWith("\r\n\r\npart"));
    }

    void severalRequestsOnOneConnection()
    {
        Bench bench;
        for (int round = 0; round < 3; ++round) {
            bench.say("GET / HTTP/1.1\r\n\r\n");
            bench.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
        }
        QCOMPARE(bench.server.ends.size(), 1U);
        QVERIFY(!bench.client.ended);
    }

    void nobodyBehindTheLink_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("begins"); // empty: reset
        QTest::addColumn<QStringList>("told");
        QTest::newRow("a page") << QByteArray("GET / HTTP/1.1\r\n\r\n") << QByteArray("HTTP/1.1 502 ")
                                << QStringList();
        QTest::newRow("HEAD") << QByteArray("HEAD / HTTP/1.1\r\n\r\n") << QByteArray("HTTP/1.1 502 ")
                              << QStringList();
        QTest::newRow("a body that is still coming")
            << QByteArray("POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n") + QByteArray(500'000, 'x')
            << QByteArray("HTTP/1.1 502 ") << QStringList();
        QTest::newRow("a WebSocket") << kUpgrade << QByteArray()
                                     << QStringList{QStringLiteral("accepted 1 ws"),
                                                    QStringLiteral("closed 1 1006 server")};
        QTest::newRow("a stream") << kTicks << QByteArray()
                                  << QStringList{QStringLiteral("accepted 1 sse"),
                                                 QStringLiteral("closed 1 server")};
    }

    void nobodyBehindTheLink()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, begins);
        Bench bench;
        bench.server.close();
        bench.client.send(request);
        if (begins.isEmpty()) {
            QTRY_VERIFY(bench.client.wasReset);
            QCOMPARE(bench.client.received, "");
        } else {
            QTRY_VERIFY(bench.client.ended);
            QVERIFY(bench.client.received.startsWith(begins));
            QCOMPARE(bench.client.received.endsWith("\r\n\r\n"), request.startsWith("HEAD"));
        }
        QTEST(bench.run.told(), "told");
    }

    void aWebSocketFromItsAttemptToItsEnd()
    {
        Bench bench;
        bench.openWebSocket();
        bench.say(up("a"));
        bench.answer(down("b"));
        bench.say(up("c"));
        bench.answer(encodeClose({1001, QStringLiteral("bye")}));
        bench.say(encodeClose({1001, QStringLiteral("bye")}, kMask));
        bench.peer().endWriting();
        QTRY_VERIFY(bench.client.ended);
        QCOMPARE(bench.run.told(),
                 (QStringList{QStringLiteral("accepted 1 ws"), QStringLiteral("message 1 up text 1 <a>"),
                              QStringLiteral("message 1 down text 1 <b>"),
                              QStringLiteral("message 1 up text 2 <c>"),
                              QStringLiteral("message 1 down close 1001 <bye>"),
                              QStringLiteral("closed 1 1001 server"),
                              QStringLiteral("message 1 up close 1001 <bye>")}));
    }

    void aWebSocketThatEndsWithoutACloseFrame_data()
    {
        QTest::addColumn<bool>("byServer");
        QTest::addColumn<bool>("reset");
        QTest::newRow("the server ends") << true << false;
        QTest::newRow("the server resets") << true << true;
        QTest::newRow("the client ends") << false << false;
        QTest::newRow("the client resets") << false << true;
    }

    void aWebSocketThatEndsWithoutACloseFrame()
    {
        QFETCH(bool, byServer);
        QFETCH(bool, reset);
        Bench bench;
        bench.openWebSocket();
        End &ending = byServer ? bench.peer() : bench.client;
        End &other = byServer ? bench.client : bench.peer();
        if (reset) {
            ending.reset();
            QTRY_VERIFY(other.wasReset);
        } else {
            ending.endWriting();
            QTRY_VERIFY(other.ended);
            other.endWriting();
            QTRY_VERIFY(ending.ended);
        }
        QTRY_COMPARE(bench.run.told(),
                     (QStringList{QStringLiteral("accepted 1 ws"),
                                  QStringLiteral("closed 1 1006 ") +
                                      (byServer ? QStringLiteral("server") : QStringLiteral("client"))}));
    }

    void framesFromTheClientBeforeTheSwitch()
    {
        Bench bench;
        bench.client.send(kUpgrade + up("early"));
        QTRY_COMPARE(bench.server.ends.size(), 1U);
        QTRY_COMPARE(bench.peer().received, kUpgrade);
        bench.answer(kSwitch + down("behind"));
        QTRY_COMPARE(bench.peer().received, kUpgrade + up("early"));
        QCOMPARE(bench.run.told(),
                 (QStringList{QStringLiteral("accepted 1 ws"), QStringLiteral("message 1 up text 1 <early>"),
                              QStringLiteral("message 1 down text 1 <behind>")}));
    }

    void anAttemptThatIsAnsweredOtherwiseIsOverAndTheConnectionGoesOn()
    {
        Bench bench;
        bench.say(kUpgrade);
        bench.answer("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        bench.openStream();
        bench.answer(chunk("data: a\n\n") + chunk(": still here\n\n") + "0\r\n\r\n");
        bench.say("GET / HTTP/1.1\r\n\r\n");
        bench.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        bench.client.endWriting();
        QTRY_VERIFY(bench.peer().ended);
        QCOMPARE(bench.run.told(),
                 (QStringList{QStringLiteral("accepted 1 ws"), QStringLiteral("closed 1 1006 server"),
                              QStringLiteral("accepted 2 sse"), QStringLiteral("message 2 down event 1 <a>"),
                              QStringLiteral("message 2 down comment <: still here>"),
                              QStringLiteral("closed 2 server")}));
    }

    void anAnswerThatTurnsOutToBeAStreamIsAConnection()
    {
        Bench bench;
        bench.say("GET /news HTTP/1.1\r\nAccept: text/html, text/event-stream\r\n\r\n");
        QCOMPARE(bench.run.told(), QStringList());
        bench.answer(kStreamHead + chunk("data: a\n\n"));
        QCOMPARE(bench.run.told(), (QStringList{QStringLiteral("accepted 1 sse"),
                                                QStringLiteral("message 1 down event 1 <a>")}));
    }

    void aStreamThatTheServerHasNumberedKeepsItsNumber()
    {
        Bench bench;
        bench.say("GET /news HTTP/1.1\r\nAccept: text/html, text/event-stream\r\n\r\n");
        // As the mock server does when it opens one.
        bench.run.registry.notePeer(bench.server.ends.front()->peerPort(), {QStringLiteral("B"), 41});
        bench.answer(kStreamHead);
        QCOMPARE(bench.run.told(), QStringList{QStringLiteral("accepted 41 sse")});
    }

    void theServerCanAskWhoseARequestIs()
    {
        Bench bench;
        const int number = bench.run.registry.forKey("9f");
        bench.client.send("GET /chat?swapscope-key=9f&a=1 HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(bench.server.ends.size(), 1U);
        QTRY_COMPARE(bench.peer().received, "GET /chat?a=1 HTTP/1.1\r\n\r\n");
        const quint16 port = bench.peer().peerPort();
        const auto peer = bench.run.registry.peer(port);
        QVERIFY(peer);
        QCOMPARE(peer->client, QStringLiteral("B"));
        QCOMPARE(peer->conn, number);
        // The next request on the same connection is a plain one.
        bench.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        bench.client.send("GET / HTTP/1.1\r\n\r\n");
        QTRY_VERIFY(bench.peer().received.endsWith("GET / HTTP/1.1\r\n\r\n"));
        QCOMPARE(bench.run.registry.peer(port)->conn, 0);
        bench.client.endWriting();
        QTRY_VERIFY(bench.peer().ended);
        bench.peer().endWriting();
        QTRY_VERIFY(!bench.run.registry.peer(port));
    }

    void aCutLosesWhatIsInsideAndResetsBothSides()
    {
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("freeze");
        bench.client.send(up("a") + up("b"));
        bench.peer().send(down("c"));
        roundTrips(20);
        bench.run.apply("cut");
        QTRY_VERIFY(bench.client.wasReset);
        QTRY_VERIFY(bench.peer().wasReset);
        QCOMPARE(bench.run.told(), (QStringList{QStringLiteral("accepted 1 ws"), QStringLiteral("frozen"),
                                                QStringLiteral("cut"), QStringLiteral("cut 1"),
                                                QStringLiteral("lost 1 up text 1 cut <a>"),
                                                QStringLiteral("lost 1 up text 2 cut <b>"),
                                                QStringLiteral("lost 1 down text 1 cut <c>"),
                                                QStringLiteral("closed 1 1006 link")}));
        QCOMPARE(bench.peer().received, kUpgrade);
        QCOMPARE(bench.client.received, kSwitch);
    }

    void whileFrozenNothingPassesAndNothingCloses()
    {
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("freeze");
        bench.client.send(up("a"));
        bench.client.endWriting();
        bench.peer().send(down("b"));
        roundTrips(20);
        QCOMPARE(bench.peer().received, kUpgrade);
        QCOMPARE(bench.client.received, kSwitch);
        QVERIFY(!bench.peer().ended);
        bench.run.apply("thaw");
        QTRY_VERIFY(bench.peer().ended);
        QCOMPARE(bench.peer().received, kUpgrade + up("a"));
        QTRY_COMPARE(bench.client.received, kSwitch + down("b"));
        bench.peer().endWriting();
        QTRY_VERIFY(bench.client.ended);
        const QStringList told = bench.run.told();
        QCOMPARE(told.filter(QStringLiteral("closed")), QStringList{QStringLiteral("closed 1 1006 client")});
        QVERIFY(told.filter(QStringLiteral("lost")).isEmpty());
    }

    void aClientThatResetsWhileFrozenIsTakenUpAfterwards()
    {
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("freeze");
        bench.peer().send(down("b"));
        roundTrips(10);
        bench.client.reset();
        roundTrips(10);
        QVERIFY(!bench.peer().wasReset);
        bench.run.apply("thaw");
        QTRY_VERIFY(bench.peer().wasReset);
        QCOMPARE(bench.run.told(),
                 (QStringList{QStringLiteral("accepted 1 ws"), QStringLiteral("frozen"),
                              QStringLiteral("lost 1 down text 1 closed <b>"), QStringLiteral("thawed"),
                              QStringLiteral("closed 1 1006 client")}));
    }

    // A full network pushes back on the sender; what it holds is bounded, and nothing is lost.
    void aFrozenLinkPushesBackOnTheSender_data()
    {
        QTest::addColumn<bool>("fromServer");
        QTest::newRow("down") << true;
        QTest::newRow("up") << false;
    }

    void aFrozenLinkPushesBackOnTheSender()
    {
        QFETCH(bool, fromServer);
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("freeze");
        QByteArray all;
        for (int message = 0; message < 1024; ++message) {
            const QByteArray text = QByteArray::number(message) + QByteArray(64 * 1024, '.');
            all += fromServer ? down(text) : up(text);
        }
        End &sender = fromServer ? bench.peer() : bench.client;
        End &receiver = fromServer ? bench.client : bench.peer();
        const QByteArray &head = fromServer ? kSwitch : kUpgrade;
        sender.send(all);
        roundTrips(50);
        QVERIFY(sender.unsent() > 32 * 1024 * 1024);
        QCOMPARE(receiver.received, head);
        bench.run.apply("thaw");
        QTRY_COMPARE_WITH_TIMEOUT(receiver.received.size(), head.size() + all.size(), 30'000);
        QVERIFY(receiver.received == head + all);
    }

    void aReceiverThatDoesNotReadPushesBackToo()
    {
        Bench bench;
        bench.openWebSocket();
        bench.client.setReading(false);
        QByteArray all;
        for (int message = 0; message < 1024; ++message)
            all += down(QByteArray::number(message) + QByteArray(64 * 1024, '.'));
        bench.peer().send(all);
        roundTrips(50);
        QVERIFY(bench.peer().unsent() > 16 * 1024 * 1024);
        bench.client.setReading(true);
        QTRY_COMPARE_WITH_TIMEOUT(bench.client.received.size(), kSwitch.size() + all.size(), 30'000);
        QVERIFY(bench.client.received == kSwitch + all);
    }

    void shuttingDownWhileFrozenEndsBothSidesAndSaysWhatIsLost()
    {
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("freeze");
        bench.client.send(up("a"));
        roundTrips(10);
        bench.run.link.shutDown();
        QTRY_VERIFY(bench.client.ended);
        QTRY_VERIFY(bench.peer().ended);
        QCOMPARE(bench.run.told().mid(2), (QStringList{QStringLiteral("lost 1 up text 1 closed <a>"),
                                                       QStringLiteral("closed 1 1006 link")}));
    }

    // A server's good-bye is on its way when the link is told to end.
    void shuttingDownPassesWhatTheServerHasSaid()
    {
        Bench bench;
        bench.openWebSocket();
        const QByteArray bye = down("bye") + encodeClose({1001, {}});
        bench.peer().send(bye);
        bench.run.link.shutDown();
        QTRY_VERIFY(bench.client.ended);
        QCOMPARE(bench.client.received, kSwitch + bye);
        QCOMPARE(bench.run.told(),
                 (QStringList{QStringLiteral("accepted 1 ws"), QStringLiteral("message 1 down text 1 <bye>"),
                              QStringLiteral("message 1 down close 1001"),
                              QStringLiteral("closed 1 1001 server")}));
    }

    void closingGivesTheFrameToBothSides()
    {
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("close",
                        {{QStringLiteral("code"), 4002}, {QStringLiteral("reason"), QStringLiteral("go")}});
        const wire::CloseInfo info{4002, QStringLiteral("go")};
        QTRY_COMPARE(bench.client.received, kSwitch + encodeClose(info));
        wire::FrameDecoder decoder(wire::FrameDecoder::Sender::Client);
        QTRY_VERIFY(bench.peer().received.size() > kUpgrade.size());
        const auto units = decoder.feed(bench.peer().received.mid(kUpgrade.size()));
        QCOMPARE(units.size(), 1U);
        const auto close = wire::decodeClose(std::get<wire::Frame>(units.front()).payload);
        QCOMPARE(close.code, 4002);
        QCOMPARE(close.reason, QStringLiteral("go"));
        // The server's answer and what it still says are not the client's; the client's answer ends all.
        bench.peer().send(encodeClose(info) + down("late"));
        bench.client.send(encodeClose(info, kMask));
        QTRY_VERIFY(bench.client.ended);
        QTRY_VERIFY(bench.peer().ended);
        QCOMPARE(bench.client.received, kSwitch + encodeClose(info));
        QCOMPARE(bench.run.told().filter(QStringLiteral("clos")),
                 (QStringList{QStringLiteral("message 1 down close 4002 <go>"),
                              QStringLiteral("closed 1 4002 link")}));
    }

    void closingWaitsItsTurnBehindWhatIsInside()
    {
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("freeze");
        bench.peer().send(down("before"));
        roundTrips(10);
        bench.run.apply("close", {{QStringLiteral("code"), 1012}});
        bench.peer().send(down("after"));
        roundTrips(10);
        QCOMPARE(bench.client.received, kSwitch);
        bench.run.apply("thaw");
        QTRY_COMPARE(bench.client.received, kSwitch + down("before") + encodeClose({1012, {}}));
        QCOMPARE(
            bench.run.told().mid(2),
            (QStringList{QStringLiteral("lost 1 down text 2 closed <after>"), QStringLiteral("thawed"),
                         QStringLiteral("message 1 down text 1 <before>"),
                         QStringLiteral("message 1 down close 1012"), QStringLiteral("closed 1 1012 link")}));
    }

    void closingEndsAStreamInAnOrderlyWayAndLeavesRequestsAlone()
    {
        Bench bench;
        bench.openStream();
        bench.answer(chunk("data: a\n\n"));
        End plain(bench.run.link.port());
        plain.send("GET / HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(bench.server.ends.size(), 2U);
        QTRY_VERIFY(!bench.peer(1).received.isEmpty());
        bench.run.apply("close");
        QTRY_VERIFY(bench.client.ended);
        QCOMPARE(bench.client.received, kStreamHead + chunk("data: a\n\n") + "0\r\n\r\n");
        QTRY_VERIFY(bench.peer().ended);
        bench.peer(1).send("HTTP/1.1 204 No Content\r\n\r\n");
        QTRY_COMPARE(plain.received, "HTTP/1.1 204 No Content\r\n\r\n");
        QCOMPARE(bench.run.told(),
                 (QStringList{QStringLiteral("accepted 1 sse"), QStringLiteral("message 1 down event 1 <a>"),
                              QStringLiteral("closed 1 link")}));
    }
};

QTEST_GUILESS_MAIN(TestRelay)
#include "tst_relay.moc"
