#include <trace/ledger/account.h>
#include <trace/ledger/ledgersummary.h>

#include <QJsonDocument>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class LedgerSummaryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofAnAccount()
    {
        Outcomes outcomes;
        Account account(0);
        account.opened(ConnectionId(1), 0);
        account.published(1, kSecond, outcomes);
        account.arrived({0, 1}, false, false, ConnectionId(1), 1, kSecond, outcomes);
        account.published(2, 2 * kSecond, outcomes);
        QCOMPARE(summaryOf(account, 2900 * kMillisecond),
                 (LedgerSummary{.published = 2, .delivered = 1, .inFlight = 1}));
        QCOMPARE(summaryOf(account, 3 * kSecond).behind, 1); // in flight for a second
        account.over(ConnectionId(1), outcomes);
        account.ended(ConnectionId(1), 3 * kSecond);
        QCOMPARE(summaryOf(account, 5 * kSecond), (LedgerSummary{.published = 2,
                                                                 .delivered = 1,
                                                                 .missed = 1,
                                                                 .behind = 1,
                                                                 .inGap = true,
                                                                 .gapSince = 3 * kSecond,
                                                                 .stale = true,
                                                                 .staleSince = 2 * kSecond,
                                                                 .staleFor = 3 * kSecond}));
    }

    void channelsAddUp()
    {
        const LedgerSummary quiet{.published = 1, .delivered = 1};
        const LedgerSummary late{.published = 3,
                                 .missed = 2,
                                 .recoveredByReplay = 1,
                                 .inFlight = 1,
                                 .behind = 1,
                                 .inGap = true,
                                 .gapSince = 5,
                                 .stale = true,
                                 .staleSince = 6,
                                 .staleFor = 7};
        LedgerSummary early = late;
        early.gapSince = 3;
        early.recoveredBySnapshot = 1;
        early.duplicated = 4;
        LedgerSummary sum{.connections = 2};
        for (const LedgerSummary &channel : {quiet, late, early, late})
            addChannel(&sum, channel);
        QCOMPARE(sum, (LedgerSummary{.connections = 2,
                                     .published = 10,
                                     .delivered = 1,
                                     .missed = 6,
                                     .recoveredByReplay = 3,
                                     .recoveredBySnapshot = 1,
                                     .duplicated = 4,
                                     .inFlight = 3,
                                     .behind = 3,
                                     .inGap = true,
                                     .gapSince = 3})); // stale times are told apart from this
    }

    void staleTimes()
    {
        SpanMeter meter;
        meter.start(1);
        meter.stop(3);
        LedgerSummary sum;
        setStale(&sum, meter, 10);
        QCOMPARE(sum, (LedgerSummary{.staleFor = 2}));
        meter.start(8);
        setStale(&sum, meter, 10);
        QCOMPARE(sum, (LedgerSummary{.stale = true, .staleSince = 8, .staleFor = 4}));
    }

    void json_data()
    {
        QTest::addColumn<LedgerSummary>("summary");
        QTest::addColumn<QString>("json");
        QTest::newRow("an account")
            << LedgerSummary{.connections = 2,
                             .published = 9,
                             .delivered = 4,
                             .missed = 5,
                             .missedBefore = 1,
                             .recoveredByReplay = 1,
                             .recoveredBySnapshot = 2,
                             .duplicated = 7,
                             .staleFor = 2 * kSecond + 400'000}
            << uR"({"connections":2,"delivered":4,"duplicated":7,"missed":5,"missed_before":1,)"
               uR"("published":9,"recovered":3,"stale_s":2})"_s;
        QTest::newRow("what an attached server does not tell")
            << LedgerSummary{.connections = 1, .known = false, .ids = {4, 1, 0, 3}}
            << uR"({"connections":1,"delivered":null,"duplicated":null,"ids":{"duplicated":3,"missed":1,)"
               uR"("recovered":0,"seen":4},"missed":null,"missed_before":null,"published":null,"recovered":null,)"
               uR"("stale_s":null})"_s;
    }
    void json()
    {
        QFETCH(LedgerSummary, summary);
        QTEST(QString::fromUtf8(QJsonDocument(summaryJson(summary)).toJson(QJsonDocument::Compact)), "json");
    }
};

QTEST_GUILESS_MAIN(LedgerSummaryTest)
#include "tst_ledgersummary.moc"
