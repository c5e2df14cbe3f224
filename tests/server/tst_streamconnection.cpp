#include "support.h"

using namespace swapscope;
using Block = wire::StreamBlock;

class TestStreamConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theHeadIsAStreams_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<bool>("chunked");
        QTest::newRow("1.1") << QByteArray("HTTP/1.1") << true;
        QTest::newRow("1.0") << QByteArray("HTTP/1.0") << false;
    }

    void theHeadIsAStreams()
    {
        QFETCH(QByteArray, version);
        QFETCH(bool, chunked);
        Bench bench;
        Routes routes;
        must(routes,
             StreamRoute{.path = QStringLiteral("/news"), .open = [](const Peer &peer, const Request &) {
                             peer.send("a\nb", QStringLiteral("tick"), QStringLiteral("x7"));
                             peer.send("c");
                         }});
        bench.start(std::move(routes));
        StreamClient client(bench, "/news", {}, version);
        QTRY_COMPARE(client.texts(), (QStringList{QStringLiteral("a\nb"), QStringLiteral("c")}));
        QCOMPARE(client.head().status, 200);
        QCOMPARE(client.head().value("Content-Type"), QByteArray("text/event-stream"));
        QCOMPARE(client.head().value("Cache-Control"), QByteArray("no-store"));
        QCOMPARE(client.head().value("X-Accel-Buffering"), QByteArray("no"));
        QCOMPARE(client.head().value("Transfer-Encoding"), chunked ? QByteArray("chunked") : QByteArray());
        QVERIFY(client.head().value("Set-Cookie").startsWith("swapscope-session="));
        const auto blocks = client.blocks();
        QCOMPARE(blocks[0].event.event, QStringLiteral("tick"));
        QCOMPARE(blocks[0].event.id, std::optional(QStringLiteral("x7")));
        QCOMPARE(blocks[1].event.event, QString());
        QCOMPARE(blocks[1].event.id, std::optional<QString>());

        const auto sent = bench.all(Kind::ServerSent);
        QCOMPARE(sent.size(), std::size_t(2));
        QCOMPARE(sent[0].n, 1);
        QCOMPARE(sent[0].data.value(Field::Event).toString(), QStringLiteral("tick"));
        QCOMPARE(sent[0].data.value(Field::Id).toString(), QStringLiteral("x7"));
        QCOMPARE(sent[1].n, 2);
        const auto opened = bench.all(Kind::ServerOpened);
        QCOMPARE(opened[0].data.value(Field::Transport).toString(), QStringLiteral("sse"));
        QCOMPARE(bench.count(Kind::ServerRequest), 0);
    }

    void updatesCarryTheirNumberAsId()
    {
        Bench bench;
        Routes routes;
        must(routes, StreamRoute{.path = QStringLiteral("/news"), .channel = QStringLiteral("news")});
        bench.start(std::move(routes));
        StreamClient client(bench, "/news");
        QTRY_COMPARE(bench.count(Kind::ServerOpened), 1);
        QCOMPARE(bench.server.publish(QStringLiteral("news"), "<p>1</p>", QStringLiteral("tick")), 1);
        QCOMPARE(bench.server.publish(QStringLiteral("news"), "<p>2</p>"), 2);
        QTRY_COMPARE(client.blocks().size(), std::size_t(2));
        QCOMPARE(
            client.blocks()[0].event,
            (wire::StreamEvent{QStringLiteral("tick"), QStringLiteral("<p>1</p>"), QStringLiteral("1"), {}}));
        QCOMPARE(client.blocks()[1].event,
                 (wire::StreamEvent{{}, QStringLiteral("<p>2</p>"), QStringLiteral("2"), {}}));
    }

    void retryIsSaidAtOnceAndWithTheFirstEvent()
    {
        Bench bench;
        Routes routes;
        must(routes,
             StreamRoute{.path = QStringLiteral("/news"), .channel = QStringLiteral("news"), .retry = 1500});
        bench.start(std::move(routes));
        StreamClient client(bench, "/news");
        QTRY_COMPARE(client.blocks(Block::Kind::Fields).size(), std::size_t(1));
        QCOMPARE(client.blocks(Block::Kind::Fields)[0].event.retry, std::optional(1500));
        bench.server.publish(QStringLiteral("news"), "a");
        bench.server.publish(QStringLiteral("news"), "b");
        QTRY_COMPARE(client.blocks().size(), std::size_t(2));
        QCOMPARE(client.blocks()[0].event.retry, std::optional(1500));
        QCOMPARE(client.blocks()[1].event.retry, std::optional<int>());
    }

    void heartbeatsAreComments()
    {
        Bench bench;
        Routes routes;
        must(routes, StreamRoute{.path = QStringLiteral("/news"), .heartbeat = 5 * kMillisecond});
        bench.start(std::move(routes));
        StreamClient client(bench, "/news");
        QTRY_VERIFY(client.blocks(Block::Kind::Comment).size() >= 3);
        QVERIFY(client.blocks().empty());
        QCOMPARE(bench.count(Kind::ServerSent), 0);
    }

    void theServerEndsIt()
    {
        Bench bench;
        int closes = 0;
        Routes routes;
        must(routes, StreamRoute{.path = QStringLiteral("/news"),
                                 .open =
                                     [](const Peer &peer, const Request &) {
                                         peer.send("last");
                                         peer.close(1000, QStringLiteral("done"));
                                         peer.send("never");
                                     },
                                 .close = [&](const Peer &) { ++closes; }});
        bench.start(std::move(routes));
        StreamClient client(bench, "/news");
        QTRY_VERIFY(client.raw.ended());
        QVERIFY(client.complete()); // its last chunk came: no broken transfer
        QCOMPARE(client.texts(), QStringList{QStringLiteral("last")});
        QTRY_COMPARE(closes, 1);
        const Event closed = bench.all(Kind::ServerClosed).at(0);
        QCOMPARE(closed.data.value(Field::By).toString(), QStringLiteral("server"));
        QCOMPARE(closed.data.value(Field::Reason).toString(), QStringLiteral("done"));
        QVERIFY(!closed.data.contains(Field::Code));
    }

    void aReaderThatIsGoneIsNoticed()
    {
        Bench bench;
        int closes = 0;
        Routes routes;
        must(routes, StreamRoute{.path = QStringLiteral("/news"), .close = [&](const Peer &peer) {
                                     ++closes;
                                     QVERIFY(!peer.isOpen());
                                 }});
        bench.start(std::move(routes));
        StreamClient client(bench, "/news");
        QTRY_COMPARE(bench.server.peers().size(), std::size_t(1));
        client.raw.socket.disconnectFromHost();
        QTRY_COMPARE(closes, 1);
        QCOMPARE(bench.all(Kind::ServerClosed).at(0).data.value(Field::By).toString(),
                 QStringLiteral("client"));
        QVERIFY(bench.server.peers().empty());
    }

    void headAndBinary()
    {
        Bench bench;
        Routes routes;
        must(routes, StreamRoute{.path = QStringLiteral("/news"),
                                 .open = [](const Peer &peer, const Request &) { peer.sendBinary("\1\2"); }});
        bench.start(std::move(routes));
        const Reply reply = ask(bench, "HEAD /news HTTP/1.1\r\nHost: test\r\n\r\n");
        QCOMPARE(reply.head.value("Content-Type"), QByteArray("text/event-stream"));
        QCOMPARE(bench.count(Kind::ServerOpened), 0);
        StreamClient client(bench, "/news");
        QTRY_COMPARE(bench.count(Kind::ScriptLog), 1);
        QVERIFY(bench.all(Kind::ScriptLog)[0]
                    .data.value(Field::Text)
                    .toString()
                    .startsWith(QStringLiteral("An event stream cannot carry binary data")));
        QCOMPARE(bench.count(Kind::ServerSent), 0);
    }
};

SWAPSCOPE_LOOP_MAIN(TestStreamConnection)
#include "tst_streamconnection.moc"
