#include <session/lesson.h>

#include <QTest>

using namespace swapscope;

namespace {

LessonStep waitsFor(const char *kind, const char *client, int count = 1)
{
    LessonStep step;
    step.text = QStringLiteral("wait for %1").arg(QString::fromLatin1(kind));
    StepCondition condition;
    condition.kind = QString::fromLatin1(kind);
    if (client)
        condition.fields.insert(QStringLiteral("client"), QString::fromLatin1(client));
    condition.count = count;
    step.done = condition;
    return step;
}

Event happened(EventId id, Kind kind, const char *client)
{
    return {.id = id, .t = 0, .kind = kind, .client = QString::fromLatin1(client)};
}

} // namespace

class TestLesson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsTickInOrder()
    {
        Lesson lesson({waitsFor("link.cut", "B"), waitsFor("page.backoff", "B", 2)});
        QCOMPARE(lesson.current(), 0);

        // A back-off before the cut is not the one that the second step waits for.
        QVERIFY(!lesson.feed(happened(1, Kind::PageBackoff, "B")));
        QVERIFY(!lesson.feed(happened(2, Kind::LinkCut, "A")));
        QVERIFY(lesson.feed(happened(3, Kind::LinkCut, "B")));
        QCOMPARE(lesson.current(), 1);
        QCOMPARE(lesson.steps()[0], (StepState{QStringLiteral("wait for link.cut"), true, true, 3}));

        QVERIFY(!lesson.feed(happened(4, Kind::PageBackoff, "B")));
        QVERIFY(lesson.feed(happened(5, Kind::PageBackoff, "B")));
        QCOMPARE(lesson.current(), std::nullopt);
        QVERIFY(!lesson.feed(happened(6, Kind::PageBackoff, "B")));
        QCOMPARE(lesson.steps()[1].by, EventId(5));
    }

    void aStepWithoutAConditionIsTickedByHand()
    {
        LessonStep think;
        think.text = QStringLiteral("Which messages are missing?");
        Lesson lesson({think, waitsFor("link.cut", nullptr)});
        QVERIFY(!lesson.feed(happened(1, Kind::LinkCut, "B")));
        QVERIFY(!lesson.tick(1));
        QVERIFY(lesson.tick(0));
        QCOMPARE(lesson.current(), 1);
        QVERIFY(!lesson.tick(1));
        QVERIFY(lesson.feed(happened(2, Kind::LinkCut, "B")));
    }

    void noStepsIsNothingToDo()
    {
        Lesson lesson;
        QCOMPARE(lesson.current(), std::nullopt);
        QVERIFY(!lesson.feed(happened(1, Kind::LinkCut, "B")));
    }
};

QTEST_GUILESS_MAIN(TestLesson)
#include "tst_lesson.moc"
