#include <trace/ledger/account.h>

#include <QTest>

using namespace swapscope;
using What = Outcome::What;

namespace swapscope {

char *toString(const Outcomes &outcomes)
{
    constexpr std::array kNames = {"before", "away", "lost", "undone", "replay", "snapshot", "duplicated"};
    QStringList lines;
    for (const Outcome &outcome : outcomes) {
        lines += QStringLiteral("%1 %2 on %3/%4")
                     .arg(QLatin1StringView(kNames[static_cast<std::size_t>(outcome.what)]))
                     .arg(outcome.update)
                     .arg(outcome.conn.number())
                     .arg(outcome.n);
    }
    return qstrdup(qPrintable(lines.join(QStringLiteral(", "))));
}

} // namespace swapscope

class AccountTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMeterAddsSpans()
    {
        SpanMeter meter;
        meter.stop(5);
        QCOMPARE(meter.total(9), 0);
        meter.start(10);
        meter.start(8); // it began earlier than was known
        meter.start(12);
        QCOMPARE(meter.since(), 8);
        QCOMPARE(meter.total(11), 3);
        QCOMPARE(meter.total(7), 0);
        meter.stop(20);
        QCOMPARE(meter.total(100), 12);
        meter.start(15); // spans do not overlap
        meter.stop(22);
        QCOMPARE(meter.total(100), 14);
        meter.start(30);
        meter.stop(29); // late news do not make time negative
        QCOMPARE(meter.total(100), 14);
    }

    void publishedBeforeTheFirstConnection()
    {
        Account account(0);
        Outcomes outcomes;
        account.opened(ConnectionId(1), 20);
        account.publishedBefore(4, 10, outcomes);
        account.publishedBefore(5, 12, outcomes);
        QCOMPARE(outcomes, (Outcomes{{What::MissedBefore, 4}, {What::MissedBefore, 5}}));
        QCOMPARE(account.counts(), (Account::Counts{.published = 2, .missed = 2, .missedBefore = 2}));
        QCOMPARE(account.stale().since(), 10); // it lacks it since then, though nobody knew

        outcomes.clear();
        account.covered({0, 4}, {}, ConnectionId(1), 1, 21, outcomes);
        account.arrived({0, 5}, true, false, ConnectionId(1), 2, 22, outcomes);
        QCOMPARE(outcomes, (Outcomes{{What::RecoveredBySnapshot, 4, ConnectionId(1), 1},
                                     {What::RecoveredByReplay, 5, ConnectionId(1), 2}}));
        QVERIFY(!account.stale().running());
    }

    void publishedWhileAway()
    {
        Account account(0);
        Outcomes outcomes;
        account.opened(ConnectionId(1), 0);
        QVERIFY(account.ended(ConnectionId(1), 10));
        QVERIFY(!account.ended(ConnectionId(1), 11));
        account.published(1, 12, outcomes);
        account.published(2, 13, outcomes);
        QCOMPARE(outcomes, (Outcomes{{What::MissedAway, 1}, {What::MissedAway, 2}}));
        const auto gap = account.opened(ConnectionId(2), 30);
        QVERIFY(gap.has_value());
        QCOMPARE(gap->length, 20);
        QCOMPARE(gap->missed, 2);
        QCOMPARE(account.missing(), 2);
        QCOMPARE(account.stale().since(), 12);

        outcomes.clear();
        account.arrived({0, 1}, true, false, ConnectionId(2), 1, 31, outcomes);
        QVERIFY(account.stale().running());
        account.arrived({0, 2}, true, false, ConnectionId(2), 2, 32, outcomes);
        QCOMPARE(outcomes, (Outcomes{{What::RecoveredByReplay, 1, ConnectionId(2), 1},
                                     {What::RecoveredByReplay, 2, ConnectionId(2), 2}}));
        QCOMPARE(account.stale().total(100), 20);
    }

    void lostOnTheLastConnectionOnly()
    {
        Account account(0);
        Outcomes outcomes;
        account.opened(ConnectionId(1), 0);
        account.opened(ConnectionId(2), 0);
        account.published(7, 5, outcomes);
        account.sentLive({0, 7}, ConnectionId(1), 3, outcomes);
        account.sentLive({0, 7}, ConnectionId(2), 4, outcomes);
        account.over(ConnectionId(1), outcomes);
        QCOMPARE(outcomes, Outcomes{});
        QCOMPARE(account.inFlight(), 1);
        account.over(ConnectionId(2), outcomes);
        QCOMPARE(outcomes, (Outcomes{{What::MissedLost, 7, ConnectionId(2), 4}}));
        QCOMPARE(account.stale().since(), 5);
    }

    void sentButNotLiveIsMissed()
    {
        Account account(0);
        Outcomes outcomes;
        account.opened(ConnectionId(1), 0);
        account.published(1, 1, outcomes); // the connection waits for its cursor
        account.published(2, 2, outcomes);
        account.sentLive({0, 2}, ConnectionId(1), 5, outcomes);
        account.catchingUp({0, 2}, ConnectionId(1), outcomes);
        QCOMPARE(outcomes, (Outcomes{{What::MissedAway, 1}}));
        outcomes.clear();
        account.covered({0, 2}, {}, ConnectionId(1), 4, 3, outcomes);
        QCOMPARE(outcomes, (Outcomes{{What::RecoveredBySnapshot, 1, ConnectionId(1), 4}}));
        account.arrived({0, 2}, false, false, ConnectionId(1), 5, 4, outcomes);
        QCOMPARE(account.counts(),
                 (Account::Counts{.published = 2, .delivered = 1, .missed = 1, .recoveredBySnapshot = 1}));
    }

    void coveredBeforeItIsKnownToBeLost()
    {
        Account account(0);
        Outcomes outcomes;
        account.opened(ConnectionId(1), 0);
        account.published(1, 1, outcomes);
        account.opened(ConnectionId(2), 2);
        account.covered({0, 1}, {}, ConnectionId(2), 1, 3, outcomes);
        QCOMPARE(outcomes, Outcomes{});
        QCOMPARE(account.inFlight(), 1); // its own connection may still bring it
        account.lost({0, 1}, ConnectionId(1), outcomes);
        QCOMPARE(outcomes,
                 (Outcomes{{What::MissedLost, 1, ConnectionId(1), 0}, {What::RecoveredBySnapshot, 1}}));
        QVERIFY(!account.stale().running());
    }

    void aSecondCopyIsADuplicate()
    {
        Account account(0);
        Outcomes outcomes;
        account.opened(ConnectionId(1), 0);
        account.opened(ConnectionId(2), 0);
        account.published(1, 1, outcomes);
        account.arrived({0, 1}, false, false, ConnectionId(1), 1, 2, outcomes);
        account.arrived({0, 1}, false, false, ConnectionId(2), 1, 3,
                        outcomes); // each connection has its live copy
        QCOMPARE(outcomes, Outcomes{});
        account.arrived({0, 1}, false, true, ConnectionId(2), 2, 4, outcomes);
        account.arrived({0, 1}, true, false, ConnectionId(3), 1, 5, outcomes);
        QCOMPARE(outcomes, (Outcomes{{What::Duplicated, 1, ConnectionId(2), 2},
                                     {What::Duplicated, 1, ConnectionId(3), 1}}));
        account.newDocument({});
        account.arrived({0, 1}, true, false, ConnectionId(4), 1, 6, outcomes);
        QCOMPARE(account.counts(), (Account::Counts{.published = 1, .delivered = 1, .duplicated = 2}));
    }

    void aSnapshotUndoesWhatOvertookIt()
    {
        Account account(0);
        Outcomes outcomes;
        account.opened(ConnectionId(1), 0);
        for (qint64 update = 1; update <= 3; ++update) {
            account.published(update, update, outcomes);
            account.arrived({0, update}, false, false, ConnectionId(1), static_cast<int>(update), 10,
                            outcomes);
        }
        NumberSet before;
        before.insert(2);
        before.insert(3);
        account.covered({0, 2}, before, ConnectionId(1), 4, 20, outcomes);
        QCOMPARE(outcomes, (Outcomes{{What::MissedUndone, 3, ConnectionId(1), 4}}));
        QCOMPARE(account.lacking(), (std::vector<qint64>{3}));
        QVERIFY(account.stale().running());
        QCOMPARE(account.counts(), (Account::Counts{.published = 3, .delivered = 2, .missed = 1}));

        account.arrived({0, 3}, false, true, ConnectionId(1), 5, 21,
                        outcomes); // its second copy is no duplicate
        account.covered({0, 2}, before, ConnectionId(1), 6, 22,
                        outcomes); // nor is this one told twice as missed
        QCOMPARE(account.counts(), (Account::Counts{.published = 3, .delivered = 2, .missed = 1}));
        account.covered({0, 3}, before, ConnectionId(1), 7, 23, outcomes);
        QCOMPARE(outcomes, (Outcomes{{What::MissedUndone, 3, ConnectionId(1), 4},
                                     {What::RecoveredByReplay, 3, ConnectionId(1), 5},
                                     {What::MissedUndone, 3, ConnectionId(1), 6},
                                     {What::RecoveredBySnapshot, 3, ConnectionId(1), 7}}));
        QCOMPARE(account.counts(),
                 (Account::Counts{.published = 3, .delivered = 2, .missed = 1, .recoveredBySnapshot = 1}));
        QVERIFY(!account.stale().running());
    }

    void anEpochEnds()
    {
        Account account(0);
        Outcomes outcomes;
        account.opened(ConnectionId(1), 0);
        account.published(1, 1, outcomes);
        account.lost({0, 1}, ConnectionId(1), outcomes);
        account.published(2, 2, outcomes);
        account.newEpoch(1, 10);
        QCOMPARE(account.missing(), 0);
        QCOMPARE(account.stale().total(100), 9);
        QCOMPARE(account.inFlight(), 1);
        account.published(1, 11, outcomes);
        outcomes.clear();
        account.arrived({1, 1}, false, false, ConnectionId(1), 3, 12, outcomes);
        account.over(ConnectionId(1),
                     outcomes); // update 2 of the old numbering is lost for good, and makes nobody stale
        QCOMPARE(outcomes, (Outcomes{{What::MissedLost, 2, ConnectionId(1), 0}}));
        QVERIFY(!account.stale().running());
        account.covered({1, 9}, {}, ConnectionId(2), 1, 13, outcomes);
        QCOMPARE(account.counts(), (Account::Counts{.published = 3, .delivered = 1, .missed = 2}));
    }

    void whatIsInFlightSinceWhen()
    {
        Account account(0);
        Outcomes outcomes;
        account.opened(ConnectionId(1), 0);
        account.published(1, 1, outcomes);
        account.published(2, 5, outcomes);
        QCOMPARE(account.inFlightSince(4), 1);
        account.arrived({0, 1}, false, false, ConnectionId(1), 1, 6, outcomes);
        QCOMPARE(account.inFlight(), 1);
        QCOMPARE(account.counts(), (Account::Counts{.published = 2, .delivered = 1}));
    }

    // What is worked through after a run's time was over belongs to its counts, not to its times.
    void staleTimesEndWithTheRun()
    {
        Account account(0);
        Outcomes outcomes;
        account.published(1, 10, outcomes); // nobody is there
        QVERIFY(account.stale().running());
        account.endTimes(15);
        QCOMPARE(account.stale().total(100), 5);
        account.opened(ConnectionId(1), 20);
        account.arrived({0, 1}, true, false, ConnectionId(1), 1, 30, outcomes);
        QCOMPARE(account.stale().total(100), 5);
        account.ended(ConnectionId(1), 40);
        account.published(2, 50, outcomes);
        QCOMPARE(account.stale().total(100), 5);
        QCOMPARE(account.counts(), (Account::Counts{.published = 2, .missed = 2, .recoveredByReplay = 1}));
    }

    void whatIsOnItsWayIsCountedByItsAge()
    {
        Account account(0);
        Outcomes outcomes;
        account.opened(ConnectionId(1), 0);
        account.published(1, 1, outcomes);
        account.published(2, 5, outcomes);
        QCOMPARE(account.inFlightSince(4), 1);
        account.arrived({0, 1}, false, false, ConnectionId(1), 1, 6, outcomes);
        QCOMPARE(account.inFlightSince(4), 0);
        QCOMPARE(account.inFlightSince(5), 1);
        QCOMPARE(account.inFlightSince(2), 0); // another moment
        account.published(3, 7, outcomes);
        QCOMPARE(account.inFlightSince(9), 2);
        account.over(ConnectionId(1), outcomes);
        QCOMPARE(account.inFlightSince(9), 0);
    }
};

QTEST_GUILESS_MAIN(AccountTest)
#include "tst_account.moc"
