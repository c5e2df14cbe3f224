#include "story.h"

#include <trace/runconnection.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestRunConnection : public QObject
{
    Q_OBJECT

    // Ids count from 1 in the order of the lines.
    static RunConnection of(const QStringList &lines)
    {
        RunConnection connection;
        EventId id = 0;
        for (const QString &line : lines) {
            Event event = story::event(line);
            event.id = ++id;
            connection.push(event);
        }
        return connection;
    }

private Q_SLOTS:
    void followsAStreamAtAllThreePoints()
    {
        const RunConnection one = of(
            {u"page.connecting B t=1 conn=3 transport=sse attempt=2 url=http://h:81/feed?x=1"_s,
             u"link.accepted B t=1 conn=3 transport=sse path=/feed"_s,
             u"server.opened B t=1.1 conn=3 transport=sse path=/feed channel=news catchUp=replay"_s,
             u"page.open B t=1.2 conn=3 owner=7 hears=[a,b]"_s, u"server.sent B t=2 conn=3 n=1 why=replay"_s,
             u"link.message B t=2.1 conn=3 n=1 dir=down opcode=event bytes=10"_s});
        QCOMPARE(one.conn, ConnectionId(3));
        QCOMPARE(one.client, u"B"_s);
        QCOMPARE(one.transport, u"sse"_s);
        QCOMPARE(one.path, u"/feed"_s);
        QCOMPARE(one.url, u"http://h:81/feed?x=1"_s);
        QCOMPARE(one.attempt, 2);
        QCOMPARE(one.owner, 7);
        QVERIFY(one.hearsKnown);
        QCOMPARE(one.hears, (QStringList{u"a"_s, u"b"_s}));
        QCOMPARE(one.channel, u"news"_s);
        QCOMPARE(one.catchUp, u"replay"_s);
        QVERIFY(one.spokenFor);
        QCOMPARE(one.connecting, (Sighting{1, kSecond}));
        QCOMPARE(one.accepted, (Sighting{2, kSecond}));
        QCOMPARE(one.served, (Sighting{3, 1100 * kMillisecond}));
        QCOMPARE(one.opened, (Sighting{4, 1200 * kMillisecond}));
        QVERIFY(one.live() && one.open() && !one.wireEnded());
    }

    void whatAPageHearsIsWhatItSaidLast()
    {
        const RunConnection one =
            of({u"page.open A conn=1 hears=[a,b]"_s, u"page.open A conn=1 hears=[b]"_s});
        QCOMPARE(one.hears, QStringList{u"b"_s});
    }

    void knowsHowFarItIs_data()
    {
        QTest::addColumn<QStringList>("story");
        QTest::addColumn<bool>("live");
        QTest::addColumn<bool>("open");
        QTest::addColumn<bool>("wireEnded");

        const QString connecting = u"page.connecting A conn=1 transport=ws url=ws://h/"_s;
        const QString open = u"page.open A conn=1"_s;
        const QString closed = u"page.closed A conn=1"_s;
        QTest::newRow("not a page's")
            << QStringList{u"server.opened A conn=1 transport=ws path=/"_s} << false << false << false;
        QTest::newRow("connecting") << QStringList{connecting} << true << false << false;
        QTest::newRow("open") << QStringList{connecting, open} << true << true << false;
        QTest::newRow("cut, and the page does not know yet")
            << QStringList{connecting, open, u"link.cut A conn=1"_s} << true << true << true;
        QTest::newRow("closed by the server")
            << QStringList{connecting, open, u"server.closed A conn=1 by=server"_s, closed} << false << false
            << true;
        QTest::newRow("failed") << QStringList{connecting, closed} << false << false << false;
    }
    void knowsHowFarItIs()
    {
        QFETCH(QStringList, story);
        const RunConnection one = of(story);
        QTEST(one.live(), "live");
        QTEST(one.open(), "open");
        QTEST(one.wireEnded(), "wireEnded");
    }

    // The first that says who ended it is right: the other side only followed.
    void knowsWhoEndedIt_data()
    {
        QTest::addColumn<QStringList>("story");
        QTest::addColumn<QString>("by");
        QTest::newRow("the server") << QStringList{u"server.closed B conn=3 by=server code=1001"_s,
                                                   u"link.closed B conn=3 by=client code=1001"_s,
                                                   u"page.closed B conn=3"_s}
                                    << u"server"_s;
        QTest::newRow("the client") << QStringList{u"link.closed B conn=3 by=client code=1000"_s,
                                                   u"server.closed B conn=3 by=client code=1000"_s}
                                    << u"client"_s;
        QTest::newRow("a cut") << QStringList{u"link.cut B conn=3"_s, u"server.closed B conn=3 by=client"_s}
                               << u"link"_s;
    }
    void knowsWhoEndedIt()
    {
        QFETCH(QStringList, story);
        QTEST(of(story).endedBy, "by");
        QCOMPARE(of(story).ended, EventId(1));
    }

    // Comments of a stream, pings and close frames are no data messages and have no ordinal.
    void countsDataMessages()
    {
        const RunConnection one = of({u"link.message A conn=1 n=1 dir=down opcode=text bytes=10"_s,
                                      u"link.message A conn=1 n=2 dir=down opcode=text bytes=32"_s,
                                      u"link.message A conn=1 dir=down opcode=ping bytes=2"_s,
                                      u"link.message A conn=1 n=1 dir=up opcode=text bytes=7"_s,
                                      u"link.lost A conn=1 n=3 dir=down opcode=text bytes=5"_s});
        QCOMPARE(one.down, (Passed{2, 42}));
        QCOMPARE(one.up, (Passed{1, 7}));
    }

    void isNotSpokenForByLiveUpdates()
    {
        QVERIFY(!of({u"server.sent A conn=1 n=1 why=live"_s}).spokenFor);
        QVERIFY(of({u"server.sent A conn=1 n=1 why=snapshot"_s}).spokenFor);
        QVERIFY(of({u"server.sent A conn=1 n=1"_s}).spokenFor);
    }

    void ignoresWhatTellsNothing()
    {
        QCOMPARE(of({u"page.message A conn=1 n=1"_s, u"page.swap A conn=1"_s, u"gap.opened A conn=1"_s}),
                 RunConnection());
    }

    void readsThePathOfAnAddress_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("path");
        QTest::newRow("with a query") << u"ws://127.0.0.1:8137/chat?room=4"_s << u"/chat"_s;
        QTest::newRow("of a host alone") << u"http://h"_s << u"/"_s;
        QTest::newRow("none") << QString() << u"/"_s;
    }
    void readsThePathOfAnAddress()
    {
        QFETCH(QString, url);
        QTEST(pathOf(url), "path");
    }
};

QTEST_GUILESS_MAIN(TestRunConnection)
#include "tst_runconnection.moc"
