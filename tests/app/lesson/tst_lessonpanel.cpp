#include <app/lesson/lessonpanel.h>
#include <app/lesson/steprow.h>
#include <app/widgets/theme.h>

#include <QApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestLessonPanel : public QObject
{
    Q_OBJECT

    static QList<StepRow::Look> looks(const LessonPanel &panel)
    {
        QList<StepRow::Look> list;
        for (const StepRow *row : panel.findChildren<StepRow *>())
            list += row->look();
        return list;
    }

private Q_SLOTS:
    void asHighAsItAsksForItNeedsNoScrollBar()
    {
        applyTheme(*qApp, Theme::light());
        LessonPanel panel;
        panel.setSteps(
            {{u"Type a message in A, or let the others talk: each line is swapped into both pages."_s, true,
              false, 0},
             {u"Cut client B for five seconds while the others keep talking."_s, true, false, 0},
             {u"Find the blue lines: that is the catch-up. Set it to none and cut B again."_s, true, false,
              0}});
        panel.resize(469, 400);
        panel.show();
        QCoreApplication::processEvents();
        panel.resize(469, panel.sizeHint().height());
        QTRY_COMPARE(panel.findChild<QScrollArea *>()->verticalScrollBar()->maximum(), 0);
    }

    void theFirstUndoneStepIsTheCurrentOne()
    {
        LessonPanel panel;
        panel.setSteps(
            {{u"Send"_s, true, true, 7}, {u"Cut"_s, true, false, 0}, {u"Watch"_s, true, false, 0}});
        QCOMPARE(panel.done(), 1);
        QCOMPARE(panel.currentStep(), 1);
        QCOMPARE(looks(panel), (QList{StepRow::Look::Done, StepRow::Look::Current, StepRow::Look::Ahead}));
        panel.setSteps({{u"Send"_s, true, true, 7}, {u"Cut"_s, true, true, 9}, {u"Watch"_s, true, false, 0}});
        QCOMPARE(panel.currentStep(), 2);
        QCOMPARE(looks(panel).last(), StepRow::Look::Current);
    }

    void aDoneStepShowsWhatTickedIt()
    {
        LessonPanel panel;
        panel.setSteps({{u"Send"_s, true, true, 7}});
        QSignalSpy evidence(&panel, &LessonPanel::evidenceRequested);
        QTest::mouseClick(panel.findChild<StepRow *>(), Qt::LeftButton);
        QCOMPARE(evidence.size(), 1);
        QCOMPARE(evidence[0][0].value<EventId>(), EventId(7));
    }

    void aStepWithoutAConditionIsTickedByHandWhenItsTurnHasCome()
    {
        LessonPanel panel;
        panel.setSteps({{u"Think"_s, false, false, 0}, {u"Think again"_s, false, false, 0}});
        QSignalSpy tick(&panel, &LessonPanel::tickRequested);
        const QList<StepRow *> rows = panel.findChildren<StepRow *>();
        QTest::mouseClick(rows[1], Qt::LeftButton);
        QCOMPARE(tick.size(), 0);
        QTest::keyClick(rows[0], Qt::Key_Space);
        QCOMPARE(tick.size(), 1);
        QCOMPARE(tick[0][0].toInt(), 0);
    }

    void theStepWhoseTurnHasComeIsScrolledTo()
    {
        LessonPanel panel;
        panel.resize(300, 120);
        panel.show();
        std::vector<StepState> steps;
        for (int i = 0; i < 12; ++i)
            steps.push_back({u"Step"_s, true, false, 0});
        panel.setSteps(steps);
        const QList<StepRow *> rows = panel.findChildren<StepRow *>();
        const auto seen = [&](int row) {
            return rows[row]->visibleRegion().boundingRect().height() == rows[row]->height();
        };
        QTRY_VERIFY(seen(0));
        QTRY_VERIFY(!seen(9));
        for (std::size_t i = 0; i < 9; ++i)
            steps[i].done = true;
        panel.setSteps(steps);
        QTRY_VERIFY(seen(9));
    }

    void rowsSayTheirStateToAScreenReader()
    {
        LessonPanel panel;
        panel.setSteps({{u"Send"_s, true, true, 7}, {u"Cut"_s, true, false, 0}});
        const QList<StepRow *> rows = panel.findChildren<StepRow *>();
        QCOMPARE(rows[0]->accessibleName(), u"Step 1, done: Send"_s);
        QCOMPARE(rows[1]->accessibleName(), u"Step 2, to do now: Cut"_s);
    }
};

QTEST_MAIN(TestLessonPanel)
#include "tst_lessonpanel.moc"
