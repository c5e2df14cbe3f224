#include "story.h"

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class LedgerNumberingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewScriptNumbersAnew()
    {
        Ledger ledger;
        const QStringList told =
            story::derived(ledger, story::joined({
                                       u"server.opened A conn=1 channel=c"_s,
                                       u"server.closed A conn=1 by=client t=1"_s,
                                       u"server.published update=1 channel=c t=2"_s,
                                       u"server.published update=2 channel=c t=3"_s,
                                       u"server.started t=4"_s,
                                       u"server.opened A conn=2 channel=c t=5"_s,
                                       u"server.sent A conn=2 why=snapshot t=6"_s,
                                       u"server.published update=1 channel=c t=7"_s,
                                       u"server.sent A conn=2 update=1 channel=c why=live t=7"_s,
                                       u"server.sent A conn=2 update=9 channel=c why=snapshot t=8"_s,
                                   }));
        QCOMPARE(told, QStringList({u"gap.opened A conn=1 cause=2 channel=c"_s,
                                    u"update.missed A update=1 cause=3 channel=c why=away"_s,
                                    u"update.missed A update=2 cause=4 channel=c why=away"_s,
                                    u"gap.closed A conn=2 cause=6 channel=c missed=2 seconds=4"_s}));
        const LedgerSummary sum = ledger.summary(u"A"_s, 10 * kSecond);
        QCOMPARE(sum,
                 (LedgerSummary{.connections = 2,
                                .published = 3,
                                .delivered = 1,
                                .missed = 2,
                                .staleFor = 4 * kSecond})); // from 2 s to the snapshot of the new numbering
        QCOMPARE(sum.lost(), 2);
        QCOMPARE(ledger.lacking(u"A"_s, u"c"_s), std::vector<qint64>()); // of the numbers that now count
    }

    void aDeployKeepsItsNumbers()
    {
        Ledger ledger;
        const QStringList told =
            story::derived(ledger, story::joined({
                                       u"server.opened A conn=1 channel=c"_s,
                                       u"server.published update=1 channel=c"_s,
                                       u"server.sent A conn=1 update=1 channel=c why=live"_s,
                                       u"server.stopped reason=restart"_s,
                                       u"server.closed A conn=1 by=server"_s,
                                       u"server.published update=2 channel=c"_s,
                                       u"server.started"_s,
                                       u"server.opened A conn=2 channel=c"_s,
                                       u"server.sent A conn=2 update=2 channel=c why=replay"_s,
                                   }));
        QCOMPARE(told,
                 QStringList({u"gap.opened A conn=1 cause=5 channel=c"_s,
                              u"update.missed A update=2 cause=6 channel=c why=away"_s,
                              u"gap.closed A conn=2 cause=8 channel=c missed=1 seconds=0.003"_s,
                              u"update.recovered A conn=2 n=1 update=2 cause=9 by=replay channel=c"_s}));
    }

    void aConnectionThatOutlivesTheNumbering()
    {
        Ledger ledger;
        const std::vector<Event> events = story::joined({
            u"link.accepted A conn=1"_s,
            u"page.connecting A conn=1"_s,
            u"server.opened A conn=1 channel=c"_s,
            u"server.published update=1 channel=c"_s,
            u"server.sent A conn=1 update=1 channel=c why=live"_s,
            u"server.published update=1 channel=c"_s, // the new script's first
            u"server.sent A conn=1 update=1 channel=c why=live"_s,
            u"link.message A conn=1 n=1 dir=down opcode=text"_s,
            u"link.message A conn=1 n=2 dir=down opcode=text"_s,
            u"page.message A conn=1 n=1"_s,
            u"page.message A conn=1 n=2"_s,
        });
        QCOMPARE(story::derived(ledger, events), QStringList{});
        QCOMPARE(ledger.summary(u"A"_s, kSecond),
                 (LedgerSummary{.connections = 1, .published = 2, .delivered = 2}));
    }

    void aServerThatDiedWithoutClosing()
    {
        Ledger ledger;
        QCOMPARE(story::derived(ledger, story::joined({
                                            u"server.opened A conn=1 channel=c"_s,
                                            u"server.published update=1 channel=c"_s,
                                            u"server.started"_s,
                                        })),
                 QStringList({u"gap.opened A conn=1 cause=3 channel=c"_s,
                              u"update.missed A conn=1 update=1 cause=3 channel=c why=lost"_s}));
    }
};

QTEST_GUILESS_MAIN(LedgerNumberingTest)
#include "tst_ledgernumbering.moc"
