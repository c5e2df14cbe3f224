#include "story.h"

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class LedgerWitnessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaks_data()
    {
        QTest::addColumn<QStringList>("story");
        QTest::addColumn<QStringList>("derived");

        QTest::newRow("without a page the link decides")
            << QStringList{u"link.accepted S conn=1"_s,
                           u"server.opened S conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent S conn=1 update=1 channel=c why=live"_s,
                           u"link.message S conn=1 n=1 dir=down opcode=text"_s,
                           u"server.published update=2 channel=c"_s,
                           u"server.sent S conn=1 update=2 channel=c why=live"_s,
                           u"server.closed S conn=1 by=server"_s,
                           u"link.closed S conn=1 by=server"_s}
            << QStringList{u"gap.opened S conn=1 cause=8 channel=c"_s,
                           u"update.missed S conn=1 n=2 update=2 cause=9 channel=c why=lost"_s};
        QTest::newRow("without a link the server decides")
            << QStringList{u"server.opened guest-1 conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent guest-1 conn=1 update=1 channel=c why=live"_s,
                           u"server.published update=2 channel=c"_s,
                           u"server.closed guest-1 conn=1 by=client"_s,
                           u"server.opened guest-1 conn=2 channel=c"_s,
                           u"server.sent guest-1 conn=2 update=2 channel=c why=replay"_s}
            << QStringList{u"gap.opened guest-1 conn=1 cause=5 channel=c"_s,
                           u"update.missed guest-1 conn=1 update=2 cause=5 channel=c why=lost"_s,
                           u"gap.closed guest-1 conn=2 cause=6 channel=c missed=1 seconds=0.001"_s,
                           u"update.recovered guest-1 conn=2 n=1 update=2 cause=7 by=replay channel=c"_s};
        QTest::newRow("what the link confirmed is no duplicate when the page turns up")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"link.message B conn=1 n=1 dir=down opcode=text"_s,
                           u"page.connecting B conn=1"_s,
                           u"page.message B conn=1 n=1"_s}
            << QStringList{};

        // What nobody on the page listens to its page never tells; it has arrived, and a cut loses only the
        // rest.
        QTest::newRow("an event that nobody hears")
            << QStringList{u"page.connecting B conn=1"_s,
                           u"link.accepted B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 n=1 update=1 channel=c why=live"_s,
                           u"link.message B conn=1 n=1 dir=down opcode=event event=deaf"_s,
                           u"page.open B conn=1 hears=[news]"_s,
                           u"server.published update=2 channel=c"_s,
                           u"server.sent B conn=1 n=2 update=2 channel=c why=live"_s,
                           u"link.message B conn=1 n=2 dir=down opcode=event event=deaf"_s,
                           u"server.published update=3 channel=c"_s,
                           u"server.sent B conn=1 n=3 update=3 channel=c why=live"_s,
                           u"link.message B conn=1 n=3 dir=down opcode=event event=news"_s,
                           u"link.cut B conn=1"_s,
                           u"page.closed B conn=1"_s}
            << QStringList{u"gap.opened B conn=1 cause=14 channel=c"_s,
                           u"update.missed B conn=1 n=3 update=3 cause=15 channel=c why=lost"_s};

        QTest::newRow("a stream of which the server speaks before the link")
            << QStringList{u"server.opened S conn=1 channel=c"_s,
                           u"server.sent S conn=1 n=1 update=4 channel=c why=replay"_s,
                           u"link.accepted S conn=1"_s,
                           u"link.message S conn=1 n=1 dir=down opcode=event"_s,
                           u"server.opened S conn=2 channel=c"_s,
                           u"server.published update=5 channel=c"_s,
                           u"server.sent S conn=2 n=1 update=5 channel=c why=live"_s,
                           u"link.accepted S conn=2"_s,
                           u"link.closed S conn=1 by=server"_s,
                           u"link.closed S conn=2 by=server"_s}
            << QStringList{u"gap.opened S conn=2 cause=10 channel=c"_s,
                           u"update.missed S conn=2 n=1 update=5 cause=10 channel=c why=lost"_s};
    }
    void speaks()
    {
        QFETCH(QStringList, story);
        Ledger ledger;
        QTEST(story::derived(ledger, story::joined(story)), "derived");
    }

    void aPagesStreamWaitsForThePage()
    {
        Ledger ledger = story::pages();
        const QStringList told =
            story::derived(ledger, story::joined({
                                       u"server.opened B conn=1 channel=c"_s,
                                       u"server.published update=1 channel=c"_s,
                                       u"server.sent B conn=1 update=1 channel=c why=live"_s,
                                       u"link.accepted B conn=1"_s,
                                       u"link.message B conn=1 n=1 dir=down opcode=event"_s,
                                       u"page.connecting B conn=1"_s,
                                   }));
        QCOMPARE(told, QStringList{});
        QCOMPARE(ledger.summary(u"B"_s, 0), (LedgerSummary{.connections = 1, .published = 1, .inFlight = 1}));
        Event message = story::event(u"page.message B conn=1 n=1 update=1 channel=c why=live"_s);
        QCOMPARE(story::lines(ledger.consume(message)), QStringList{});
        QCOMPARE(ledger.summary(u"B"_s, 0),
                 (LedgerSummary{.connections = 1, .published = 1, .delivered = 1}));
    }

    void aForeignBrowserThroughAPagesLink()
    {
        Ledger ledger = story::pages();
        const QStringList told = story::derived(
            ledger,
            story::joined({
                u"link.accepted A conn=1"_s, u"page.connecting A conn=1"_s, u"link.accepted A conn=2 t=1"_s,
                u"server.opened A conn=2 channel=c"_s, u"server.published update=1 channel=c"_s,
                u"server.sent A conn=2 update=1 channel=c why=live"_s,
                u"link.message A conn=2 n=1 dir=down opcode=text"_s, u"server.published update=2 channel=c"_s,
                u"server.sent A conn=2 update=2 channel=c why=live"_s,
                u"page.nodes A t=1.9"_s, // the page might have yet to tell of connection 2
            }));
        QCOMPARE(told, QStringList{});
        QCOMPARE(ledger.summary(u"A"_s, kSecond).inFlight, 2);
        Event later = story::event(u"page.nodes A t=2.1"_s);
        later.id = 11;
        QCOMPARE(story::lines(ledger.consume(later)), QStringList{});
        QCOMPARE(ledger.summary(u"A"_s, kSecond).delivered, 1);
        Event closed = story::event(u"link.closed A conn=2 by=client t=2.2"_s);
        closed.id = 12;
        QCOMPARE(story::lines(ledger.consume(closed)),
                 QStringList({u"gap.opened A conn=2 cause=12 channel=c"_s,
                              u"update.missed A conn=2 n=2 update=2 cause=12 channel=c why=lost"_s}));
    }
};

QTEST_GUILESS_MAIN(LedgerWitnessTest)
#include "tst_ledgerwitness.moc"
