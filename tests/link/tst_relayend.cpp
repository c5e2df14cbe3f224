#include "relaybench.h"

#include <link/relay.h>

#include <QRegularExpression>

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

class TestRelayEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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

    // Who has said all it wants to say still gets the answer, also the link's own, and after the delay.
    void anAnswerOfTheLinkComesAfterTheClientsEnd()
    {
        Bench bench;
        bench.run.apply("http", {{QStringLiteral("status"), 503}});
        bench.run.apply("freeze");
        bench.client.send(kTicks);
        bench.client.endWriting();
        roundTrips(20);
        QVERIFY(bench.client.received.isEmpty() && !bench.client.ended);
        bench.run.apply("thaw");
        QTRY_VERIFY(bench.client.ended);
        QVERIFY2(bench.client.received.startsWith("HTTP/1.1 503 "), bench.client.received.constData());
        QVERIFY(!bench.client.wasReset);
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

    // What either side has sent and the link has not read by then is lost like what was inside.
    void aCutLosesWhatIsUnread_data()
    {
        QTest::addColumn<bool>("cut");
        QTest::newRow("a cut") << true;
        QTest::newRow("the link goes") << false;
    }

    void aCutLosesWhatIsUnread()
    {
        QFETCH(bool, cut);
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("freeze");
        bench.client.send(up("a") + up("b") + encodeClose({1000, {}}, kMask));
        bench.peer().send(down("c"));
        if (cut)
            bench.run.apply("cut");
        else
            bench.run.link.shutDown();
        QTRY_VERIFY(bench.client.wasReset || bench.client.ended);
        const QString why = cut ? QStringLiteral("cut") : QStringLiteral("closed");
        QStringList told = bench.run.told().mid(2);
        if (cut)
            QCOMPARE(told.mid(0, 2), (QStringList{QStringLiteral("cut"), QStringLiteral("cut 1")}));
        QStringList lost = told.filter(QStringLiteral("lost"));
        lost.sort();
        QCOMPARE(lost, (QStringList{QStringLiteral("lost 1 down text 1 %1 <c>").arg(why),
                                    QStringLiteral("lost 1 up text 1 %1 <a>").arg(why),
                                    QStringLiteral("lost 1 up text 2 %1 <b>").arg(why)}));
        QCOMPARE(told.last(), QStringLiteral("closed 1 1006 link"));
    }

    // What a client still sends until it notices that the link has ended its connection is nobody's any more.
    void whatComesBeforeAClientNoticesTheEndIsLost()
    {
        Bench bench;
        bench.openWebSocket();
        bench.run.apply("hangup");
        QTRY_VERIFY(bench.client.ended);
        bench.client.send(up("a"));
        QTRY_COMPARE(bench.run.told().mid(1), (QStringList{QStringLiteral("closed 1 1006 link"),
                                                           QStringLiteral("lost 1 up text 1 closed <a>")}));
        bench.client.send(up("b") + encodeClose({1000, {}}, kMask));
        bench.client.endWriting();
        QTRY_COMPARE(bench.run.told().last(), QStringLiteral("lost 1 up text 2 closed <b>"));
        bench.peer().endWriting();
        QTRY_VERIFY(bench.peer().ended);
        QVERIFY(!bench.client.wasReset && !bench.peer().wasReset);
    }

    // Who has ended its direction, unread as well, is not waited for.
    void aClientThatHasEndedIsNotAwaited()
    {
        Bench bench;
        bench.openWebSocket();
        bench.client.send(up("a"));
        bench.client.endWriting();
        bench.run.apply("hangup");
        QCOMPARE(bench.run.told().mid(1), (QStringList{QStringLiteral("lost 1 up text 1 closed <a>"),
                                                       QStringLiteral("closed 1 1006 link")}));
        QTRY_VERIFY(bench.peer().ended);
        bench.peer().endWriting();
        bench.run.link.serverGone(ConnectionId(1), kSwitch.size(), {});
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(bench.run.link.findChildren<Relay *>().isEmpty());
    }

    // Of a GET as htmx 4 sends it, only the head of the answer tells whether it is a stream. The server has
    // sent it, or had it to send, when the connection is cut.
    void aCutLosesAStreamWhoseHeadIsUnread_data()
    {
        QTest::addColumn<bool>("left"); // the server
        QTest::newRow("on its way") << true;
        QTest::newRow("still with the server") << false;
    }

    void aCutLosesAStreamWhoseHeadIsUnread()
    {
        QFETCH(bool, left);
        Bench bench;
        bench.say("GET /news HTTP/1.1\r\nAccept: text/html, text/event-stream\r\n\r\n");
        // As the mock server does when it opens one.
        const ConnectionId conn(41);
        bench.run.registry.notePeer(bench.peer().peerPort(), {QStringLiteral("B"), conn});
        const QByteArray answer = kStreamHead + chunk("data: a\n\n");
        if (left)
            bench.peer().send(answer);
        bench.run.apply("cut");
        bench.run.link.serverGone(conn, left ? answer.size() : 0, left ? QByteArray() : answer);
        QCOMPARE(
            bench.run.told(),
            (QStringList{QStringLiteral("cut"), QStringLiteral("accepted 41 sse"), QStringLiteral("cut 41"),
                         QStringLiteral("lost 41 down event 1 cut <a>"), QStringLiteral("closed 41 link")}));
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
        // Whether the link has read "late", and so says that it is lost, is a matter of who is quicker.
        static const QRegularExpression passedOrClosed(QStringLiteral("^(message|closed) "));
        QCOMPARE(bench.run.told().filter(passedOrClosed).join(QStringLiteral(", ")),
                 QStringLiteral("message 1 down close 4002 <go>, closed 1 4002 link"));
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
        bench.run.apply("close", {{QStringLiteral("code"), 1000}});
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

QTEST_GUILESS_MAIN(TestRelayEnd)
#include "tst_relayend.moc"
