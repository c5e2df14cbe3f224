#include <app/pages/pagehead.h>

#include <page/pagestate.h>
#include <trace/ledger/ledger.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestPageHead : public QObject
{
    Q_OBJECT

    static PageState page(PagePhase phase, int attempt = 0, Nanoseconds due = 0, int code = 0)
    {
        PageState state;
        state.loaded = true;
        PageConnection connection;
        connection.phase = phase;
        connection.attempt = attempt;
        connection.due = due;
        connection.code = code;
        state.connections = {connection};
        return state;
    }

private Q_SLOTS:
    void thePillSaysWhereTheConnectionStands()
    {
        const Nanoseconds now = 10 * kSecond;
        QCOMPARE(pageHeadline(page(PagePhase::Open), {}, now), (Headline{u"open"_s, Role::Live, false}));
        QCOMPARE(pageHeadline(page(PagePhase::Connecting), {}, now).text, u"connecting"_s);
        QCOMPARE(pageHeadline(page(PagePhase::Connecting, 2), {}, now).text, u"connecting · attempt 2"_s);
        QCOMPARE(pageHeadline(page(PagePhase::Backoff, 3, now + 1800 * kMillisecond), {}, now),
                 (Headline{u"back-off 3 · 1.8 s"_s, Role::Wait, false}));
        QCOMPARE(pageHeadline(page(PagePhase::Closed, 0, 0, 1000), {}, now),
                 (Headline{u"closed 1000"_s, Role::Lost, true}));
        QCOMPARE(pageHeadline(PageState{}, {}, now).text, u"loading"_s);
    }

    void aFrozenLinkIsNothingThatThePageKnows()
    {
        LinkStatus frozen;
        frozen.frozen = true;
        QCOMPARE(pageHeadline(page(PagePhase::Open), frozen, 0), (Headline{u"frozen"_s, Role::Wait, false}));
    }

    void aWaitThatIsOverIsNotNegative()
    {
        QCOMPARE(pageHeadline(page(PagePhase::Backoff, 1, kSecond), {}, 3 * kSecond).text,
                 u"back-off 1 · 0 ms"_s);
    }

    void theLedgerSaysHowFarItIsBehind()
    {
        LedgerSummary summary;
        QCOMPARE(ledgerHeadline(summary).text, QString());
        summary.connections = 1;
        summary.published = 4;
        QCOMPARE(ledgerHeadline(summary), (Headline{u"up to date"_s, Role::Live, false}));
        summary.behind = 3;
        summary.stale = true;
        summary.staleSince = 12'400 * kMillisecond;
        QCOMPARE(ledgerHeadline(summary), (Headline{u"behind by 3"_s, Role::Lost, false}));
        QCOMPARE(missedNote(summary), u"3 updates missed since 12.4 s — the page does not know"_s);
        summary.behind = 1;
        QCOMPARE(missedNote(summary), u"1 update missed since 12.4 s — the page does not know"_s);
        summary.stale = false; // nothing is missed yet: it is on its way, or held
        QCOMPARE(missedNote(summary), u"1 update is on its way, and late"_s);
        summary.behind = 0;
        QCOMPARE(missedNote(summary), QString());
    }
};

QTEST_MAIN(TestPageHead)
#include "tst_pagehead.moc"
