#include <session/run.h>

#include <QTest>

using namespace swapscope;

class TestRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatHappenedIsTakenInOrder()
    {
        Run run;
        QCOMPARE(run.take(true).before, EventId(0));
        QCOMPARE(run.trace.size(), EventId(0));

        run.recorder.record({.kind = Kind::ServerStarted});
        run.recorder.record({.kind = Kind::PageLoaded, .client = QStringLiteral("A")});
        QCOMPARE(run.take(true).before, EventId(0));
        QCOMPARE(run.trace.size(), EventId(2));
        QCOMPARE(run.trace.at(1).kind, Kind::ServerStarted);
        QCOMPARE(run.trace.at(2).kind, Kind::PageLoaded);
        QCOMPARE(run.take(true).before, EventId(2));
        QCOMPARE(run.trace.size(), EventId(2));
    }

    void aConnectionIsOpenUntilThePageTellsOfItsEnd()
    {
        Run run;
        const QString a = QStringLiteral("A");
        run.recorder.record({.kind = Kind::PageOpen, .client = a, .conn = 1});
        run.recorder.record({.kind = Kind::PageOpen, .client = a, .conn = 2});
        run.take(true);
        QVERIFY(run.aPageIsOpen());
        run.recorder.record({.kind = Kind::PageClosed, .client = a, .conn = 2});
        run.recorder.record({.kind = Kind::LinkClosed, .client = a, .conn = 1});
        run.take(true);
        QVERIFY(run.aPageIsOpen());
        run.recorder.record({.kind = Kind::PageClosed, .client = a, .conn = 1});
        run.take(true);
        QVERIFY(!run.aPageIsOpen());
    }

    // However much has happened, a look has an end; what is left is taken first the next time.
    void aLookHasABudget()
    {
        Run run;
        for (int i = 0; i < 100; ++i)
            run.recorder.record({.kind = Kind::ServerStarted});
        run.take(true, 0);
        QCOMPARE(run.trace.size(), EventId(0));
        QCOMPARE(run.waiting(), 100U);
        run.recorder.record({.kind = Kind::ServerStopped});
        run.take(true);
        QCOMPARE(run.trace.size(), EventId(101));
        QCOMPARE(run.waiting(), 0U);
        QCOMPARE(run.trace.at(1).kind, Kind::ServerStarted);
        QCOMPARE(run.trace.at(101).kind, Kind::ServerStopped);
    }

    void aLessonTicksByWhatHappens()
    {
        Run run;
        LessonStep step;
        step.text = QStringLiteral("Cut the client.");
        Condition condition;
        condition.kind = QStringLiteral("link.cut");
        step.done = {condition};
        run.lesson = Lesson({step});
        QVERIFY(!run.take(true).ticked);
        run.recorder.record({.kind = Kind::LinkCut, .client = QStringLiteral("A")});
        QVERIFY(run.take(true).ticked);
        QCOMPARE(run.lesson.steps().front().by, EventId(1));
    }
};

QTEST_GUILESS_MAIN(TestRun)
#include "tst_run.moc"
