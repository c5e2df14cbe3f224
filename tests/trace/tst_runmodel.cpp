#include "story.h"

#include <trace/runmodel.h>
#include <trace/trace.h>

#include <QTest>

#include <atomic>
#include <thread>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

// Pushes lines of a story, and numbers them from 1 on.
class Run
{
public:
    explicit Run(const QStringList &lines = {}) { tell(lines); }

    Run &tell(const QStringList &lines)
    {
        for (const QString &line : lines) {
            Event event = story::event(line);
            event.id = ++m_id;
            model.push(event);
            trace.append(event);
        }
        return *this;
    }

    RunModel model;
    Trace trace;

private:
    EventId m_id = 0;
};

QString connecting(int conn)
{
    return u"page.connecting A t=1 conn=%1 transport=ws url=ws://h/chat"_s.arg(conn);
}

QString closed(int conn)
{
    return u"page.closed A t=1 conn=%1"_s.arg(conn);
}

} // namespace

class TestRunModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasEveryConnection()
    {
        const Run run({connecting(1), u"server.opened B t=1 conn=2 transport=sse path=/feed"_s,
                       u"page.open A t=2 conn=1"_s});
        QCOMPARE(run.model.connections().size(), 2U);
        QVERIFY(run.model.connection(ConnectionId(1))->open());
        QCOMPARE(run.model.connection(ConnectionId(2))->path, u"/feed"_s);
        QVERIFY(!run.model.connection(ConnectionId(3)));
    }

    void knowsWhatACrossingMessageSaid()
    {
        const Run run({u"link.message B t=1 conn=3 n=1 dir=down opcode=text why=live text=<p>one</p>"_s,
                       u"link.message B t=1 conn=3 n=1 dir=up opcode=text text=hello"_s});
        QCOMPARE(run.model.message(ConnectionId(3), 1)->text(), u"<p>one</p>"_s);
        QCOMPARE(run.model.message(ConnectionId(3), 1)->why, Word::Live);
        QCOMPARE(run.model.message(ConnectionId(3), 1)->id, EventId(1));
        QVERIFY(!run.model.message(ConnectionId(3), 2));
        QVERIFY(!run.model.message({}, 0));
    }

    // Characters count, not bytes.
    void keepsTheBeginningOfALongMessage_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("letters") << QString(100'000, u'x');
        QTest::newRow("more than one byte each") << QString(100'000, u'€');
        QTest::newRow("just too long") << QString(RunModel::kText + 1, u'x');
        QTest::newRow("short") << u"<p>é</p>"_s;
    }
    void keepsTheBeginningOfALongMessage()
    {
        QFETCH(QString, text);
        RunModel model;
        model.push({.id = 1,
                    .kind = Kind::LinkMessage,
                    .client = u"A"_s,
                    .conn = ConnectionId(1),
                    .n = 1,
                    .data = {{Field::Dir, Word::Down}, {Field::Text, text}}});
        QCOMPARE(model.message(ConnectionId(1), 1)->text(), text.left(RunModel::kText));
    }

    // Texts of a trace lie in its memory: a model may outlive it.
    void keepsTextsOfATraceThatIsGone()
    {
        RunModel model;
        {
            const Run run({u"link.message B t=1 conn=3 n=1 dir=down opcode=text text=<p>one</p>"_s});
            model.push(run.trace.at(1));
        }
        QCOMPARE(model.message(ConnectionId(3), 1)->text(), u"<p>one</p>"_s);
    }

    void forgetsOldMessages()
    {
        Run run;
        for (int n = 1; n <= int(RunModel::kMessages) + 1; ++n)
            run.tell({u"link.message B t=1 conn=3 n=%1 dir=down opcode=text text=x"_s.arg(n)});
        QVERIFY(!run.model.message(ConnectionId(3), 1));
        QVERIFY(run.model.message(ConnectionId(3), 2));
    }

    // As a file may have it.
    void ofTwoWithOneNumberTheLaterCounts()
    {
        const QString line = u"link.message B t=1 conn=3 n=%1 dir=down opcode=text text=%2"_s;
        Run run({line.arg(1).arg(u"first"_s), line.arg(1).arg(u"again"_s)});
        for (int n = 2; n < int(RunModel::kMessages); ++n)
            run.tell({line.arg(n).arg(u"x"_s)});
        QCOMPARE(run.model.message(ConnectionId(3), 1)->text(), u"again"_s);
        run.tell({line.arg(5000).arg(u"x"_s)});
        QCOMPARE(run.model.message(ConnectionId(3), 1)->text(), u"again"_s);
        run.tell({line.arg(5001).arg(u"x"_s)});
        QVERIFY(!run.model.message(ConnectionId(3), 1));
        for (int n = 3; n < int(RunModel::kMessages); ++n)
            QCOMPARE(run.model.message(ConnectionId(3), n)->n, n);
    }

    void knowsTheVersionOfAPage()
    {
        const Run run({u"server.started t=0 htmx=4.0.1"_s, u"page.loaded A t=1 htmx=2.0.11"_s});
        QCOMPARE(run.model.htmx(u"A"_s), u"2"_s);
        QCOMPARE(run.model.htmx(u"B"_s), u"4"_s);
        QCOMPARE(run.model.htmxVersion(u"A"_s, 1), u"4.0.1"_s);
        QCOMPARE(run.model.htmxVersion(u"A"_s, 2), u"2.0.11"_s);
        QCOMPARE(RunModel().htmx(u"A"_s), QString());
    }

    void followsAPageAndItsLink_data()
    {
        QTest::addColumn<QStringList>("story");
        QTest::addColumn<QString>("state");

        QTest::newRow("not known") << QStringList{} << u"documents 0"_s;
        QTest::newRow("loaded twice")
            << QStringList{u"page.loaded A t=1"_s, u"page.loaded A t=2"_s} << u"documents 2"_s;
        QTest::newRow("hidden") << QStringList{u"page.loaded A t=1"_s, u"page.hidden A t=2"_s}
                                << u"documents 1 hidden"_s;
        QTest::newRow("shown") << QStringList{u"page.hidden A t=2"_s, u"page.shown A t=3"_s}
                               << u"documents 0"_s;
        QTest::newRow("a new document is visible")
            << QStringList{u"page.hidden A t=2"_s, u"page.loaded A t=3"_s} << u"documents 1"_s;
        QTest::newRow("frozen") << QStringList{u"link.frozen A t=1"_s} << u"documents 0 frozen"_s;
        QTest::newRow("all links are")
            << QStringList{u"page.loaded A t=1"_s, u"link.frozen t=2"_s} << u"documents 1 frozen"_s;
        QTest::newRow("thawed") << QStringList{u"link.frozen A t=1"_s, u"link.thawed A t=2"_s}
                                << u"documents 0"_s;
        QTest::newRow("another's link is") << QStringList{u"link.frozen B t=1"_s} << u"documents 0"_s;
        QTest::newRow("held") << QStringList{u"link.held A conn=1 n=1 dir=down"_s,
                                             u"link.held A conn=1 n=2 dir=down"_s, u"link.held A full=true"_s}
                              << u"documents 0 held 2"_s;
        QTest::newRow("released and discarded")
            << QStringList{u"link.held A conn=1 n=1 dir=down"_s, u"link.held A conn=1 n=2 dir=down"_s,
                           u"link.released A conn=1 n=1 dir=down"_s,
                           u"link.lost A conn=1 n=2 dir=down why=discarded"_s,
                           u"link.lost A conn=1 n=3 dir=down why=cut"_s}
            << u"documents 0"_s;
    }
    void followsAPageAndItsLink()
    {
        QFETCH(QStringList, story);
        const Run run(story);
        const RunClient &client = run.model.client(u"A"_s);
        QString state = u"documents %1"_s.arg(client.document);
        if (client.hidden)
            state += u" hidden"_s;
        if (client.frozen)
            state += u" frozen"_s;
        if (client.held != 0)
            state += u" held %1"_s.arg(client.held);
        QTEST(state, "state");
    }

    void tellsADeployFromTheEnd()
    {
        Run run({u"server.started t=0"_s, u"server.stopped t=5 reason=restart"_s});
        QVERIFY(run.model.restarting(6 * kSecond));
        QVERIFY(!run.model.quitting());
        run.tell({u"server.started t=8"_s});
        QVERIFY(run.model.restarting(9 * kSecond));
        QVERIFY(!run.model.restarting(12 * kSecond));
        run.tell({u"server.stopped t=20 reason=quit"_s});
        QVERIFY(run.model.quitting());
    }

    void knowsWhenTheScriptServesNobody()
    {
        Run run({u"server.started t=0"_s});
        QVERIFY(!run.model.stalled(5 * kSecond));
        run.tell({u"script.stalled t=5 line=3 text=cue seconds=1.5"_s});
        QVERIFY(run.model.stalled(60 * kSecond));
        QCOMPARE(run.model.resumedAt(), -1);
        run.tell({u"script.resumed t=60 text=cue seconds=56.5"_s});
        QCOMPARE(run.model.resumedAt(), 60 * kSecond);
        QVERIFY(run.model.stalled(60'900 * kMillisecond)); // what has piled up comes now
        QVERIFY(!run.model.stalled(61 * kSecond));
    }

    void knowsWhatItsPagesHaveComeTo()
    {
        Run run({connecting(1)});
        QCOMPARE(run.model.pagesNow(), (PagesNow{{}, -1, 1, 0}));
        run.tell({u"page.loaded A t=1"_s, u"page.loaded B t=2"_s, u"page.loaded A t=3"_s});
        QCOMPARE(run.model.pagesNow(), (PagesNow{{u"A"_s, u"B"_s}, 3 * kSecond, 1, 0}));
        run.tell({u"page.open A t=4 conn=1"_s, u"link.cut A t=5 conn=1"_s, connecting(2)});
        QCOMPARE(run.model.pagesNow().open, 1U); // its page has not said that it ended
        QCOMPARE(run.model.pagesNow().connecting, 1U);
        run.tell({closed(1), closed(2)});
        QCOMPARE(run.model.pagesNow(), (PagesNow{{u"A"_s, u"B"_s}, 3 * kSecond, 0, 0}));
    }

    void knowsWhatStreamsSayAboutReconnecting()
    {
        const auto retry = [](const char *client, const char *path, int ms) {
            return u"link.message %1 t=1 conn=1 dir=down opcode=fields retry=%3 path=%2"_s.arg(
                QString::fromLatin1(client), QString::fromLatin1(path), QString::number(ms));
        };
        Run run({retry("A", "/feed", 500), retry("B", "/feed", 700), retry("A", "/feed", 500)});
        QCOMPARE(run.model.reconnectionChanges(), 2U);
        run.tell({retry("A", "/feed", 900), u"link.message A t=1 conn=1 n=1 dir=down opcode=event"_s});
        QCOMPARE(run.model.reconnectionChanges(), 3U);
        QCOMPARE(run.model.reconnections(),
                 (std::vector<ReconnectionTime>{{u"A"_s, u"/feed"_s, 900 * kMillisecond},
                                                {u"B"_s, u"/feed"_s, 700 * kMillisecond}}));
    }

    // What is open stays, however much has ended since.
    void forgetsWhatIsOver()
    {
        Run run({connecting(1)});
        constexpr int kLast = int(RunModel::kEnded) + 100;
        for (int conn = 2; conn <= kLast; ++conn)
            run.tell({connecting(conn), closed(conn)});
        QCOMPARE(run.model.connections().size(), RunModel::kEnded + 1);
        QVERIFY(run.model.connection(ConnectionId(1)) && run.model.connection(ConnectionId(kLast)));
        QVERIFY(!run.model.connection(ConnectionId(2)));
        QCOMPARE(run.model.forgotten(), 99U);
    }

    // When a server with many clients restarts, the pages' reports come behind all of the ends.
    void keepsWhatAPageHasStillToReport()
    {
        Run run({connecting(1), u"page.open A t=1 conn=1"_s, u"server.closed A t=2 conn=1 by=server"_s});
        for (int conn = 2; conn <= int(RunModel::kEnded) + 100; ++conn)
            run.tell({u"server.opened V t=1 conn=%1 transport=ws path=/"_s.arg(conn),
                      u"server.closed V t=2 conn=%1 by=server"_s.arg(conn)});
        run.tell({closed(1)});
        QVERIFY(run.model.connection(ConnectionId(1)) && run.model.connection(ConnectionId(1))->whole);
        QCOMPARE(run.model.connection(ConnectionId(1))->endedBy, u"server"_s);
    }

    // A late word about a connection that is forgotten makes no whole one of it; its trace does.
    void saysWhatItKnowsInPartAlone()
    {
        Run run({connecting(1), u"link.message A t=1 conn=1 n=1 dir=down opcode=text bytes=10"_s, closed(1)});
        for (int conn = 2; conn <= int(RunModel::kEnded) + 1; ++conn)
            run.tell({connecting(conn), closed(conn)});
        QVERIFY(!run.model.connectionNow(ConnectionId(1)));
        QCOMPARE(connectionOf(run.trace, run.model, ConnectionId(1)).down, (Passed{1, 10}));
        run.tell({u"server.closed A t=9 conn=1 by=client"_s});
        QVERIFY(!run.model.connectionNow(ConnectionId(1))->whole);
        const RunConnection whole = connectionOf(run.trace, run.model, ConnectionId(1));
        QCOMPARE(whole.down, (Passed{1, 10}));
        QVERIFY(whole.whole && whole.connecting && whole.closed && whole.unserved);
        QVERIFY(connectionOf(run.trace, run.model, ConnectionId(2)).whole);
        QCOMPARE(connectionOf(run.trace, run.model, ConnectionId(99'999)), RunConnection());
    }

    // Never ends: a file may say anything.
    void hasRoomForSoManyAtMost()
    {
        RunModel model;
        EventId id = 0;
        for (int conn = 1; conn <= int(RunModel::kConnections) + 10; ++conn)
            model.push({.id = ++id,
                        .kind = Kind::LinkAccepted,
                        .client = u"A"_s,
                        .conn = ConnectionId(conn),
                        .data = {{Field::Transport, Word::Ws}}});
        QCOMPARE(model.connections().size(), RunModel::kConnections);
        QCOMPARE(model.forgotten(), 10U);
    }

    void isTheSameOfAWholeTrace()
    {
        const Run run({u"server.started t=0 htmx=4.0.1"_s, connecting(1), u"page.open A t=2 conn=1"_s,
                       u"link.message A t=1 conn=1 n=1 dir=down opcode=text bytes=10 text=x"_s, closed(1)});
        const RunModel again(run.trace);
        QCOMPARE(again.connections(), run.model.connections());
        QCOMPARE(again.message(ConnectionId(1), 1)->text(), u"x"_s);
        QCOMPARE(again.htmx(u"A"_s), u"4"_s);
    }

    // A connection is always seen as some event left it.
    void isReadWhileItIsWritten()
    {
        constexpr int kMessages = 20'000;
        RunModel model;
        std::atomic<bool> wrong = false;
        std::atomic<bool> done = false;
        std::thread reader([&] {
            qint64 last = 0;
            while (!done) {
                const RunConnection now = model.connectionNow(ConnectionId(1)).value_or(RunConnection());
                wrong = wrong || now.down.bytes != now.down.messages * 10 || now.down.messages < last;
                last = now.down.messages;
            }
        });
        for (int n = 1; n <= kMessages; ++n)
            model.push({.id = EventId(n),
                        .kind = Kind::LinkMessage,
                        .client = u"A"_s,
                        .conn = ConnectionId(1),
                        .n = n,
                        .data = {{Field::Dir, Word::Down}, {Field::Bytes, 10}}});
        done = true;
        reader.join();
        QVERIFY(!wrong);
        QCOMPARE(model.connectionNow(ConnectionId(1))->down, (Passed{kMessages, qint64(kMessages) * 10}));
    }
};

QTEST_GUILESS_MAIN(TestRunModel)
#include "tst_runmodel.moc"
