#include "story.h"

#include <QJsonDocument>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class LedgerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tells_data()
    {
        QTest::addColumn<QStringList>("story");
        QTest::addColumn<QStringList>("derived");

        QTest::newRow("a page is delivered to")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"link.message B conn=1 n=1 dir=down opcode=text"_s,
                           u"page.message B conn=1 n=1"_s}
            << QStringList{};

        const QStringList rendered{u"server.published update=1 channel=c"_s,
                                   u"server.published update=2 channel=c"_s,
                                   u"server.published update=3 channel=c"_s, u"link.accepted B conn=1"_s,
                                   u"page.connecting B conn=1"_s};
        const QStringList replayed{u"server.sent B conn=1 update=2 channel=c why=replay"_s,
                                   u"server.sent B conn=1 update=3 channel=c why=replay"_s,
                                   u"page.message B conn=1 n=1 update=2 channel=c why=replay"_s,
                                   u"page.message B conn=1 n=2 update=3 channel=c why=replay"_s};
        QTest::newRow("a page that was rendered with 1")
            << rendered + QStringList{u"server.opened B conn=1 channel=c cursor=1"_s} + replayed
            << QStringList{u"update.missed B update=2 cause=6 channel=c why=before"_s,
                           u"update.missed B update=3 cause=6 channel=c why=before"_s,
                           u"update.recovered B conn=1 n=1 update=2 cause=9 by=replay channel=c"_s,
                           u"update.recovered B conn=1 n=2 update=3 cause=10 by=replay channel=c"_s};
        QTest::newRow("a page that says nothing of its rendering")
            << rendered + QStringList{u"server.opened B conn=1 channel=c"_s} + replayed << QStringList{};
        QTest::newRow("a page that was rendered with all")
            << rendered + QStringList{u"server.opened B conn=1 channel=c cursor=3"_s} << QStringList{};
        QTest::newRow("a page that says so by its first message, and what it had to wait for")
            << rendered + QStringList{u"server.opened B conn=1 channel=c"_s,
                                      u"server.published update=4 channel=c"_s,
                                      u"server.received B conn=1 n=1 cursor=2"_s,
                                      u"server.sent B conn=1 update=3 channel=c why=replay"_s,
                                      u"server.sent B conn=1 update=4 channel=c why=replay"_s,
                                      u"page.message B conn=1 n=1 update=3 channel=c why=replay"_s,
                                      u"page.message B conn=1 n=2 update=4 channel=c why=replay"_s}
            << QStringList{u"update.missed B update=3 cause=8 channel=c why=before"_s,
                           u"update.missed B update=4 cause=10 channel=c why=away"_s,
                           u"update.recovered B conn=1 n=1 update=3 cause=11 by=replay channel=c"_s,
                           u"update.recovered B conn=1 n=2 update=4 cause=12 by=replay channel=c"_s};
        QTest::newRow("what a page says when it returns is not of its rendering")
            << rendered + QStringList{u"server.opened B conn=1 channel=c"_s,
                                      u"server.received B conn=1 n=1 cursor=3"_s,
                                      u"page.closed B conn=1"_s,
                                      u"link.accepted B conn=2"_s,
                                      u"page.connecting B conn=2"_s,
                                      u"server.opened B conn=2 channel=c cursor=1"_s,
                                      u"server.received B conn=2 n=1 cursor=1"_s}
            << QStringList{u"gap.opened B conn=1 cause=8 channel=c"_s,
                           u"gap.closed B conn=2 cause=11 channel=c missed=0 seconds=0.003"_s};
        QTest::newRow("a page of an earlier numbering, which the server takes for one with nothing")
            << QStringList{u"server.published update=7 channel=c"_s,
                           u"server.started"_s,
                           u"server.published update=1 channel=c"_s,
                           u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c cursor=0"_s}
            << QStringList{u"update.missed B update=1 cause=6 channel=c why=before"_s};
        QTest::newRow("the channel begins anew while the page is waited for")
            << rendered + QStringList{u"server.opened B conn=1 channel=c"_s,
                                      u"server.published update=1 channel=c"_s,
                                      u"server.received B conn=1 n=1 cursor=0"_s}
            << QStringList{};

        const QStringList cut{u"link.accepted B conn=1"_s,
                              u"page.connecting B conn=1"_s,
                              u"server.opened B conn=1 channel=c"_s,
                              u"link.cut B conn=1"_s,
                              u"server.closed B conn=1 by=client"_s,
                              u"page.closed B conn=1"_s,
                              u"server.published update=1 channel=c"_s,
                              u"server.published update=2 channel=c"_s,
                              u"link.accepted B conn=2"_s,
                              u"page.connecting B conn=2"_s,
                              u"server.opened B conn=2 channel=c t=1.004"_s};
        const QStringList gap{u"gap.opened B conn=1 cause=4 channel=c"_s,
                              u"update.missed B update=1 cause=7 channel=c why=away"_s,
                              u"update.missed B update=2 cause=8 channel=c why=away"_s,
                              u"gap.closed B conn=2 cause=11 channel=c missed=2 seconds=1"_s};
        QTest::newRow("a cut and nothing to catch up with") << cut << gap;
        QTest::newRow("a cut and a replay")
            << cut + QStringList{u"server.sent B conn=2 update=1 channel=c why=replay"_s,
                                 u"link.message B conn=2 n=1 dir=down opcode=text"_s,
                                 u"server.sent B conn=2 update=2 channel=c why=replay"_s,
                                 u"link.message B conn=2 n=2 dir=down opcode=text"_s,
                                 u"page.message B conn=2 n=1"_s,
                                 u"page.message B conn=2 n=2"_s}
            << gap + QStringList{u"update.recovered B conn=2 n=1 update=1 cause=16 by=replay channel=c"_s,
                                 u"update.recovered B conn=2 n=2 update=2 cause=17 by=replay channel=c"_s};
        QTest::newRow("a cut and a snapshot")
            << cut + QStringList{u"server.sent B conn=2 update=2 channel=c why=snapshot"_s,
                                 u"link.message B conn=2 n=1 dir=down opcode=text"_s,
                                 u"page.message B conn=2 n=1"_s}
            << gap + QStringList{u"update.recovered B conn=2 n=1 update=1 cause=14 by=snapshot channel=c"_s,
                                 u"update.recovered B conn=2 n=1 update=2 cause=14 by=snapshot channel=c"_s};

        QTest::newRow("what crossed the link before the cut may still be reported")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"server.published update=2 channel=c"_s,
                           u"server.sent B conn=1 update=2 channel=c why=live"_s,
                           u"link.message B conn=1 n=1 dir=down opcode=text"_s,
                           u"link.message B conn=1 n=2 dir=down opcode=text"_s,
                           u"link.cut B conn=1"_s,
                           u"link.closed B conn=1 by=link"_s,
                           u"page.message B conn=1 n=1"_s,
                           u"page.closed B conn=1"_s}
            << QStringList{u"gap.opened B conn=1 cause=10 channel=c"_s,
                           u"update.missed B conn=1 n=2 update=2 cause=13 channel=c why=lost"_s};
        QTest::newRow("lost inside the link, known at once")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"link.lost B conn=1 n=1 dir=down why=loss"_s,
                           u"page.closed B conn=1"_s}
            << QStringList{u"update.missed B conn=1 n=1 update=1 cause=6 channel=c why=lost"_s,
                           u"gap.opened B conn=1 cause=7 channel=c"_s};
        QTest::newRow("a page that goes away without a word")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"link.closed B conn=1 by=client"_s,
                           u"page.loaded B"_s}
            << QStringList{u"gap.opened B conn=1 cause=6 channel=c"_s,
                           u"update.missed B conn=1 n=1 update=1 cause=7 channel=c why=lost"_s};
        QTest::newRow("replayed though it was there, and twice on one connection")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"link.message B conn=1 n=1 dir=down opcode=text"_s,
                           u"page.message B conn=1 n=1"_s,
                           u"link.message B conn=1 n=1 out=2 dir=down opcode=text"_s,
                           u"page.message B conn=1 n=2"_s,
                           u"page.closed B conn=1"_s,
                           u"link.accepted B conn=2"_s,
                           u"page.connecting B conn=2"_s,
                           u"server.opened B conn=2 channel=c"_s,
                           u"server.sent B conn=2 update=1 channel=c why=replay"_s,
                           u"link.message B conn=2 n=1 dir=down opcode=text"_s,
                           u"page.message B conn=2 n=1"_s}
            << QStringList{u"update.duplicated B conn=1 n=1 update=1 cause=9 channel=c"_s,
                           u"gap.opened B conn=1 cause=10 channel=c"_s,
                           u"gap.closed B conn=2 cause=13 channel=c missed=0 seconds=0.003"_s,
                           u"update.duplicated B conn=2 n=1 update=1 cause=16 channel=c"_s};
        QTest::newRow("held, discarded, duplicated, moved and written by hand")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"link.held B conn=1 n=1 dir=down opcode=text"_s,
                           u"server.published update=2 channel=c"_s,
                           u"server.sent B conn=1 update=2 channel=c why=live"_s,
                           u"link.held B conn=1 n=2 dir=down opcode=text"_s,
                           u"server.published update=3 channel=c"_s,
                           u"server.sent B conn=1 update=3 channel=c why=live"_s,
                           u"link.held B conn=1 n=3 dir=down opcode=text"_s,
                           u"link.duplicated B conn=1 n=3 dir=down opcode=text"_s,
                           u"link.held B conn=1 n=3 dir=down opcode=text"_s,
                           u"link.lost B conn=1 n=1 dir=down why=discarded cause=6"_s,
                           u"link.message B conn=1 out=1 dir=down opcode=text injected=true"_s,
                           u"page.message B conn=1 n=1"_s,
                           u"link.message B conn=1 n=3 out=2 dir=down opcode=text"_s,
                           u"page.message B conn=1 n=2"_s,
                           u"link.message B conn=1 n=2 out=3 dir=down opcode=text edited=true"_s,
                           u"page.message B conn=1 n=3"_s,
                           u"link.lost B conn=1 n=3 dir=down why=held copy=true cause=14"_s,
                           u"link.cut B conn=1"_s,
                           u"page.closed B conn=1"_s}
            << QStringList{u"update.missed B conn=1 n=1 update=1 cause=15 channel=c why=lost"_s,
                           u"gap.opened B conn=1 cause=23 channel=c"_s};
        QTest::newRow("a snapshot undoes what has overtaken it")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"link.message B conn=1 n=1 dir=down opcode=text"_s,
                           u"page.message B conn=1 n=1"_s,
                           u"link.cut B conn=1"_s,
                           u"page.closed B conn=1"_s,
                           u"link.accepted B conn=2"_s,
                           u"page.connecting B conn=2"_s,
                           u"server.opened B conn=2 channel=c"_s,
                           u"server.sent B conn=2 update=1 channel=c why=snapshot"_s,
                           u"server.published update=2 channel=c"_s,
                           u"server.sent B conn=2 update=2 channel=c why=live"_s,
                           u"link.message B conn=2 n=2 out=1 dir=down opcode=text"_s,
                           u"page.message B conn=2 n=1"_s,
                           u"link.message B conn=2 n=1 out=2 dir=down opcode=text"_s,
                           u"page.message B conn=2 n=2"_s,
                           u"link.message B conn=2 n=2 out=3 dir=down opcode=text"_s,
                           u"page.message B conn=2 n=3"_s}
            << QStringList{u"gap.opened B conn=1 cause=8 channel=c"_s,
                           u"gap.closed B conn=2 cause=12 channel=c missed=0 seconds=0.004"_s,
                           u"update.missed B conn=2 n=1 update=2 cause=19 channel=c why=undone"_s,
                           u"update.recovered B conn=2 n=2 update=2 cause=21 by=replay channel=c"_s};
        QTest::newRow("what leaves the history while the server waits for the page's cursor is missed")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.published update=2 channel=c"_s,
                           u"server.published update=3 channel=c"_s,
                           u"server.sent B conn=1 update=2 channel=c why=replay"_s,
                           u"server.published update=4 channel=c"_s,
                           u"server.sent B conn=1 update=4 channel=c why=live"_s,
                           u"link.message B conn=1 n=1 dir=down opcode=text"_s,
                           u"page.message B conn=1 n=1"_s}
            << QStringList{u"update.missed B update=1 cause=7 channel=c why=away"_s,
                           u"update.missed B update=2 cause=7 channel=c why=away"_s,
                           u"update.missed B update=3 cause=9 channel=c why=away"_s,
                           u"update.recovered B conn=1 n=1 update=2 cause=11 by=replay channel=c"_s};
        QTest::newRow("a replay to a new document is new")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"link.message B conn=1 n=1 dir=down opcode=text"_s,
                           u"page.message B conn=1 n=1"_s,
                           u"link.closed B conn=1 by=client"_s,
                           u"page.loaded B"_s,
                           u"link.accepted B conn=2"_s,
                           u"page.connecting B conn=2"_s,
                           u"server.opened B conn=2 channel=c"_s,
                           u"server.sent B conn=2 update=1 channel=c why=replay"_s,
                           u"link.message B conn=2 n=1 dir=down opcode=text"_s,
                           u"page.message B conn=2 n=1"_s}
            << QStringList{u"gap.opened B conn=1 cause=8 channel=c"_s,
                           u"gap.closed B conn=2 cause=12 channel=c missed=0 seconds=0.004"_s};
        QTest::newRow("two connections to one channel are no gap and no duplicates")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"link.accepted B conn=2"_s,
                           u"page.connecting B conn=2"_s,
                           u"server.opened B conn=2 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=live"_s,
                           u"server.sent B conn=2 update=1 channel=c why=live"_s,
                           u"link.message B conn=1 n=1 dir=down opcode=text"_s,
                           u"link.message B conn=2 n=1 dir=down opcode=text"_s,
                           u"page.message B conn=1 n=1"_s,
                           u"page.message B conn=2 n=1"_s,
                           u"page.closed B conn=1"_s}
            << QStringList{};

        QTest::newRow("published before the connection was live")
            << QStringList{u"server.opened B conn=1 channel=c"_s, u"server.published update=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=replay"_s}
            << QStringList{u"update.missed B update=1 cause=3 channel=c why=away"_s,
                           u"update.recovered B conn=1 n=1 update=1 cause=3 by=replay channel=c"_s};
        QTest::newRow("the first snapshot, the first replay and what is sent directly count nothing")
            << QStringList{u"server.published update=1 channel=c"_s, u"server.opened B conn=1 channel=c"_s,
                           u"server.sent B conn=1 update=1 channel=c why=snapshot"_s,
                           u"server.sent B conn=1 update=1 channel=c why=replay"_s,
                           u"server.sent B conn=1 channel=c why=direct"_s}
            << QStringList{};
        QTest::newRow("a handshake that the cut overtook opens nothing")
            << QStringList{u"link.accepted B conn=1"_s,
                           u"link.cut B conn=1"_s,
                           u"page.connecting B conn=1"_s,
                           u"server.opened B conn=1 channel=c"_s,
                           u"server.published update=1 channel=c"_s,
                           u"server.closed B conn=1 by=client"_s,
                           u"page.closed B conn=1"_s}
            << QStringList{u"update.missed B update=1 cause=5 channel=c why=away"_s};
        QTest::newRow("other channels and other connections are not ours")
            << QStringList{u"server.opened B conn=1 channel=c"_s, u"server.opened B conn=2"_s,
                           u"server.published update=1 channel=d"_s, u"server.closed B conn=2 by=server"_s}
            << QStringList{};
    }
    void tells()
    {
        QFETCH(QStringList, story);
        Ledger ledger;
        QTEST(story::derived(ledger, story::joined(story)), "derived");
    }

    void theAccountAsItStands()
    {
        Ledger ledger = story::pages();
        story::derived(ledger, story::joined({
                                   u"link.accepted B conn=1 t=0"_s,
                                   u"page.connecting B conn=1 t=0"_s,
                                   u"server.opened B conn=1 channel=c t=0"_s,
                                   u"server.opened B conn=9 channel=d t=0"_s,
                                   u"server.published update=1 channel=c t=1"_s,
                                   u"server.sent B conn=1 update=1 channel=c why=live t=1"_s,
                                   u"link.message B conn=1 n=1 dir=down opcode=text t=1"_s,
                                   u"page.message B conn=1 n=1 t=1"_s,
                                   u"link.refused B conn=2 t=2"_s,
                                   u"link.cut B conn=1 t=2"_s,
                                   u"page.closed B conn=1 t=2"_s,
                                   u"server.published update=2 channel=c t=3"_s,
                                   u"server.published update=1 channel=d t=4"_s,
                               }));
        QCOMPARE(ledger.clients(), QStringList({u"A"_s, u"B"_s, u"C"_s}));
        QCOMPARE(ledger.channelsOf(u"B"_s), QStringList({u"c"_s, u"d"_s}));
        QCOMPARE(ledger.summary(u"B"_s, u"c"_s, 4500 * kMillisecond),
                 (LedgerSummary{.published = 2,
                                .delivered = 1,
                                .missed = 1,
                                .behind = 1,
                                .inGap = true,
                                .gapSince = 2 * kSecond,
                                .stale = true,
                                .staleSince = 3 * kSecond,
                                .staleFor = 1500 * kMillisecond}));
        LedgerSummary both{.connections = 3,
                           .published = 3,
                           .delivered = 1,
                           .missed = 1,
                           .inFlight = 1,
                           .behind = 1,
                           .inGap = true,
                           .gapSince = 2 * kSecond,
                           .stale = true,
                           .staleSince = 3 * kSecond,
                           .staleFor = 1500 * kMillisecond};
        QCOMPARE(ledger.summary(u"B"_s, 4500 * kMillisecond), both);
        both.behind = 2; // in flight for a second: something holds it
        both.staleFor = 2 * kSecond;
        QCOMPARE(ledger.summary(u"B"_s, 5 * kSecond), both);
        QCOMPARE(ledger.summary(u"nobody"_s, kSecond), LedgerSummary());
        QCOMPARE(ledger.summary(u"B"_s, u"none"_s, kSecond), LedgerSummary());
        QCOMPARE(ledger.lacking(u"B"_s, u"c"_s), std::vector<qint64>{2});
        for (const auto &[client, channel] :
             {std::pair(u"B"_s, u"d"_s), {u"B"_s, u"none"_s}, {u"nobody"_s, u"c"_s}})
            QCOMPARE(ledger.lacking(client, channel), std::vector<qint64>());
    }

    void staleChannelsDoNotAddUp()
    {
        Ledger ledger;
        story::derived(ledger, story::joined({
                                   u"server.opened A conn=1 channel=c t=0"_s,
                                   u"server.opened A conn=2 channel=d t=0"_s,
                                   u"server.closed A conn=1 t=0"_s,
                                   u"server.closed A conn=2 t=0"_s,
                                   u"server.published update=1 channel=c t=1"_s,
                                   u"server.published update=1 channel=d t=2"_s,
                                   u"server.opened A conn=3 channel=c t=3"_s,
                                   u"server.sent A conn=3 update=1 channel=c why=replay t=3"_s,
                                   u"server.opened A conn=4 channel=d t=5"_s,
                                   u"server.sent A conn=4 update=1 channel=d why=replay t=5"_s,
                               }));
        QCOMPARE(ledger.summary(u"A"_s, u"c"_s, kSecond).staleFor, 2 * kSecond);
        QCOMPARE(ledger.summary(u"A"_s, u"d"_s, kSecond).staleFor, 3 * kSecond);
        QCOMPARE(ledger.summary(u"A"_s, kSecond).staleFor, 4 * kSecond);
    }

    void theEndOfARun()
    {
        Ledger ledger = story::pages();
        story::derived(ledger, story::joined({
                                   u"link.accepted A conn=1"_s,
                                   u"page.connecting A conn=1"_s,
                                   u"server.opened A conn=1 channel=c"_s,
                                   u"link.accepted B conn=2"_s,
                                   u"page.connecting B conn=2"_s,
                                   u"server.opened B conn=2 channel=c"_s,
                                   u"link.accepted C conn=3"_s,
                                   u"server.opened C conn=3 channel=c"_s,
                                   u"server.published update=1 channel=c t=1"_s,
                                   u"server.sent A conn=1 update=1 channel=c why=live"_s,
                                   u"server.sent B conn=2 update=1 channel=c why=live"_s,
                                   u"server.sent C conn=3 update=1 channel=c why=live"_s,
                                   u"link.cut B conn=2 t=2"_s,
                                   u"link.message C conn=3 n=1 dir=down opcode=text"_s,
                               }));
        // A's is on its way and nobody will know what becomes of it; B's page did not tell any more; C was
        // never a page.
        const std::vector<Event> told = ledger.finish(3 * kSecond + 400'000);
        QCOMPARE(story::lines(told),
                 QStringList{u"update.missed B conn=2 n=1 update=1 channel=c why=lost"_s});
        QCOMPARE(told.front().t, 3 * kSecond + 400'000);
        QCOMPARE(QString::fromUtf8(
                     QJsonDocument(ledger.toJson(3 * kSecond + 400'000)).toJson(QJsonDocument::Compact)),
                 u"{\"A\":{\"connections\":1,\"delivered\":0,\"duplicated\":0,\"in_flight\":1,\"missed\":0,"
                 u"\"missed_before\":0,\"published\":1,"
                 "\"recovered\":0,\"stale_s\":0},"
                 "\"B\":{\"connections\":1,\"delivered\":0,\"duplicated\":0,\"missed\":1,\"missed_before\":0,"
                 "\"published\":1,"
                 "\"recovered\":0,\"stale_s\":2},"
                 "\"C\":{\"connections\":1,\"delivered\":1,\"duplicated\":0,\"missed\":0,\"missed_before\":0,"
                 "\"published\":1,"
                 "\"recovered\":0,\"stale_s\":0}}"_s);
    }

    // Everything that a page says tells how far it has reported, also what stands last among its kinds.
    void everyPageEventSpeaksOfItsConnection_data()
    {
        QTest::addColumn<QString>("kind");
        for (std::size_t i = 0; i < kEventKinds; ++i) {
            const auto kind = static_cast<Kind>(i);
            const QString name = kindName(kind);
            if (name.startsWith(u"page."_s) && kind != Kind::PageLoaded && kind != Kind::PageClosed)
                QTest::newRow(qPrintable(name)) << name;
        }
    }
    void everyPageEventSpeaksOfItsConnection()
    {
        QFETCH(QString, kind);
        Ledger ledger; // nobody said that A is a page
        for (const QString &line :
             {u"link.accepted A conn=1 t=1"_s, u"server.opened A conn=1 channel=c t=1"_s,
              kind + u" A conn=1 t=1.1"_s, u"server.published update=1 channel=c t=2"_s,
              u"server.sent A conn=1 n=1 update=1 channel=c why=live t=2"_s,
              u"link.message A conn=1 n=1 update=1 channel=c dir=down opcode=text t=2"_s})
            ledger.consume(story::event(line));
        // The page will say when it has it: the link's word does not count.
        QCOMPARE(ledger.summary(u"A"_s, 3 * kSecond).inFlight, 1);
    }

    // What only an attached server knows is unknown; what its ids tell is told, also when a trace is opened
    // again.
    void behindAnAttachedServer()
    {
        QStringList lines{u"server.attached url=http://localhost:8000/"_s,
                          u"link.accepted A conn=1 transport=sse path=/s"_s};
        for (const int id : {1, 2, 3})
            lines << u"link.message A conn=1 n=%1 dir=down opcode=event id=%1 text=x%1"_s.arg(id);
        lines << u"link.lost A conn=1 n=4 dir=down opcode=event why=fault"_s
              << u"link.message A conn=1 n=5 dir=down opcode=event id=5 text=x5"_s;
        Ledger ledger;
        QVERIFY(ledger.known());
        QStringList derived;
        for (const QString &line : lines) {
            for (const Event &told : ledger.consume(story::event(line)))
                derived << QString(kindName(told.kind)) + u' ' +
                               QString::fromUtf8(
                                   QJsonDocument(told.data.toJson()).toJson(QJsonDocument::Compact));
        }
        QVERIFY(!ledger.known());
        QCOMPARE(derived, QStringList{uR"(update.missed {"channel":"/s","first":4,"last":4,"why":"id"})"_s});
        const LedgerSummary summary = ledger.summary(u"A"_s, kSecond);
        QVERIFY(!summary.known);
        QCOMPARE(summary.connections, 1);
        QCOMPARE(summary.missed, 0);
        QCOMPARE(summary.ids, (StreamReaders::Counts{4, 1, 0, 0}));
        QCOMPARE(QString::fromUtf8(QJsonDocument(ledger.toJson(kSecond)).toJson(QJsonDocument::Compact)),
                 uR"({"A":{"connections":1,"delivered":null,"duplicated":null,"ids":{"duplicated":0,)"_s
                 uR"("missed":1,"recovered":0,"seen":4},"missed":null,"missed_before":null,"published":null,)"
                 uR"("recovered":null,"stale_s":null}})");
    }
};

QTEST_GUILESS_MAIN(LedgerTest)
#include "tst_ledger.moc"
