#include <session/lesson/steprecorder.h>
#include <trace/trace.h>

#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

void add(Trace &trace, Kind kind, const QString &client, const QJsonObject &data = {})
{
    Event event{.id = trace.size() + 1, .t = 0, .kind = kind, .client = client};
    event.data = Payload::fromJson(data);
    QVERIFY(trace.append(event));
}

} // namespace

class TestStepRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasDoneIsProposedWithWhatCameOfIt()
    {
        Trace trace;
        add(trace, Kind::PageSwap, u"A"_s, {{u"target"_s, u"#early"_s}});
        const RecordedAction cut{
            {.type = StepAction::Type::Fault,
             .command = {.client = u"B"_s, .fault = u"cut"_s, .ends = Ends::after(5 * kSecond)}},
            trace.size()};
        add(trace, Kind::PageSwap, u"A"_s, {{u"target"_s, u"#messages"_s}});
        add(trace, Kind::LinkCut, u"B"_s, {{u"for_s"_s, 5}});
        const RecordedAction cue{{.type = StepAction::Type::Cue, .name = u"Alice says hi"_s}, trace.size()};
        add(trace, Kind::PageSwap, u"A"_s, {{u"target"_s, u"#messages"_s}});
        const std::vector<LessonStep> steps = recordedSteps({cut, cue}, trace, 1, trace.size());
        QCOMPARE(steps.size(), 2u);
        QCOMPARE(steps[0].text, u"Cut client B off for 5s."_s);
        QCOMPARE(steps[0].show, u"network"_s);
        QVERIFY(steps[0].actions == std::vector<StepAction>{cut.action});
        const Condition wasCut{u"link.cut"_s, {{u"client"_s, FieldTest::equal(u"B"_s)}}};
        QVERIFY(steps[0].done == std::vector<Condition>{wasCut});
        QCOMPARE(steps[1].text, u"Run the cue “Alice says hi”."_s);
        const Condition swapped{
            u"page.swap"_s,
            {{u"client"_s, FieldTest::equal(u"A"_s)}, {u"target"_s, FieldTest::equal(u"#messages"_s)}}};
        QVERIFY(steps[1].done == std::vector<Condition>{swapped});
    }

    // An effect of the next thing is none of this one; without one the step is ticked by hand.
    void nothingIsProposedWhereNothingCameOfIt()
    {
        Trace trace;
        const RecordedAction cut{
            {.type = StepAction::Type::Fault, .command = {.client = u"B"_s, .fault = u"cut"_s}}, 0};
        const RecordedAction freeze{
            {.type = StepAction::Type::Fault, .command = {.client = u"B"_s, .fault = u"freeze"_s}}, 0};
        add(trace, Kind::LinkCut, u"A"_s);
        add(trace, Kind::LinkFrozen, u"B"_s);
        const std::vector<LessonStep> steps = recordedSteps({cut, freeze}, trace, 0, trace.size());
        QVERIFY(steps[0].done.empty());
        QCOMPARE(steps[1].done[0].kind, u"link.frozen"_s);
    }

    void whatIsDoneInThePagesIsRecordedByTheTrace()
    {
        Trace trace;
        add(trace, Kind::PageLoaded, u"A"_s);
        add(trace, Kind::PageSent, u"A"_s);
        add(trace, Kind::PageHidden, u"B"_s);
        add(trace, Kind::PageShown, u"B"_s);
        add(trace, Kind::PageLoaded, u"B"_s);
        QStringList texts;
        for (const LessonStep &step : recordedSteps({}, trace, 1, trace.size()))
            texts << step.text;
        QCOMPARE(texts, (QStringList{u"Send a message from the page of A."_s,
                                     u"Put the page of B into the background."_s,
                                     u"Bring the page of B back."_s, u"Load the page of B again."_s}));
    }
};

QTEST_GUILESS_MAIN(TestStepRecorder)
#include "tst_steprecorder.moc"
