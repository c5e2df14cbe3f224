#include "ends.h"
#include "spoken.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace swapscope;
using test::End;
using test::EndServer;
using test::kTicks;
using test::Run;

namespace {

QVariantMap with(const char *name, const QVariant &value)
{
    return {{QString::fromLatin1(name), value}};
}

// Qt's own WebSocket on both sides of a link.
struct Sockets
{
    QWebSocketServer server{QStringLiteral("test"), QWebSocketServer::NonSecureMode};
    std::unique_ptr<QWebSocket> peer; // the server's side
    QStringList peerReceived;
    std::unique_ptr<Run> run;
    QWebSocket client;
    QStringList received;

    Sockets()
    {
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QObject::connect(&server, &QWebSocketServer::newConnection, &server, [this] {
            peer.reset(server.nextPendingConnection());
            QObject::connect(peer.get(), &QWebSocket::textMessageReceived, &server,
                             [this](const QString &text) { peerReceived << text; });
        });
        run = std::make_unique<Run>(server.serverPort());
        QObject::connect(&client, &QWebSocket::textMessageReceived, &client,
                         [this](const QString &text) { received << text; });
        client.open(address());
        QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
        QTRY_VERIFY(peer);
    }
    QUrl address() const { return QUrl(QStringLiteral("ws://127.0.0.1:%1/chat").arg(run->link.port())); }
};

QStringList numbers(int from, int to)
{
    QStringList all;
    for (int number = from; number < to; ++number)
        all << QString::number(number);
    return all;
}

void sendAll(QWebSocket &socket, const QStringList &messages)
{
    for (const QString &message : messages)
        socket.sendTextMessage(message);
    socket.flush();
}

const QByteArray kStreamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

} // namespace

class TestLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWebSocketIsInTheTraceFromItsAttemptToItsClose()
    {
        Sockets sockets;
        sendAll(sockets.client, {QStringLiteral("up")});
        QTRY_COMPARE(sockets.peerReceived, QStringList{QStringLiteral("up")});
        sendAll(*sockets.peer, {QStringLiteral("down")});
        QTRY_COMPARE(sockets.received, QStringList{QStringLiteral("down")});
        sockets.client.close(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("bye"));
        QTRY_COMPARE(sockets.client.state(), QAbstractSocket::UnconnectedState);
        QTRY_COMPARE(sockets.peer->closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
        QTRY_COMPARE(sockets.run->told(),
                     (QStringList{QStringLiteral("accepted 1 ws"), QStringLiteral("message 1 up text 1 <up>"),
                                  QStringLiteral("message 1 down text 1 <down>"),
                                  QStringLiteral("message 1 up close 1001 <bye>"),
                                  QStringLiteral("closed 1 1001 client"),
                                  QStringLiteral("message 1 down close 1001 <bye>")}));
    }

    void aPageComesThroughAsItIs()
    {
        EndServer server;
        Run run(server.serverPort());
        QNetworkAccessManager network;
        QNetworkReply *reply = network.get(
            QNetworkRequest(QUrl(QStringLiteral("http://127.0.0.1:%1/a?b=c").arg(run.link.port()))));
        QTRY_COMPARE(server.ends.size(), 1U);
        QTRY_VERIFY(server.ends[0]->received.endsWith("\r\n\r\n"));
        QVERIFY(server.ends[0]->received.startsWith("GET /a?b=c HTTP/1.1\r\n"));
        const QByteArray body(3'000'000, 'b');
        server.ends[0]->send("HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + body);
        QTRY_VERIFY(reply->isFinished());
        QVERIFY(reply->readAll() == body);
        QCOMPARE(run.told(), QStringList());
    }

    void closeReachesBothSidesWithItsCode()
    {
        Sockets sockets;
        sockets.run->apply(
            "close", {{QStringLiteral("code"), 4001}, {QStringLiteral("reason"), QStringLiteral("off")}});
        QTRY_COMPARE(sockets.client.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(static_cast<int>(sockets.client.closeCode()), 4001);
        QCOMPARE(sockets.client.closeReason(), QStringLiteral("off"));
        QTRY_COMPARE(static_cast<int>(sockets.peer->closeCode()), 4001);
        QTRY_COMPARE(sockets.peer->state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(sockets.run->told(), (QStringList{QStringLiteral("accepted 1 ws"),
                                                   QStringLiteral("message 1 down close 4001 <off>"),
                                                   QStringLiteral("closed 1 4001 link")}));
    }

    void freezeAndThawLoseNothingAndKeepTheOrder()
    {
        Sockets sockets;
        const QStringList all = numbers(0, 300);
        sendAll(sockets.client, all.mid(0, 100));
        sendAll(*sockets.peer, all.mid(0, 100));
        sockets.run->apply("freeze");
        QVERIFY(sockets.run->link.status().frozen);
        sendAll(sockets.client, all.mid(100));
        sendAll(*sockets.peer, all.mid(100));
        QTRY_VERIFY(sockets.run->told().contains(QStringLiteral("frozen")));
        sockets.run->apply("thaw");
        QTRY_COMPARE(sockets.received, all);
        QTRY_COMPARE(sockets.peerReceived, all);
    }

    void aFreezeThawsByItself()
    {
        Sockets sockets;
        QSignalSpy changed(&sockets.run->link, &Link::statusChanged);
        sockets.run->apply("freeze", with("for", 20 * kMillisecond));
        QVERIFY(sockets.run->link.status().until.has_value());
        sendAll(sockets.client, {QStringLiteral("held")});
        QTRY_COMPARE(sockets.peerReceived, QStringList{QStringLiteral("held")});
        QTRY_COMPARE(changed.size(), 2);
        QCOMPARE(sockets.run->link.status(), LinkStatus{});
        const std::vector<Event> events = sockets.run->events();
        const auto frozen = std::find_if(events.begin(), events.end(),
                                         [](const Event &event) { return event.kind == Kind::LinkFrozen; });
        const auto thawed = std::find_if(events.begin(), events.end(),
                                         [](const Event &event) { return event.kind == Kind::LinkThawed; });
        QVERIFY(frozen != events.end() && thawed != events.end());
        QCOMPARE(frozen->data.value(Field::ForS).toDouble(), 0.02);
        QVERIFY(thawed->t >= frozen->t);
    }

    void aLatencyEndsByItself()
    {
        Sockets sockets;
        sockets.run->apply("latency", {{QStringLiteral("delay"), 100 * kSecond},
                                       {QStringLiteral("for"), 20 * kMillisecond}});
        sendAll(sockets.client, {QStringLiteral("late")});
        QTRY_COMPARE(sockets.peerReceived, QStringList{QStringLiteral("late")});
        QCOMPARE(sockets.run->link.status(), LinkStatus{});
    }

    void latencyWithJitterKeepsTheOrderBothWays()
    {
        Sockets sockets;
        sockets.run->apply("latency", {{QStringLiteral("delay"), 5 * kMillisecond},
                                       {QStringLiteral("jitter"), 5 * kMillisecond}});
        const QStringList all = numbers(0, 200);
        sendAll(sockets.client, all);
        sendAll(*sockets.peer, all);
        QTRY_COMPARE(sockets.received, all);
        QTRY_COMPARE(sockets.peerReceived, all);
        // Each was announced with a wait of its own, within the bounds, and waited that long.
        int delayed = 0;
        QMap<QPair<QString, int>, double> announced;
        for (const Event &event : sockets.run->events()) {
            const QPair<QString, int> which(event.data.value(Field::Dir).toString(), event.n);
            if (event.kind == Kind::LinkDelayed) {
                ++delayed;
                announced[which] = event.data.value(Field::ByMs).toDouble();
                QVERIFY(announced[which] >= 0 && announced[which] <= 10);
            } else if (event.kind == Kind::LinkMessage) {
                QVERIFY(event.data.value(Field::HeldMs).toDouble() >= announced[which] - 0.001);
            }
        }
        QCOMPARE(delayed, 400);
        const auto waits = announced.values();
        QVERIFY(*std::min_element(waits.begin(), waits.end()) <
                *std::max_element(waits.begin(), waits.end()));
    }

    // What the trace says of lost and repeated messages, and of their places at the receiver, is what
    // happened.
    void faultsOnMessagesAreInTheTrace()
    {
        Sockets sockets;
        const QString down = QStringLiteral("down");
        sockets.run->apply("lose", {{QStringLiteral("direction"), down}, {QStringLiteral("next"), 1}});
        sockets.run->apply("duplicate", {{QStringLiteral("direction"), down}, {QStringLiteral("next"), 1}});
        sockets.run->apply("reorder", {{QStringLiteral("direction"), down}, {QStringLiteral("next"), 1}});
        const QStringList all = numbers(0, 6);
        sendAll(*sockets.peer, all);
        sendAll(sockets.client, all);
        QTRY_COMPARE(sockets.received, QStringLiteral("1 1 3 2 4 5").split(u' '));
        QTRY_COMPARE(sockets.peerReceived, all);
        QStringList told;
        for (const Event &event : sockets.run->events()) {
            if (event.data.value(Field::Dir).toString() != down)
                continue;
            QString line = QStringLiteral("%1 %2").arg(QString(kindName(event.kind)).mid(5)).arg(event.n);
            if (event.data.contains(Field::Out))
                line += QStringLiteral(" out %1").arg(event.data.value(Field::Out).toInt());
            if (event.kind == Kind::LinkLost)
                QCOMPARE(event.data.value(Field::Why).toString(), QStringLiteral("fault"));
            told << line;
        }
        told.sort();
        QCOMPARE(told, (QStringList{QStringLiteral("duplicated 2"), QStringLiteral("lost 1"),
                                    QStringLiteral("message 2"), QStringLiteral("message 2 out 1"),
                                    QStringLiteral("message 3 out 4"), QStringLiteral("message 4 out 3"),
                                    QStringLiteral("message 5"), QStringLiteral("message 6")}));
    }

    void aDelayedMessageComesWhenItsTimeHasGoneBy()
    {
        Sockets sockets;
        sockets.run->apply("delay", {{QStringLiteral("by"), 30 * kMillisecond}, {QStringLiteral("next"), 1}});
        sendAll(*sockets.peer, numbers(0, 3));
        QTRY_COMPARE(sockets.received, QStringLiteral("1 2 0").split(u' '));
        for (const Event &event : sockets.run->events()) {
            if (event.kind == Kind::LinkMessage && event.n == 1)
                QVERIFY(event.data.value(Field::HeldMs).toDouble() >= 30);
        }
    }

    // What is late when the connection is cut is lost.
    void aLateMessageIsLostInACut()
    {
        Sockets sockets;
        sockets.run->apply("delay", {{QStringLiteral("by"), 100 * kSecond}});
        sendAll(*sockets.peer, numbers(0, 1));
        QTRY_VERIFY(sockets.run->told().contains(QStringLiteral("delayed 1 down 1")));
        sockets.run->apply("cut");
        QVERIFY(sockets.run->told().contains(QStringLiteral("lost 1 down text 1 cut <0>")));
    }

    // A change takes effect on what is under way, and loses and repeats nothing.
    void liveChangesDuringAFlow()
    {
        Sockets sockets;
        const QStringList all = numbers(0, 1000);
        for (int part = 0; part < 10; ++part) {
            if (part % 2 == 0)
                sockets.run->apply("freeze");
            sendAll(sockets.client, all.mid(part * 100, 100));
            sendAll(*sockets.peer, all.mid(part * 100, 100));
            QCoreApplication::processEvents();
            sockets.run->apply("latency", {{QStringLiteral("delay"), (10 - part) * kMillisecond},
                                           {QStringLiteral("jitter"), part * kMillisecond}});
            QCoreApplication::processEvents();
            if (part % 2 == 0)
                sockets.run->apply("thaw");
        }
        QTRY_COMPARE(sockets.received, all);
        QTRY_COMPARE(sockets.peerReceived, all);
        QVERIFY(sockets.run->told().filter(QStringLiteral("lost")).isEmpty());
    }

    void takingLatencyAwayReleasesWhatWaits()
    {
        Sockets sockets;
        sockets.run->apply("latency", with("delay", 3600 * kSecond));
        sendAll(*sockets.peer, {QStringLiteral("a"), QStringLiteral("b")});
        QTRY_COMPARE(sockets.run->told().filter(QStringLiteral("delayed")).size(), 2);
        QVERIFY(sockets.received.isEmpty());
        sockets.run->apply("clear");
        QTRY_COMPARE(sockets.received, (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    }

    void refuseLeavesWhatIsOpenAndResetsNewAttempts()
    {
        Sockets sockets;
        sockets.run->apply("refuse");
        QVERIFY(sockets.run->link.status().refusing);
        const ConnectionId number = sockets.run->registry.forKey("9f");
        QCOMPARE(number, ConnectionId(2));
        End attempt(sockets.run->link.port());
        attempt.send("GET /ticks?swapscope-key=9f HTTP/1.1\r\nAccept: text/event-stream\r\n\r\n");
        QTRY_VERIFY(attempt.wasReset);
        End page(sockets.run->link.port());
        page.send("GET / HTTP/1.1\r\n\r\n");
        QTRY_VERIFY(page.wasReset);
        sendAll(sockets.client, {QStringLiteral("goes on")});
        QTRY_COMPARE(sockets.peerReceived, QStringList{QStringLiteral("goes on")});
        QCOMPARE(sockets.run->told(),
                 (QStringList{QStringLiteral("accepted 1 ws"), QStringLiteral("refused 2 sse"),
                              QStringLiteral("message 1 up text 1 <goes on>")}));
        sockets.run->apply("mend");
        QVERIFY(!sockets.run->link.status().refusing);
    }

    void cutEndsEverythingUntilItIsMended()
    {
        Sockets sockets;
        sockets.run->apply("cut");
        QTRY_COMPARE(sockets.client.state(), QAbstractSocket::UnconnectedState);
        QTRY_COMPARE(sockets.peer->state(), QAbstractSocket::UnconnectedState);
        QWebSocket again;
        QSignalSpy failed(&again, &QWebSocket::disconnected);
        again.open(sockets.address());
        QTRY_COMPARE(
            sockets.run->told(),
            (QStringList{QStringLiteral("accepted 1 ws"), QStringLiteral("cut"), QStringLiteral("cut 1"),
                         QStringLiteral("closed 1 1006 link"), QStringLiteral("refused 2 ws")}));
        sockets.run->apply("mend");
        QWebSocket once;
        once.open(sockets.address());
        QTRY_COMPARE(once.state(), QAbstractSocket::ConnectedState);
        QCOMPARE(sockets.run->told().mid(5),
                 (QStringList{QStringLiteral("mended"), QStringLiteral("accepted 3 ws")}));
    }

    void aCutMendsByItself()
    {
        Sockets sockets;
        QSignalSpy changed(&sockets.run->link, &Link::statusChanged);
        sockets.run->apply("cut", with("for", 20 * kMillisecond));
        QVERIFY(sockets.run->link.status().cut);
        QTRY_COMPARE(changed.size(), 2);
        QVERIFY(!sockets.run->link.status().cut);
        QCOMPARE(sockets.run->told().filter(QStringLiteral("cut")),
                 (QStringList{QStringLiteral("cut 0.02"), QStringLiteral("cut 1")}));
        QCOMPARE(sockets.run->told().last(), QStringLiteral("mended"));
    }

    void everyFaultOverAnEventStream()
    {
        EndServer server;
        Run run(server.serverPort());
        End client(run.link.port());
        client.send(kTicks);
        QTRY_COMPARE(server.ends.size(), 1U);
        QTRY_COMPARE(server.ends[0]->received, kTicks);
        server.ends[0]->send(kStreamHead);
        QTRY_COMPARE(client.received, kStreamHead);

        run.apply("latency", with("delay", 5 * kMillisecond));
        server.ends[0]->send("data: 1\n\n");
        QTRY_COMPARE(client.received, kStreamHead + "data: 1\n\n");

        run.apply("freeze");
        server.ends[0]->send("data: 2\n\n");
        run.apply("clear");
        QTRY_COMPARE(client.received, kStreamHead + "data: 1\n\ndata: 2\n\n");

        run.apply("refuse");
        server.ends[0]->send("data: 3\n\n");
        QTRY_COMPARE(client.received, kStreamHead + "data: 1\n\ndata: 2\n\ndata: 3\n\n");

        run.apply("cut");
        QTRY_VERIFY(client.wasReset);
        QTRY_VERIFY(server.ends[0]->wasReset);
        run.apply("clear");

        End again(run.link.port());
        again.send(kTicks);
        QTRY_COMPARE(server.ends.size(), 2U);
        QTRY_COMPARE(server.ends[1]->received, kTicks);
        server.ends[1]->send(kStreamHead);
        QTRY_COMPARE(again.received, kStreamHead);
        run.apply("close", with("code", 1012));
        QTRY_VERIFY(again.ended);
        QVERIFY(!again.wasReset);

        QStringList told = run.told();
        for (const char *command : {"frozen", "thawed", "mended"})
            told.removeAll(QString::fromLatin1(command));
        QCOMPARE(told, (QStringList{QStringLiteral("accepted 1 sse"), QStringLiteral("delayed 1 down 1"),
                                    QStringLiteral("message 1 down event 1 <1>"),
                                    QStringLiteral("message 1 down event 2 <2>"),
                                    QStringLiteral("message 1 down event 3 <3>"), QStringLiteral("cut"),
                                    QStringLiteral("cut 1"), QStringLiteral("closed 1 link"),
                                    QStringLiteral("accepted 2 sse"), QStringLiteral("closed 2 link")}));
    }

    void anUnknownFaultIsAnErrorAndChangesNothing()
    {
        Run run(1);
        QSignalSpy changed(&run.link, &Link::statusChanged);
        const Result<void> unknown = run.link.apply({.fault = QStringLiteral("storm")});
        QVERIFY(!unknown);
        QVERIFY(unknown.error().message.startsWith(QStringLiteral("There is no fault \"storm\"")));
        QVERIFY(changed.isEmpty());
        QCOMPARE(run.told(), QStringList());
    }

    void theStatusSaysWhatIsInForceAndUntilWhen()
    {
        Run run(1);
        QCOMPARE(run.link.status(), LinkStatus{});
        run.apply("latency", {{QStringLiteral("delay"), 200}, {QStringLiteral("jitter"), 50}});
        run.apply("freeze", with("for", 100 * kSecond));
        LinkStatus status = run.link.status();
        QCOMPARE(status.down.delay, 200);
        QCOMPARE(status.down.jitter, 50);
        QVERIFY(status.frozen && !status.cut && !status.refusing);
        QVERIFY(status.until);
        run.apply("refuse"); // without an end: so has the whole none
        QVERIFY(!run.link.status().until);
        run.apply("clear");
        QCOMPARE(run.link.status(), LinkStatus{});
    }

    void aPresetIsInForceAndTold()
    {
        Run run(1);
        QSignalSpy changed(&run.link, &Link::statusChanged);
        QVERIFY(run.link.apply(FaultCommand::preset(QStringLiteral("slow-3g"))));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(run.link.status().preset, QStringLiteral("slow-3g"));
        QVERIFY(!run.link.apply(FaultCommand::preset(QStringLiteral("swamp"))));
        QCOMPARE(changed.size(), 1);
        run.apply("clear");
        QCOMPARE(run.link.status(), LinkStatus{});
    }

    void aPortThatIsTakenIsAnErrorThatNamesIt()
    {
        Run run(1);
        Recorder recorder(std::make_shared<ManualClock>());
        ConnectionRegistry registry;
        Link second(QStringLiteral("A"), recorder, registry, Random());
        const Result<quint16> port = second.listen(QHostAddress::LocalHost, run.link.port());
        QVERIFY(!port);
        QVERIFY(port.error().message.startsWith(
            QStringLiteral("port %1 of 127.0.0.1 cannot be had: ").arg(run.link.port())));
        QCOMPARE(second.client(), QStringLiteral("A"));
    }

    void afterShuttingDownNobodyIsLetIn()
    {
        Sockets sockets;
        const quint16 port = sockets.run->link.port();
        sockets.run->link.shutDown();
        QTRY_COMPARE(sockets.client.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(sockets.run->told().last(), QStringLiteral("closed 1 1006 link"));
        End late(port);
        QVERIFY(late.wasReset);
    }

    // What is still to be written when a link goes must not outlive what it refers to.
    void aLinkCanBeDestroyedInTheMiddleOfEverything()
    {
        EndServer server;
        auto run = std::make_unique<Run>(server.serverPort());
        End client(run->link.port());
        client.send(kTicks);
        QTRY_COMPARE(server.ends.size(), 1U);
        QTRY_COMPARE(server.ends[0]->received, kTicks);
        run->apply("freeze");
        server.ends[0]->send(kStreamHead + "data: 1\n\n");
        run.reset();
        QTRY_VERIFY(client.ended || client.wasReset);
        QTRY_VERIFY(server.ends[0]->ended || server.ends[0]->wasReset);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
};

QTEST_GUILESS_MAIN(TestLink)
#include "tst_link.moc"
