#include "story.h"

#include <trace/ledger/ledgerevents.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;
using What = Outcome::What;

class LedgerEventsTest : public QObject
{
    Q_OBJECT

private:
    static Event trigger()
    {
        Event event = story::event(u"page.message B conn=7 n=8 update=9 t=2"_s);
        event.id = 5;
        return event;
    }

private Q_SLOTS:
    void outcomes_data()
    {
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<QString>("line");
        QTest::newRow("before") << Outcome{What::MissedBefore, 3}
                                << u"update.missed A update=3 cause=5 channel=c why=before"_s;
        QTest::newRow("away") << Outcome{What::MissedAway, 3}
                              << u"update.missed A update=3 cause=5 channel=c why=away"_s;
        QTest::newRow("lost") << Outcome{What::MissedLost, 3, ConnectionId(1), 2}
                              << u"update.missed A conn=1 n=2 update=3 cause=5 channel=c why=lost"_s;
        QTest::newRow("undone") << Outcome{What::MissedUndone, 3, ConnectionId(1), 2}
                                << u"update.missed A conn=1 n=2 update=3 cause=5 channel=c why=undone"_s;
        QTest::newRow("replay") << Outcome{What::RecoveredByReplay, 3, ConnectionId(1), 2}
                                << u"update.recovered A conn=1 n=2 update=3 cause=5 by=replay channel=c"_s;
        QTest::newRow("snapshot")
            << Outcome{What::RecoveredBySnapshot, 3, ConnectionId(1), 2}
            << u"update.recovered A conn=1 n=2 update=3 cause=5 by=snapshot channel=c"_s;
        QTest::newRow("again") << Outcome{What::Duplicated, 3, ConnectionId(1), 2}
                               << u"update.duplicated A conn=1 n=2 update=3 cause=5 channel=c"_s;
    }
    void outcomes()
    {
        QFETCH(Outcome, outcome);
        const Event event = outcomeEvent(trigger(), u"A"_s, u"c"_s, outcome);
        QTEST(story::line(event), "line");
        QCOMPARE(event.t, 2 * kSecond);
        QCOMPARE(event.id, EventId(0));
    }

    void gaps()
    {
        const Event opened = gapOpened(trigger(), u"A"_s, ConnectionId(1), u"c"_s);
        QCOMPARE(story::line(opened), u"gap.opened A conn=1 cause=5 channel=c"_s);
        QCOMPARE(opened.t, 2 * kSecond);
        const Event closed = gapClosed(trigger(), u"A"_s, ConnectionId(2), u"c"_s, {1500 * kMillisecond, 4});
        QCOMPARE(story::line(closed), u"gap.closed A conn=2 cause=5 channel=c missed=4 seconds=1.5"_s);
    }
};

QTEST_GUILESS_MAIN(LedgerEventsTest)
#include "tst_ledgerevents.moc"
