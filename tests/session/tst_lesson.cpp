#include <session/lesson/lesson.h>

#include <QTest>

using namespace swapscope;

namespace {

LessonStep waitsFor(const char *kind, const char *client, int count = 1)
{
    LessonStep step;
    step.text = QStringLiteral("wait for %1").arg(QString::fromLatin1(kind));
    Condition condition;
    condition.kind = QString::fromLatin1(kind);
    if (client)
        condition.fields.insert(QStringLiteral("client"), FieldTest::equal(QString::fromLatin1(client)));
    condition.count = count;
    step.done = {condition};
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
        QVERIFY(!lesson.tick(1, 0));
        QVERIFY(lesson.tick(0, 0));
        QCOMPARE(lesson.current(), 1);
        QVERIFY(!lesson.tick(1, 0));
        QVERIFY(lesson.feed(happened(2, Kind::LinkCut, "B")));
    }

    void aStepsWaitBeginsWhenTheStepBeforeItIsDone()
    {
        LessonStep quiet = waitsFor("page.connecting", "B");
        quiet.done[0].absent = 8 * kSecond;
        Lesson lesson({waitsFor("link.cut", "B"), quiet});
        QVERIFY(!lesson.advance(20 * kSecond));
        Event cut = happened(1, Kind::LinkCut, "B");
        cut.t = 20 * kSecond;
        QVERIFY(lesson.feed(cut));
        QVERIFY(!lesson.advance(27 * kSecond));
        QVERIFY(lesson.advance(28 * kSecond));
        QCOMPARE(lesson.current(), std::nullopt);
        QCOMPARE(lesson.steps()[1].by, EventId(0)); // nothing is what ticked it
    }

    void aQuestionIsAnsweredRightly()
    {
        LessonStep ask;
        ask.text = QStringLiteral("Think.");
        ask.question =
            StepQuestion{QStringLiteral("Which?"), {QStringLiteral("a"), QStringLiteral("b")}, 2, {}};
        Lesson lesson({ask});
        QVERIFY(!lesson.steps()[0].byHand());
        QVERIFY(!lesson.tick(0, 0));
        QVERIFY(!lesson.answer(0, 3, 0));
        QVERIFY(lesson.answer(0, 1, 0));
        QCOMPARE(lesson.steps()[0].chosen, 1);
        QVERIFY(!lesson.steps()[0].done);
        QVERIFY(lesson.answer(0, 2, 0));
        QVERIFY(lesson.steps()[0].done);
        QVERIFY(!lesson.answer(0, 1, 0));
    }

    void aQuestionBesidesAConditionNeedsBothInAnyOrder()
    {
        LessonStep ask = waitsFor("link.cut", "B");
        ask.question =
            StepQuestion{QStringLiteral("Which?"), {QStringLiteral("a"), QStringLiteral("b")}, 1, {}};
        Lesson first({ask});
        QVERIFY(first.answer(0, 1, 0));
        QVERIFY(!first.steps()[0].done);
        QVERIFY(first.feed(happened(1, Kind::LinkCut, "B")));
        QVERIFY(first.steps()[0].done);

        Lesson second({ask});
        second.feed(happened(1, Kind::LinkCut, "B"));
        QVERIFY(!second.steps()[0].done);
        QVERIFY(second.answer(0, 1, 0));
        QVERIFY(second.steps()[0].done);
        QCOMPARE(second.steps()[0].by, EventId(1));
    }

    void whatCameTooLateIsTriedAgain()
    {
        LessonStep soon = waitsFor("page.open", "B");
        soon.done[0].within = 3 * kSecond;
        Lesson lesson({soon});
        QVERIFY(lesson.advance(4 * kSecond));
        QVERIFY(lesson.steps()[0].late);
        QVERIFY(lesson.tryAgain(0, 10 * kSecond));
        QVERIFY(!lesson.steps()[0].late);
        Event open = happened(1, Kind::PageOpen, "B");
        open.t = 12 * kSecond;
        QVERIFY(lesson.feed(open));
        QVERIFY(lesson.steps()[0].done);
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
