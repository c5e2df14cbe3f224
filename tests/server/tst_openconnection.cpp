#include "support.h"

#include <server/connection/openconnection.h>

// Catch-up over both transports and both cursors: what is published while a client is away, and what it gets
// when it returns.

using namespace swapscope;

namespace {

const QString kRoomPath = QStringLiteral("room");

QByteArray cookieOf(const Bench &bench)
{
    const Reply reply = ask(bench, get("/hello"));
    const QByteArray cookie = reply.head.value("Set-Cookie");
    return "Cookie: " + cookie.left(cookie.indexOf(';')) + "\r\n";
}

Routes catchUpRoutes(CatchUp catchUp, Cursor cursor, int history = 100)
{
    Routes routes;
    const auto snapshot = [](const Peer &) { return QByteArray("all"); };
    routes.addChannel(kRoomPath, history);
    must(routes, HttpRoute{"GET", QStringLiteral("/hello"), {}});
    must(routes, SocketRoute{.path = QStringLiteral("/ws"),
                             .channel = kRoomPath,
                             .catchUp = catchUp,
                             .cursor = cursor,
                             .snapshot = snapshot,
                             .message = [](const Peer &peer, const QJsonObject &, const QJsonObject &,
                                           const QByteArray &text) { peer.send("got " + text); }});
    must(routes,
         StreamRoute{
             .path = QStringLiteral("/sse"), .channel = kRoomPath, .catchUp = catchUp, .snapshot = snapshot});
    return routes;
}

} // namespace

class TestOpenConnection : public QObject
{
    Q_OBJECT

private:
    // "live 1, replay 2, …" of all that was sent after this many events.
    static QStringList sentWhy(Bench &bench, qsizetype from = 0)
    {
        QStringList found;
        const auto sent = bench.all(Kind::ServerSent);
        for (auto event = sent.begin() + from; event != sent.end(); ++event)
            found += event->data.value(Field::Why).toString() + u' ' + QString::number(event->update);
        return found;
    }
    static void publish(Bench &bench, int from, int to)
    {
        for (int number = from; number <= to; ++number)
            QCOMPARE(bench.server.publish(kRoomPath, QByteArray::number(number)), number);
    }

private Q_SLOTS:
    // What the trace has of a long text ends with a whole character.
    void aLongTextInTheTrace()
    {
        using mock::kMaxTracedText;
        using mock::tracedText;
        const QByteArray most(kMaxTracedText, 'x');
        QCOMPARE(tracedText("short").text().toByteArray(), "short");
        QCOMPARE(tracedText(QByteArrayView()), FieldValue(QString()));
        QCOMPARE(tracedText(most).text().toByteArray(), most);
        QCOMPARE(tracedText(most + "more").text().toByteArray(), most);
        QCOMPARE(tracedText(most.chopped(1) + "€").text().toByteArray(), most.chopped(1));
        QCOMPARE(tracedText(most.chopped(3) + "€").text().toByteArray(), most.chopped(3) + "€");
    }

    void aReturningSocket_data()
    {
        QTest::addColumn<CatchUp>("catchUp");
        QTest::addColumn<QList<QByteArray>>("gets");
        QTest::addColumn<QStringList>("why");
        QTest::newRow("none") << CatchUp::None << QList<QByteArray>{"5"}
                              << QStringList{QStringLiteral("live 5")};
        QTest::newRow("snapshot") << CatchUp::Snapshot << QList<QByteArray>{"all", "5"}
                                  << QStringList{QStringLiteral("snapshot 4"), QStringLiteral("live 5")};
        QTest::newRow("replay") << CatchUp::Replay << QList<QByteArray>{"3", "4", "5"}
                                << QStringList{QStringLiteral("replay 3"), QStringLiteral("replay 4"),
                                               QStringLiteral("live 5")};
    }

    // With the session's cursor: 1 and 2 come live, 3 and 4 while it is away, 5 when it is back.
    void aReturningSocket()
    {
        QFETCH(CatchUp, catchUp);
        QFETCH(QList<QByteArray>, gets);
        QFETCH(QStringList, why);
        Bench bench;
        bench.start(catchUpRoutes(catchUp, Cursor::Session));
        const QByteArray cookie = cookieOf(bench);
        {
            WsClient before(bench, "/ws", cookie);
            QVERIFY(before.waitOpen());
            publish(bench, 1, 2);
            QTRY_VERIFY(before.messages().endsWith("2"));
        }
        QTRY_COMPARE(bench.count(Kind::ServerClosed), 1);
        publish(bench, 3, 4);
        const qsizetype sent = bench.count(Kind::ServerSent);
        WsClient after(bench, "/ws", cookie);
        QVERIFY(after.waitOpen());
        publish(bench, 5, 5);
        QTRY_COMPARE(after.messages(), gets);
        QCOMPARE(sentWhy(bench, sent), why);
        const Event opened = bench.all(Kind::ServerOpened).at(1);
        QCOMPARE(opened.data.value(Field::Cursor).toInteger(-1), 2);
        QCOMPARE(opened.data.value(Field::Channel).toString(), kRoomPath);
    }

    void aReturningReader_data()
    {
        QTest::addColumn<CatchUp>("catchUp");
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QStringList>("gets");
        QTest::addColumn<int>("cursor");
        const auto list = [](const char *texts) { return QString::fromLatin1(texts).split(u' '); };
        const QByteArray two = "Last-Event-ID: 2\r\n";
        QTest::newRow("none") << CatchUp::None << two << list("5") << 2;
        QTest::newRow("snapshot") << CatchUp::Snapshot << two << list("all 5") << 2;
        QTest::newRow("replay") << CatchUp::Replay << two << list("3 4 5") << 2;
        QTest::newRow("replay, up to date")
            << CatchUp::Replay << QByteArray("Last-Event-ID: 4\r\n") << list("5") << 4;
        QTest::newRow("replay, new") << CatchUp::Replay << QByteArray() << list("5") << -1;
        QTest::newRow("replay, no number")
            << CatchUp::Replay << QByteArray("Last-Event-ID: x\r\n") << list("5") << -1;
        QTest::newRow("replay, from another life")
            << CatchUp::Replay << QByteArray("Last-Event-ID: 40\r\n") << list("1 2 3 4 5") << 0;
    }

    void aReturningReader()
    {
        QFETCH(CatchUp, catchUp);
        QFETCH(QByteArray, field);
        QFETCH(QStringList, gets);
        QFETCH(int, cursor);
        Bench bench;
        bench.start(catchUpRoutes(catchUp, Cursor::Session));
        publish(bench, 1, 4);
        StreamClient client(bench, "/sse", field);
        QTRY_COMPARE(bench.server.peers().size(), std::size_t(1));
        publish(bench, 5, 5);
        QTRY_COMPARE(client.texts(), gets);
        QCOMPARE(client.blocks().back().lastEventId, QStringLiteral("5"));
        QCOMPARE(bench.all(Kind::ServerOpened).at(0).data.value(Field::Cursor).toInteger(-1), cursor);
    }

    void aNewcomerGetsTheHistory()
    {
        Bench bench;
        Routes routes;
        routes.addChannel(kRoomPath, 3);
        must(routes, StreamRoute{.path = QStringLiteral("/sse"),
                                 .channel = kRoomPath,
                                 .catchUp = CatchUp::Replay,
                                 .historyForNewcomers = true});
        bench.start(std::move(routes));
        publish(bench, 1, 4);
        StreamClient fresh(bench, "/sse");
        QTRY_COMPARE(fresh.texts(), QString::fromLatin1("2 3 4").split(u' '));
        QVERIFY(!bench.all(Kind::ServerOpened).at(0).data.contains(Field::Cursor));
        StreamClient returning(bench, "/sse", "Last-Event-ID: 3\r\n");
        QTRY_COMPARE(returning.texts(), QStringList{QStringLiteral("4")});
    }

    void aSnapshotMovesTheLastEventId()
    {
        Bench bench;
        bench.start(catchUpRoutes(CatchUp::Snapshot, Cursor::Session));
        StreamClient first(bench, "/sse");
        QTRY_COMPARE(first.texts(), QStringList{QStringLiteral("all")});
        QCOMPARE(first.blocks()[0].lastEventId, QString()); // nothing had been published
        publish(bench, 1, 3);
        StreamClient second(bench, "/sse");
        QTRY_COMPARE(second.texts(), QStringList{QStringLiteral("all")});
        QCOMPARE(second.blocks()[0].lastEventId, QStringLiteral("3"));
        const Event sent = bench.all(Kind::ServerSent).back();
        QCOMPARE(sent.update, 3);
        QCOMPARE(sent.data.value(Field::Text).toString(), QStringLiteral("all"));
        QCOMPARE(sent.cause, bench.all(Kind::ServerOpened).back().id);
    }

    void thePageSaysWhatItHas()
    {
        Bench bench;
        bench.start(catchUpRoutes(CatchUp::Replay, Cursor::Page));
        publish(bench, 1, 3);
        WsClient client(bench, "/ws");
        QVERIFY(client.waitOpen());
        publish(bench, 4, 4); // waits
        QVERIFY(!bench.all(Kind::ServerOpened).at(0).data.contains(Field::Cursor));
        client.text(R"({"cursor":"2","HEADERS":{"HX-Request":"true"}})");
        QTRY_COMPARE(client.messages(), (QList<QByteArray>{"3", "4"}));
        publish(bench, 5, 5);
        client.text("more");
        QTRY_COMPARE(client.messages(), (QList<QByteArray>{"3", "4", "5", "got more"}));
        QCOMPARE(sentWhy(bench), (QStringList{QStringLiteral("replay 3"), QStringLiteral("replay 4"),
                                              QStringLiteral("live 5"), QStringLiteral("direct 0")}));
        const auto received = bench.all(Kind::ServerReceived);
        QCOMPARE(received.size(), std::size_t(2));
        QCOMPARE(received[0].data.value(Field::Cursor).toInteger(-1), 2);
        QVERIFY(!received[1].data.contains(Field::Cursor));
        // A later message with that field is the script's.
        client.text(R"({"cursor":1})");
        QTRY_COMPARE(client.messages().back(), QByteArray(R"(got {"cursor":1})"));
        const auto published = bench.all(Kind::ServerPublished);
        QCOMPARE(published[3].data.value(Field::Receivers).toInt(), 0);
        QCOMPARE(published[4].data.value(Field::Receivers).toInt(), 1);
    }

    // What is published while the page is waited for is not lost when it turns out to know no number.
    void aPageThatHasNothing_data()
    {
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("an empty cursor") << QByteArray(R"({"cursor":"","HEADERS":{}})");
        QTest::newRow("silence") << QByteArray();
    }

    void aPageThatHasNothing()
    {
        QFETCH(QByteArray, says);
        Bench bench;
        if (says.isEmpty())
            bench.server.setLimits({.cursorTime = 20 * kMillisecond});
        Routes routes;
        routes.addChannel(kRoomPath, 100);
        // In the turn of the opening: however busy the machine is, the page is still waited for.
        must(routes, SocketRoute{.path = QStringLiteral("/ws"),
                                 .channel = kRoomPath,
                                 .catchUp = CatchUp::Replay,
                                 .cursor = Cursor::Page,
                                 .open = [&bench](const Peer &, const Request &) { publish(bench, 3, 3); }});
        bench.start(std::move(routes));
        publish(bench, 1, 2);
        WsClient client(bench, "/ws");
        QTRY_COMPARE(bench.count(Kind::ServerOpened), 1);
        if (!says.isEmpty())
            client.text(says);
        QTRY_VERIFY(client.messages().contains("3"));
        QCOMPARE(sentWhy(bench).front(), QStringLiteral("replay 3"));
    }

    void aPageThatWasRenderedWithANumber_data()
    {
        QTest::addColumn<bool>("stream");
        QTest::addColumn<Cursor>("cursor");
        QTest::newRow("socket") << false << Cursor::Session;
        QTest::newRow("socket, waited for") << false << Cursor::Page;
        QTest::newRow("stream") << true << Cursor::Session;
    }

    // The address of its connection says so. 3 and 4 are published between the rendering and the connection.
    void aPageThatWasRenderedWithANumber()
    {
        QFETCH(bool, stream);
        QFETCH(Cursor, cursor);
        Bench bench;
        bench.server.setLimits({.cursorTime = 20 * kMillisecond});
        bench.start(catchUpRoutes(CatchUp::Replay, cursor));
        publish(bench, 1, 4);
        const auto why = [&bench] { return sentWhy(bench); };
        const QStringList expected{QStringLiteral("replay 3"), QStringLiteral("replay 4")};
        if (stream) {
            StreamClient client(bench, "/sse?cursor=2");
            QTRY_COMPARE(why(), expected);
        } else {
            WsClient client(bench, "/ws?cursor=2");
            QTRY_COMPARE(why(), expected);
        }
        QCOMPARE(bench.all(Kind::ServerOpened).at(0).data.value(Field::Cursor).toInteger(-1), 2);
    }

    // A page that returns says the number of its rendering again; what it has got since counts.
    void theNumberOfTheRenderingAndThatOfTheSession()
    {
        Bench bench;
        bench.start(catchUpRoutes(CatchUp::Replay, Cursor::Session));
        const QByteArray cookie = cookieOf(bench);
        publish(bench, 1, 2);
        {
            WsClient first(bench, "/ws?cursor=1", cookie);
            QTRY_COMPARE(first.messages(), QList<QByteArray>{"2"});
        }
        QTRY_COMPARE(bench.count(Kind::ServerClosed), 1);
        publish(bench, 3, 3);
        {
            WsClient again(bench, "/ws?cursor=1", cookie);
            QTRY_COMPARE(again.messages(), QList<QByteArray>{"3"});
        }
        QTRY_COMPARE(bench.count(Kind::ServerClosed), 2);
        publish(bench, 4, 4);
        // Another document of the same session, rendered with 2, has neither of 3 and 4.
        WsClient other(bench, "/ws?cursor=2", cookie);
        QTRY_COMPARE(other.messages(), (QList<QByteArray>{"3", "4"}));
    }

    void aReadersLastEventIdCountsBeforeTheNumberOfItsRendering()
    {
        Bench bench;
        bench.start(catchUpRoutes(CatchUp::Replay, Cursor::Session));
        publish(bench, 1, 4);
        StreamClient client(bench, "/sse?cursor=1", "Last-Event-ID: 3\r\n");
        QTRY_COMPARE(client.texts(), QStringList{QStringLiteral("4")});
    }

    void aPageThatSaysNothing_data()
    {
        QTest::addColumn<bool>("speaks");
        QTest::newRow("another message first") << true;
        QTest::newRow("silence") << false;
    }

    // The session's cursor stands in, and another message is not taken for the cursor.
    void aPageThatSaysNothing()
    {
        QFETCH(bool, speaks);
        Bench bench;
        if (!speaks)
            bench.server.setLimits({.cursorTime = 20 * kMillisecond});
        bench.start(catchUpRoutes(CatchUp::Replay, Cursor::Page));
        const QByteArray cookie = cookieOf(bench);
        {
            WsClient before(bench, "/ws", cookie);
            before.text(R"({"cursor":0})");
            QTRY_COMPARE(bench.count(Kind::ServerReceived), 1);
            publish(bench, 1, 1);
            QTRY_COMPARE(before.messages(), QList<QByteArray>{"1"});
        }
        QTRY_COMPARE(bench.count(Kind::ServerClosed), 1);
        publish(bench, 2, 3);
        WsClient after(bench, "/ws", cookie);
        QVERIFY(after.waitOpen());
        if (speaks)
            after.text("hello");
        QTRY_COMPARE(after.messages(),
                     speaks ? (QList<QByteArray>{"2", "3", "got hello"}) : (QList<QByteArray>{"2", "3"}));
    }

    void withoutACookieNothingIsKnown()
    {
        Bench bench;
        bench.start(catchUpRoutes(CatchUp::Replay, Cursor::Session));
        {
            WsClient before(bench, "/ws");
            QVERIFY(before.waitOpen());
            publish(bench, 1, 1);
            QTRY_COMPARE(before.messages(), QList<QByteArray>{"1"});
        }
        publish(bench, 2, 2);
        WsClient after(bench, "/ws");
        QVERIFY(after.waitOpen());
        publish(bench, 3, 3);
        QTRY_COMPARE(after.messages(), QList<QByteArray>{"3"});
    }

    void whatFellOutOfTheHistoryIsNamed()
    {
        Bench bench;
        bench.start(catchUpRoutes(CatchUp::Replay, Cursor::Session, 2));
        publish(bench, 1, 5);
        StreamClient client(bench, "/sse", "Last-Event-ID: 1\r\n");
        QTRY_COMPARE(client.texts(), (QStringList{QStringLiteral("4"), QStringLiteral("5")}));
        const auto logs = bench.all(Kind::ScriptLog);
        QCOMPARE(logs.size(), std::size_t(1));
        QCOMPARE(logs[0].data.value(Field::Level).toString(), QStringLiteral("warn"));
        QCOMPARE(logs[0].data.value(Field::Text).toString(),
                 QStringLiteral(
                     "Updates 2 to 3 of channel \"room\" are no longer in its history: guest-1 has lost "
                     "them."));
    }

    // A reader that takes nothing is given up when its buffer is full, and the others go on.
    void aSlowReaderIsGivenUp_data()
    {
        QTest::addColumn<bool>("stream");
        QTest::newRow("socket") << false;
        QTest::newRow("stream") << true;
    }

    void aSlowReaderIsGivenUp()
    {
        QFETCH(bool, stream);
        Bench bench;
        bench.server.setLimits({.sendBuffer = 256 * 1024});
        bench.start(catchUpRoutes(CatchUp::None, Cursor::Session));
        std::unique_ptr<WsClient> socket;
        std::unique_ptr<StreamClient> reader;
        if (stream)
            reader = std::make_unique<StreamClient>(bench, "/sse");
        else
            socket = std::make_unique<WsClient>(bench, "/ws");
        QTRY_COMPARE(bench.count(Kind::ServerOpened), 1);
        RawClient &raw = stream ? reader->raw : socket->raw;
        raw.reads = false;
        raw.socket.setReadBufferSize(1024);
        StreamClient other(bench, "/sse");
        QTRY_COMPARE(bench.count(Kind::ServerOpened), 2);
        const QByteArray large(64 * 1024, 'x');
        int published = 0;
        while (bench.count(Kind::ServerClosed) == 0 && published < 1000) {
            bench.server.publish(kRoomPath, large);
            ++published;
            QVERIFY(QTest::qWaitFor([&] { return other.raw.received.size() > published * large.size(); }));
        }
        QCOMPARE(bench.count(Kind::ServerClosed), 1);
        const Event closed = bench.all(Kind::ServerClosed)[0];
        QCOMPARE(closed.conn, bench.all(Kind::ServerOpened)[0].conn);
        QCOMPARE(closed.data.value(Field::Reason).toString(),
                 QStringLiteral("The client is too slow: more than 256 KiB were waiting to be sent."));
        QCOMPARE(closed.data.value(Field::By).toString(), QStringLiteral("server"));
        QCOMPARE(bench.server.peers().size(), std::size_t(1));
    }
};

SWAPSCOPE_LOOP_MAIN(TestOpenConnection)
#include "tst_openconnection.moc"
