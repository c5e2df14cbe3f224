#include "support.h"

// Who is sent what: broadcasts, a new table, and what comes of open connections then.

using namespace swapscope;

namespace {

const QString kLobby = QStringLiteral("room");

Routes roomRoutes(const QByteArray &greeting = {})
{
    Routes routes;
    must(routes, SocketRoute{.path = QStringLiteral("/ws"),
                             .channel = kLobby,
                             .message = [greeting](const Peer &peer, const QJsonObject &, const QJsonObject &,
                                                   const QByteArray &) { peer.send(greeting); }});
    must(routes, StreamRoute{.path = QStringLiteral("/sse"), .channel = kLobby});
    return routes;
}

} // namespace

class TestChannelHub : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everybodyGetsEverythingInOrder()
    {
        Bench bench;
        bench.start(roomRoutes());
        std::vector<std::unique_ptr<WsClient>> sockets;
        std::vector<std::unique_ptr<StreamClient>> readers;
        for (int i = 0; i < 20; ++i) {
            sockets.push_back(std::make_unique<WsClient>(bench, "/ws"));
            readers.push_back(std::make_unique<StreamClient>(bench, "/sse"));
        }
        QTRY_COMPARE(bench.server.peers().size(), std::size_t(40));
        QList<QByteArray> all;
        QStringList texts;
        for (int i = 1; i <= 50; ++i) {
            all += "update " + QByteArray::number(i);
            texts += QString::fromLatin1(all.back());
            QCOMPARE(bench.server.publish(
                         kLobby, [](qint64 number) { return "update " + QByteArray::number(number); }),
                     i);
        }
        for (auto &socket : sockets)
            QTRY_COMPARE(socket->messages(), all);
        for (auto &reader : readers)
            QTRY_COMPARE(reader->texts(), texts);

        const auto published = bench.all(Kind::ServerPublished);
        QCOMPARE(published.size(), std::size_t(50));
        QCOMPARE(published[0].data.value(Field::Receivers).toInt(), 40);
        QCOMPARE(published[0].data.value(Field::Text).toString(), QStringLiteral("update 1"));
        const auto sent = bench.all(Kind::ServerSent);
        QCOMPARE(sent.size(), std::size_t(50 * 40));
        for (const Event &event : sent) {
            QCOMPARE(event.n, static_cast<int>(event.update));
            QCOMPARE(event.cause, published[static_cast<std::size_t>(event.update - 1)].id);
            QCOMPARE(event.data.value(Field::Why).toString(), QStringLiteral("live"));
            QVERIFY(!event.data.contains(Field::Text));
        }
    }

    void aMessageIsTheCauseOfWhatItPublishes()
    {
        Bench bench;
        Routes routes;
        must(routes,
             SocketRoute{.path = QStringLiteral("/ws"),
                         .channel = kLobby,
                         .message = [&](const Peer &, const QJsonObject &, const QJsonObject &,
                                        const QByteArray &text) { bench.server.publish(kLobby, text); }});
        bench.start(std::move(routes));
        WsClient client(bench, "/ws");
        client.text("hi");
        QTRY_COMPARE(client.messages(), QList<QByteArray>{"hi"});
        QCOMPARE(bench.all(Kind::ServerPublished)[0].cause, bench.all(Kind::ServerReceived)[0].id);
        bench.server.publish(kLobby, "later", {}, 1);
        bench.server.publish(kLobby, "by itself");
        QCOMPARE(bench.all(Kind::ServerPublished)[1].cause, EventId(1));
        QCOMPARE(bench.all(Kind::ServerPublished)[2].cause, EventId(0));
    }

    void aFragmentCannotPublishOnItsOwnChannel()
    {
        Bench bench;
        bench.start({});
        qint64 inner = -1;
        QCOMPARE(bench.server.publish(kLobby,
                                      [&](qint64) {
                                          inner = bench.server.publish(kLobby, "inner");
                                          bench.server.publish(QStringLiteral("other"), "fine");
                                          return QByteArray("outer");
                                      }),
                 1);
        QCOMPARE(inner, 0);
        QCOMPARE(bench.server.channel(kLobby).last(), 1);
        QCOMPARE(bench.server.channel(QStringLiteral("other")).last(), 1);
        QCOMPARE(bench.all(Kind::ScriptLog).size(), std::size_t(1));
        QCOMPARE(bench.server.publish(kLobby, "next"), 2);
    }

    void aNewTableTakesOpenConnectionsOver_data()
    {
        QTest::addColumn<bool>("keep");
        QTest::addColumn<int>("number");
        QTest::newRow("channels anew") << false << 1;
        QTest::newRow("channels kept") << true << 4;
    }

    void aNewTableTakesOpenConnectionsOver()
    {
        QFETCH(bool, keep);
        QFETCH(int, number);
        Bench bench;
        bench.start(roomRoutes("old"));
        WsClient client(bench, "/ws");
        StreamClient reader(bench, "/sse");
        QTRY_COMPARE(bench.server.peers().size(), std::size_t(2));
        for (int i = 0; i < 3; ++i)
            bench.server.publish(kLobby, "before");
        Routes routes;
        must(routes, SocketRoute{.path = QStringLiteral("/:any"),
                                 .channel = kLobby,
                                 .message = [](const Peer &peer, const QJsonObject &, const QJsonObject &,
                                               const QByteArray &) { peer.send("new"); }});
        bench.server.setRoutes(std::move(routes),
                               keep ? MockServer::Keep::Channels : MockServer::Keep::Nothing);
        QTRY_VERIFY(reader.raw.ended()); // it has no route any more
        QVERIFY(reader.complete());
        QCOMPARE(bench.server.publish(kLobby, "after"), number);
        client.text("?");
        QTRY_COMPARE(client.messages(), (QList<QByteArray>{"before", "before", "before", "after", "new"}));
        QCOMPARE(bench.count(Kind::ServerClosed), 1);
    }

    void aHandlerMayReplaceItself()
    {
        Bench bench;
        Routes routes;
        must(routes, SocketRoute{.path = QStringLiteral("/ws"),
                                 .message = [&](const Peer &peer, const QJsonObject &, const QJsonObject &,
                                                const QByteArray &) {
                                     bench.server.setRoutes({});
                                     peer.send("never");
                                 }});
        bench.start(std::move(routes));
        WsClient client(bench, "/ws");
        client.text("?");
        QTRY_VERIFY(client.closed());
        QCOMPARE(client.closed()->code, 1001);
        QVERIFY(client.messages().isEmpty());
    }

    void theCloseHandlerOfTheOldTableHasTheLastWord()
    {
        Bench bench;
        QStringList told;
        Routes routes;
        must(routes, SocketRoute{.path = QStringLiteral("/ws"),
                                 .close = [&](const Peer &, int code, const QString &) {
                                     told += QString::number(code);
                                 }});
        bench.start(std::move(routes));
        WsClient client(bench, "/ws");
        QVERIFY(client.waitOpen());
        bench.server.peers().at(0).close(4000);
        QVERIFY(told.isEmpty()); // never within the call
        bench.server.setRoutes({});
        QCOMPARE(told, QStringList{QStringLiteral("4000")});
    }
};

SWAPSCOPE_LOOP_MAIN(TestChannelHub)
#include "tst_channelhub.moc"
