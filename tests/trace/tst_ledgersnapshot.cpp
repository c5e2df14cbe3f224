#include "story.h"

#include <trace/ledger/ledger.h>
#include <trace/ledger/ledgersnapshot.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class LedgerSnapshotTest : public QObject
{
    Q_OBJECT

    // A got the first update of two; the second is on its way. B missed it.
    static Ledger room()
    {
        Ledger ledger;
        ledger.expectPage(u"A"_s);
        for (const Event &event : story::events(
                 {u"server.opened A t=1 conn=1 transport=ws channel=room"_s,
                  u"server.opened B t=1 conn=2 transport=ws channel=room"_s,
                  u"server.published t=2 update=1 channel=room"_s,
                  u"server.sent A t=2 conn=1 n=1 update=1 channel=room why=live"_s,
                  u"server.sent B t=2 conn=2 n=1 update=1 channel=room why=live"_s,
                  u"page.message A t=2.1 conn=1 n=1 update=1 channel=room"_s,
                  u"server.closed B t=3 conn=2 code=1006"_s, u"server.published t=4 update=2 channel=room"_s,
                  u"server.sent A t=4 conn=1 n=2 update=2 channel=room why=live"_s}))
            ledger.consume(event);
        return ledger;
    }

private Q_SLOTS:
    void nothingIsInAnEmptyOne()
    {
        const LedgerSnapshot none;
        QVERIFY(none.known());
        QVERIFY(!none.moves());
        QCOMPARE(none.clients(), QStringList());
        QCOMPARE(none.channelsOf(u"A"_s), QStringList());
        QCOMPARE(none.summary(u"A"_s, kSecond), LedgerSummary());
        QCOMPARE(none.toJson(0), QJsonObject());
    }

    void saysWhatTheLedgerSays()
    {
        const Ledger ledger = room();
        const Nanoseconds now = 7 * kSecond;
        const LedgerSnapshot snapshot(ledger, now);
        QVERIFY(snapshot.moves());
        QCOMPARE(snapshot.clients(), ledger.clients());
        for (const QString &client : ledger.clients()) {
            QCOMPARE(snapshot.summary(client, now), ledger.summary(client, now));
            QCOMPARE(snapshot.channelsOf(client), ledger.channelsOf(client));
            QCOMPARE(snapshot.summary(client, u"room"_s, now), ledger.summary(client, u"room"_s, now));
        }
        QCOMPARE(snapshot.summary(u"A"_s, u"hall"_s, now), LedgerSummary());
        QCOMPARE(snapshot.toJson(now), ledger.toJson(now));
    }

    // The ledger goes on without it; times go on to the moment that is asked for.
    void countsStandAndTimesGoOn()
    {
        Ledger ledger = room();
        const LedgerSnapshot snapshot(ledger, 5 * kSecond);
        const LedgerSummary before = snapshot.summary(u"B"_s, 9 * kSecond);
        QCOMPARE(before.missed, 1);
        QCOMPARE(before.staleFor, 5 * kSecond); // since 4 s
        for (const Event &event : story::events({u"server.published t=6 update=3 channel=room"_s}))
            ledger.consume(event);
        QCOMPARE(snapshot.summary(u"B"_s, 9 * kSecond), before);
        QCOMPARE(ledger.summary(u"B"_s, 9 * kSecond).missed, 2);
    }

    void timesEndWithTheRun()
    {
        Ledger ledger = room();
        ledger.endTimes(6 * kSecond);
        const LedgerSnapshot snapshot(ledger, 8 * kSecond, 6 * kSecond);
        QCOMPARE(snapshot.summary(u"B"_s, 9 * kSecond).staleFor, 2 * kSecond);
        const LedgerSnapshot earlier(ledger, 5 * kSecond, 6 * kSecond);
        QCOMPARE(earlier.summary(u"B"_s, 9 * kSecond).staleFor, 2 * kSecond);
    }
};

QTEST_GUILESS_MAIN(LedgerSnapshotTest)
#include "tst_ledgersnapshot.moc"
