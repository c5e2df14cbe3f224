#include "playbook.h"

#include <coach/running/findinglog.h>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestFindingLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // What a rule says stands in the log as it was said.
    void readsWhatWasRaised()
    {
        FindingLog log;
        std::vector<Event> said =
            playbook::derived(playbook::page(u"A"_s, u"4"_s) +
                              QStringList{u"page.swapMissed A t=1 conn=1 target=#x style=innerHTML"_s});
        QCOMPARE(said.size(), 1U);
        said.front().id = 9;
        QVERIFY(log.take(said.front()));
        QCOMPARE(log.all().size(), 1U);
        const LoggedFinding &logged = log.all().front();
        QCOMPARE(logged.finding.rule, u"target.missing"_s);
        QCOMPARE(logged.finding.severity, Severity::Error);
        QCOMPARE(logged.finding.client, u"A"_s);
        QCOMPARE(logged.finding.conn, ConnectionId(1));
        QCOMPARE(logged.finding.events, std::vector<EventId>{5});
        QCOMPARE(logged.finding.versions, (QStringList{u"2"_s, u"4"_s}));
        QVERIFY(logged.finding.text.contains(u"#x"_s));
        QVERIFY(!logged.finding.why.isEmpty() && !logged.finding.advice.isEmpty());
        QCOMPARE(logged.raisedBy, EventId(9));
        QCOMPARE(logged.raised, kSecond);
        QVERIFY(logged.standing());
    }

    void notesWhatIsOver()
    {
        FindingLog log;
        for (const Event &event : playbook::derived(playbook::page(u"A"_s, u"4"_s) +
                                                    QStringList{u"page.swapMissed A t=1 conn=1 target=#x"_s,
                                                                u"page.swap A t=2 conn=1 target=#x"_s,
                                                                u"page.swapMissed A t=3 conn=1 target=#x"_s}))
            log.take(event);
        QCOMPARE(log.all().size(), 2U);
        QCOMPARE(log.all()[0].cleared, 2 * kSecond);
        QCOMPARE(log.all()[0].clearedWhy, u"The target is there now."_s);
        QVERIFY(log.all()[1].standing());
    }

    void readsThePlace()
    {
        FindingLog log;
        for (const Event &event : playbook::derived({u"script.error t=1 file=/s line=3 column=7 text=no"_s}))
            log.take(event);
        QCOMPARE(log.all().size(), 1U);
        const Finding &finding = log.all().front().finding;
        QCOMPARE(finding.file, u"/s"_s);
        QCOMPARE(finding.line, 3);
        QCOMPARE(finding.column, 7);
    }

    void takesNothingElse()
    {
        FindingLog log;
        QVERIFY(!log.take(playbook::event(u"page.open A conn=1"_s)));
        QVERIFY(!log.take(playbook::event(u"finding.cleared A rule=target.missing about=A·#x"_s)));
        QVERIFY(log.all().empty());
    }
};

QTEST_GUILESS_MAIN(TestFindingLog)
#include "tst_findinglog.moc"
