#include "relaybench.h"

using namespace swapscope;
using test::Bench;
using test::chunk;
using test::down;
using test::End;
using test::kMask;
using test::kStreamHead;
using test::kSwitch;
using test::kTicks;
using test::kUpgrade;
using test::roundTrips;
using test::up;
using wire::encodeClose;

namespace {

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
        bench.run.registry.notePeer(bench.server.ends.front()->peerPort(),
                                    {QStringLiteral("B"), ConnectionId(41)});
        bench.answer(kStreamHead);
        QCOMPARE(bench.run.told(), QStringList{QStringLiteral("accepted 41 sse")});
    }

    void theServerCanAskWhoseARequestIs()
    {
        Bench bench;
        const ConnectionId number = bench.run.registry.forKey("9f");
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
        QCOMPARE(bench.run.registry.peer(port)->conn, ConnectionId());
        bench.client.endWriting();
        QTRY_VERIFY(bench.peer().ended);
        bench.peer().endWriting();
        QTRY_VERIFY(!bench.run.registry.peer(port));
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
        QTRY_COMPARE_WITH_TIMEOUT(receiver.received.size(), head.size() + all.size(), 120'000);
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
        QTRY_COMPARE_WITH_TIMEOUT(bench.client.received.size(), kSwitch.size() + all.size(), 120'000);
        QVERIFY(bench.client.received == kSwitch + all);
    }
};

QTEST_GUILESS_MAIN(TestRelay)
#include "tst_relay.moc"
