#include "story.h"

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class JoinTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joins_data()
    {
        QTest::addColumn<QStringList>("story");
        QTest::addColumn<QStringList>("joined"); // what the last lines have become

        QTest::newRow("an update, from the server to the swap")
            << QStringList{u"server.published update=5 channel=room"_s,
                           u"server.sent B conn=7 n=1 update=5 cause=1 channel=room why=live"_s,
                           u"link.message B conn=7 n=1 dir=down opcode=text"_s,
                           u"page.message B conn=7 n=1"_s, u"page.swap B cause=4 style=beforeend"_s}
            << QStringList{
                   u"link.message B conn=7 n=1 update=5 cause=2 channel=room dir=down opcode=text why=live"_s,
                   u"page.message B conn=7 n=1 update=5 cause=3 channel=room why=live"_s,
                   u"page.swap B conn=7 n=1 update=5 cause=4 channel=room style=beforeend"_s};
        QTest::newRow("ordinals belong to their connection")
            << QStringList{u"server.sent A conn=1 n=1 update=5 channel=room why=live"_s,
                           u"server.sent B conn=2 n=1 update=6 channel=room why=replay"_s,
                           u"link.message B conn=2 n=1 dir=down opcode=text"_s,
                           u"link.message A conn=1 n=1 dir=down opcode=text"_s}
            << QStringList{
                   u"link.message B conn=2 n=1 update=6 cause=2 channel=room dir=down opcode=text why=replay"_s,
                   u"link.message A conn=1 n=1 update=5 cause=1 channel=room dir=down opcode=text why=live"_s};
        QTest::newRow("a server that does not count is counted")
            << QStringList{u"server.sent A conn=1 update=1 channel=c why=live"_s,
                           u"server.sent A conn=1 update=2 channel=c why=live"_s}
            << QStringList{u"server.sent A conn=1 n=1 update=1 channel=c why=live"_s,
                           u"server.sent A conn=1 n=2 update=2 channel=c why=live"_s};
        QTest::newRow("what the server did not tell stays unknown")
            << QStringList{u"link.message A conn=1 n=1 dir=down opcode=text"_s,
                           u"page.message A conn=1 n=1"_s, u"page.message A conn=1 n=2"_s,
                           u"page.message A conn=9 n=1"_s}
            << QStringList{u"page.message A conn=1 n=1 cause=1"_s, u"page.message A conn=1 n=2"_s,
                           u"page.message A conn=9 n=1"_s};
        QTest::newRow("control frames have no ordinal")
            << QStringList{u"server.sent A conn=1 n=1 update=1 channel=c why=live"_s,
                           u"link.message A conn=1 dir=down opcode=ping"_s}
            << QStringList{u"link.message A conn=1 dir=down opcode=ping"_s};
        QTest::newRow("a lost message keeps its own why")
            << QStringList{u"server.sent A conn=1 n=1 update=1 channel=c why=live"_s,
                           u"link.delayed A conn=1 n=1 dir=down"_s,
                           u"link.lost A conn=1 n=1 dir=down why=cut"_s}
            << QStringList{u"link.delayed A conn=1 n=1 update=1 cause=1 channel=c dir=down"_s,
                           u"link.lost A conn=1 n=1 update=1 cause=1 channel=c dir=down why=cut"_s};

        QTest::newRow("what a fault lost or repeated on its way up is told apart")
            << QStringList{u"page.sent A conn=1 n=1"_s, u"page.sent A conn=1 n=2"_s,
                           u"link.message A conn=1 n=2 dir=up opcode=text out=1"_s,
                           u"server.received A conn=1 n=1"_s}
            << QStringList{u"server.received A conn=1 n=1 cause=3"_s};

        QTest::newRow("stream events by name and count")
            << QStringList{u"server.sent A conn=1 n=1 update=1 channel=c why=live"_s,
                           u"server.sent A conn=1 n=2 update=2 channel=c why=live"_s,
                           u"server.sent A conn=1 n=3 update=3 channel=c why=live"_s,
                           u"link.message A conn=1 n=1 dir=down opcode=event event=tick"_s,
                           u"link.message A conn=1 n=2 dir=down opcode=event event=message"_s,
                           u"link.message A conn=1 n=3 dir=down opcode=event event=tick"_s,
                           u"page.message A conn=1 event=tick k=2"_s,
                           u"page.message A conn=1 event=message k=1"_s,
                           u"page.message A conn=1 event=tick k=3"_s,
                           u"page.message A conn=1 event=tock k=1"_s}
            << QStringList{
                   u"page.message A conn=1 n=3 update=3 cause=6 channel=c event=tick k=2 why=live"_s,
                   u"page.message A conn=1 n=2 update=2 cause=5 channel=c event=message k=1 why=live"_s,
                   u"page.message A conn=1 event=tick k=3"_s, u"page.message A conn=1 event=tock k=1"_s};
        QTest::newRow("an event's id must agree; a repeated last id is no contradiction")
            << QStringList{u"link.message A conn=1 n=1 dir=down opcode=event event=message id=41"_s,
                           u"link.message A conn=1 n=2 dir=down opcode=event event=message"_s,
                           u"link.message A conn=1 n=3 dir=down opcode=event event=message id=43"_s,
                           u"page.message A conn=1 k=1 id=41"_s,
                           u"page.message A conn=1 k=2 id=41"_s,
                           u"page.message A conn=1 k=3 id=41"_s}
            << QStringList{u"page.message A conn=1 n=1 cause=1 id=41 k=1"_s,
                           u"page.message A conn=1 n=2 cause=2 id=41 k=2"_s,
                           u"page.message A conn=1 id=41 k=3"_s};
        QTest::newRow("a fault changed the order: the page's ordinal finds the message")
            << QStringList{u"server.sent A conn=1 n=1 update=1 channel=c why=live"_s,
                           u"server.sent A conn=1 n=2 update=2 channel=c why=live"_s,
                           u"server.sent A conn=1 n=3 update=3 channel=c why=live"_s,
                           u"link.message A conn=1 n=2 out=1 dir=down opcode=text"_s,
                           u"link.message A conn=1 n=1 out=2 dir=down opcode=text"_s,
                           u"link.message A conn=1 n=2 out=3 dir=down opcode=text"_s,
                           u"page.message A conn=1 n=1"_s,
                           u"page.message A conn=1 n=2"_s,
                           u"page.message A conn=1 n=3"_s,
                           u"page.message A conn=1 n=4"_s}
            << QStringList{u"page.message A conn=1 n=2 update=2 cause=4 channel=c out=1 why=live"_s,
                           u"page.message A conn=1 n=1 update=1 cause=5 channel=c out=2 why=live"_s,
                           u"page.message A conn=1 n=2 update=2 cause=6 channel=c out=3 why=live"_s,
                           u"page.message A conn=1 n=4"_s};
        QTest::newRow("what was written by hand at the link is no message of the server's")
            << QStringList{u"server.sent A conn=1 n=1 update=1 channel=c why=live"_s,
                           u"server.sent A conn=1 n=2 update=2 channel=c why=live"_s,
                           u"link.message A conn=1 n=1 dir=down opcode=text"_s,
                           u"link.message A conn=1 out=2 dir=down opcode=text injected=true"_s,
                           u"link.message A conn=1 n=2 out=3 dir=down opcode=text"_s,
                           u"page.message A conn=1 n=1"_s,
                           u"page.message A conn=1 n=2"_s,
                           u"page.swap A cause=7"_s,
                           u"page.message A conn=1 n=3"_s}
            << QStringList{u"page.message A conn=1 n=1 update=1 cause=3 channel=c why=live"_s,
                           u"page.message A conn=1 cause=4 out=2"_s, u"page.swap A conn=1 cause=7"_s,
                           u"page.message A conn=1 n=2 update=2 cause=5 channel=c out=3 why=live"_s};
        QTest::newRow("nor is an event of one's own in a stream")
            << QStringList{u"server.sent A conn=1 n=1 update=1 channel=c why=live"_s,
                           u"link.message A conn=1 out=1 dir=down opcode=event event=tick injected=true"_s,
                           u"link.message A conn=1 n=1 out=2 dir=down opcode=event event=tick"_s,
                           u"page.message A conn=1 event=tick k=1"_s,
                           u"page.message A conn=1 event=tick k=2"_s}
            << QStringList{u"page.message A conn=1 cause=2 event=tick k=1"_s,
                           u"page.message A conn=1 n=1 update=1 cause=3 channel=c event=tick k=2 why=live"_s};
        QTest::newRow("upward it is what the server received")
            << QStringList{u"page.sent A conn=1 n=1"_s,
                           u"link.message A conn=1 out=1 dir=up opcode=text injected=true"_s,
                           u"link.message A conn=1 n=1 dir=up opcode=text out=2"_s,
                           u"server.received A conn=1"_s, u"server.received A conn=1"_s}
            << QStringList{u"server.received A conn=1 n=1 cause=2"_s,
                           u"server.received A conn=1 n=2 cause=3"_s};
        QTest::newRow("a message that was held, edited and released")
            << QStringList{u"server.sent A conn=1 n=1 update=7 channel=c why=live"_s,
                           u"link.held A conn=1 n=1 dir=down opcode=text"_s,
                           u"link.released A conn=1 n=1 dir=down opcode=text cause=2"_s,
                           u"link.message A conn=1 n=1 dir=down opcode=text edited=true"_s,
                           u"page.message A conn=1 n=1"_s}
            << QStringList{u"link.held A conn=1 n=1 update=7 cause=1 channel=c dir=down opcode=text"_s,
                           u"link.released A conn=1 n=1 update=7 cause=2 channel=c dir=down opcode=text"_s,
                           u"link.message A conn=1 n=1 update=7 cause=1 channel=c dir=down edited=true "
                           "opcode=text why=live"_s,
                           u"page.message A conn=1 n=1 update=7 cause=4 channel=c why=live"_s};
        QTest::newRow("what is discarded names its hold")
            << QStringList{u"server.sent A conn=1 n=1 update=7 channel=c why=live"_s,
                           u"link.held A conn=1 n=1 dir=down opcode=text"_s,
                           u"link.lost A conn=1 n=1 dir=down why=discarded cause=2"_s}
            << QStringList{u"link.lost A conn=1 n=1 update=7 cause=2 channel=c dir=down why=discarded"_s};

        QTest::newRow("a form, from the page to the server")
            << QStringList{u"page.sent A conn=1 text=x"_s, u"link.message A conn=1 n=1 dir=up opcode=text"_s,
                           u"server.received A conn=1 n=1"_s, u"server.received A conn=1"_s}
            << QStringList{u"link.message A conn=1 n=1 cause=1 dir=up opcode=text"_s,
                           u"server.received A conn=1 n=1 cause=2"_s, u"server.received A conn=1 n=2"_s};
        QTest::newRow("a page that reports what it sent after it arrived")
            << QStringList{u"link.message A conn=1 n=1 dir=up opcode=text"_s,
                           u"server.received A conn=1 n=1"_s, u"page.sent A conn=1"_s}
            << QStringList{u"server.received A conn=1 n=1 cause=1"_s, u"page.sent A conn=1 n=1"_s};
        QTest::newRow("up and down count apart")
            << QStringList{u"server.sent A conn=1 n=1 update=1 channel=c why=live"_s,
                           u"link.message A conn=1 n=1 dir=up opcode=text"_s}
            << QStringList{u"link.message A conn=1 n=1 dir=up opcode=text"_s};

        QTest::newRow("a cut, its connections, and what the page makes of it")
            << QStringList{u"link.cut B for_s=5"_s,
                           u"link.cut B conn=7"_s,
                           u"link.closed B conn=7 code=1006 by=link"_s,
                           u"server.closed B conn=7 by=client"_s,
                           u"page.closed B conn=7 code=1006"_s,
                           u"page.backoff B conn=7 attempt=1"_s}
            << QStringList{
                   u"link.cut B conn=7 cause=1"_s, u"link.closed B conn=7 cause=2 by=link code=1006"_s,
                   u"server.closed B conn=7 cause=2 by=client"_s, u"page.closed B conn=7 cause=2 code=1006"_s,
                   u"page.backoff B conn=7 cause=5 attempt=1"_s};
        QTest::newRow("a cut of every client; after it is mended it explains nothing")
            << QStringList{u"link.cut"_s, u"link.cut A conn=1"_s, u"link.mended"_s, u"link.cut A conn=2"_s}
            << QStringList{u"link.cut A conn=1 cause=1"_s, u"link.mended"_s, u"link.cut A conn=2"_s};
        QTest::newRow("the server closes")
            << QStringList{u"server.closed A conn=1 code=1012 by=server"_s,
                           u"link.closed A conn=1 code=1012 by=server"_s, u"page.closed A conn=1 code=1012"_s}
            << QStringList{u"link.closed A conn=1 cause=1 by=server code=1012"_s,
                           u"page.closed A conn=1 cause=2 code=1012"_s};
        QTest::newRow("without a link the server's close is what the page saw")
            << QStringList{u"server.closed A conn=1 by=server"_s, u"page.closed A conn=1"_s}
            << QStringList{u"page.closed A conn=1 cause=1"_s};
        QTest::newRow("a connection opens")
            << QStringList{u"link.accepted A conn=1"_s, u"server.opened A conn=1"_s, u"page.open A conn=1"_s}
            << QStringList{u"server.opened A conn=1 cause=1"_s, u"page.open A conn=1 cause=2"_s};
        QTest::newRow("what an event says itself is not changed")
            << QStringList{u"server.sent A conn=1 n=1 update=5 channel=c why=live"_s, u"script.log text=x"_s,
                           u"link.message A conn=1 n=1 update=6 cause=2 dir=down channel=d why=replay"_s}
            << QStringList{u"link.message A conn=1 n=1 update=6 cause=2 channel=d dir=down why=replay"_s};
    }
    void joins()
    {
        QFETCH(QStringList, story);
        QFETCH(QStringList, joined);
        const QStringList lines = story::lines(story::joined(story));
        QCOMPARE(lines.mid(lines.size() - joined.size()), joined);
    }

    void joiningTwiceChangesNothing()
    {
        std::vector<Event> once = story::joined({
            u"server.sent A conn=1 update=1 channel=c why=live"_s,
            u"server.sent A conn=1 update=2 channel=c why=live"_s,
            u"link.message A conn=1 n=2 out=1 dir=down opcode=text"_s,
            u"page.message A conn=1 n=1"_s,
            u"page.swap A cause=4"_s,
            u"page.sent A conn=1"_s,
            u"page.closed A conn=1"_s,
        });
        std::vector<Event> twice = once;
        Join join;
        for (Event &event : twice)
            join.enrich(event);
        QCOMPARE(story::lines(twice), story::lines(once));
    }

    void oldConnectionsAreForgotten()
    {
        Join join;
        EventId id = 0;
        const auto feed = [&](const QString &line) {
            Event event = story::event(line);
            event.id = ++id;
            join.enrich(event);
            return event;
        };
        const int connections = static_cast<int>(Join::kEndedConnections) + 1;
        for (int conn = 1; conn <= connections; ++conn) {
            feed(u"server.sent A conn=%1 n=1 update=1 channel=c why=live"_s.arg(conn));
            feed(u"link.message A conn=%1 n=1 dir=down opcode=text"_s.arg(conn));
            feed(u"link.closed A conn=%1 by=client"_s.arg(conn));
        }
        QCOMPARE(feed(u"page.message A conn=1 n=1"_s).update, 0);
        QCOMPARE(feed(u"page.message A conn=2 n=1"_s).update, 1);
    }

    // As when a server restarts: all connections end before any page has said what it got.
    void aPageMayTellAfterManyConnectionsHaveEnded()
    {
        Join join;
        EventId id = 0;
        const auto feed = [&](const QString &line) {
            Event event = story::event(line);
            event.id = ++id;
            join.enrich(event);
            return event;
        };
        const int connections = static_cast<int>(Join::kEndedConnections) * 2;
        for (int conn = 1; conn <= connections; ++conn) {
            feed(u"page.connecting A conn=%1 transport=ws"_s.arg(conn));
            feed(u"server.sent A conn=%1 n=1 update=1 channel=c why=live"_s.arg(conn));
            if (conn % 2 == 0) // the others' is on its way when the server ends
                feed(u"link.message A conn=%1 n=1 dir=down opcode=text"_s.arg(conn));
        }
        for (int conn = 1; conn <= connections; ++conn)
            feed(u"server.closed A conn=%1 by=server"_s.arg(conn));
        for (int conn = 1; conn <= connections; conn += 2)
            feed(u"link.message A conn=%1 n=1 dir=down opcode=text"_s.arg(conn));
        for (int conn = 1; conn <= connections; ++conn) {
            QCOMPARE(feed(u"page.message A conn=%1 n=1"_s.arg(conn)).update, 1);
            feed(u"page.closed A conn=%1 code=1012"_s.arg(conn));
        }
        // Then they are forgotten as others are.
        QCOMPARE(feed(u"page.message A conn=1 n=1"_s).update, 0);
    }

    void aNewRunKnowsNothing()
    {
        Join join;
        Event sent = story::event(u"server.sent A conn=1 n=1 update=1 channel=c why=live"_s);
        sent.id = 1;
        join.enrich(sent);
        join.reset();
        Event message = story::event(u"link.message A conn=1 n=1 dir=down opcode=text"_s);
        message.id = 2;
        join.enrich(message);
        QCOMPARE(message.cause, EventId(0));
    }
};

QTEST_GUILESS_MAIN(JoinTest)
#include "tst_join.moc"
