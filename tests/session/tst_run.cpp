#include <session/run.h>

#include <QElapsedTimer>
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

    void pagesAreHeardOutButNotForEver()
    {
        int looks = 0;
        hearPagesOut([&looks] { return ++looks < 3; });
        QCOMPARE(looks, 3);
        QElapsedTimer timer;
        timer.start();
        hearPagesOut([] { return true; });
        QVERIFY(timer.elapsed() >= 150);
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
