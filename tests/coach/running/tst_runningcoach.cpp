#include "playbook.h"

#include "../../trace/story.h"

#include <coach/running/runningcoach.h>

#include <QJsonArray>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestRunningCoach : public QObject
{
    Q_OBJECT

    const QStringList missed = playbook::page(u"A"_s, u"4"_s) +
                               QStringList{u"page.swapMissed A t=1 conn=1 target=#x style=innerHTML"_s};

private Q_SLOTS:
    void keepsSilenceWhereItIsToldTo()
    {
        QCOMPARE(playbook::derived(missed).size(), 1U);
        QVERIFY(playbook::derived(missed, {u"target.missing"_s}).empty());
        QCOMPARE(playbook::derived(missed, {u"page.grows"_s}).size(), 1U);
    }

    // Its own findings are no evidence, so that a trace from a file says the same again.
    void doesNotReadWhatItSaid()
    {
        RunningCoach coach;
        RunModel model;
        for (const Event &event : playbook::derived(missed)) {
            model.push(event);
            QVERIFY(coach.consume(event, model).empty());
        }
    }

    // The line of the evidence is the cause, the moment that of the event.
    void saysWhenAndBecauseOfWhat()
    {
        const Event event = playbook::derived(missed).front();
        QCOMPARE(event.kind, Kind::FindingRaised);
        QCOMPARE(event.t, kSecond);
        QCOMPARE(event.cause, EventId(5));
        QCOMPARE(event.data[Field::Severity].toString(), u"error"_s);
        QCOMPARE(event.data[Field::Events].toArray(), QJsonArray{5});
    }

    // What ends at the end of a run is meant to end.
    void saysNothingWhileTheRunIsEnded()
    {
        QVERIFY(playbook::derived(playbook::page(u"A"_s, u"2"_s) +
                                  QStringList{u"server.stopped t=0.5 reason=quit"_s,
                                              u"page.swapMissed A t=1 conn=1 target=#x"_s, u"at 70"_s})
                    .empty());
    }
};

QTEST_GUILESS_MAIN(TestRunningCoach)
#include "tst_runningcoach.moc"
