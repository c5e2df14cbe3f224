#include <app/lesson/steprow.h>

#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

StepState watching(const QString &text)
{
    StepState step;
    step.text = text;
    step.checkable = true;
    return step;
}

StepState byHand(const QString &text)
{
    StepState step;
    step.text = text;
    return step;
}

} // namespace

class TestStepRow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysItsNumberAndState_data()
    {
        QTest::addColumn<int>("look");
        QTest::addColumn<QString>("name");
        QTest::newRow("done") << int(StepRow::Look::Done) << u"Step 2, done: Cut B."_s;
        QTest::newRow("now") << int(StepRow::Look::Current) << u"Step 2, to do now: Cut B."_s;
        QTest::newRow("later") << int(StepRow::Look::Ahead) << u"Step 2, to do later: Cut B."_s;
    }

    void saysItsNumberAndState()
    {
        QFETCH(int, look);
        StepRow row(nullptr);
        row.setStep(2, watching(u"Cut B."_s), static_cast<StepRow::Look>(look));
        QTEST(row.accessibleName(), "name");
    }

    void onlyAClickableStepTakesAClickOrAKey()
    {
        StepRow row(nullptr);
        row.resize(300, 40);
        QSignalSpy clicked(&row, &StepRow::clicked);
        row.setStep(1, watching(u"Watch."_s), StepRow::Look::Current);
        QTest::mouseClick(&row, Qt::LeftButton);
        QTest::keyClick(&row, Qt::Key_Space);
        QCOMPARE(clicked.size(), 0);
        QCOMPARE(row.focusPolicy(), Qt::NoFocus);

        row.setStep(1, byHand(u"Watch."_s), StepRow::Look::Current);
        QTest::mouseClick(&row, Qt::LeftButton);
        QTest::mouseClick(&row, Qt::RightButton);
        QTest::keyClick(&row, Qt::Key_Space);
        QTest::keyClick(&row, Qt::Key_Return);
        QTest::keyClick(&row, Qt::Key_A);
        QCOMPARE(clicked.size(), 3);
        QCOMPARE(row.focusPolicy(), Qt::StrongFocus);
    }

    void aLongTextTakesMoreRowsWhereItIsNarrow()
    {
        StepRow row(nullptr);
        row.setStep(1, watching(u"Find the blue lines: that is the catch-up."_s), StepRow::Look::Ahead);
        QVERIFY(row.heightForWidth(160) > row.heightForWidth(600));
    }

    void offersToShowTheStepWhenItsTurnHasCome()
    {
        StepRow row(nullptr);
        StepState step = watching(u"Cut B."_s);
        step.canBeShown = true;
        step.show = u"network"_s;
        auto *button = row.findChild<QPushButton *>();
        auto *eye = row.findChild<QToolButton *>();
        row.setStep(1, step, StepRow::Look::Ahead);
        QVERIFY(button->isHidden() || button->parentWidget()->isHidden());
        row.setStep(1, step, StepRow::Look::Current);
        QVERIFY(!button->isHidden() && !button->parentWidget()->isHidden());
        QVERIFY(!eye->isHidden());
        QCOMPARE(button->text(), u"Show me"_s);
        QSignalSpy show(&row, &StepRow::showMeRequested);
        QSignalSpy look(&row, &StepRow::lookRequested);
        button->click();
        eye->click();
        QCOMPARE(show.size(), 1);
        QCOMPARE(look.size(), 1);
        step.late = true;
        row.setStep(1, step, StepRow::Look::Current);
        QCOMPARE(button->text(), u"Try again"_s);
    }

    void asksAndTakesAnAnswer()
    {
        StepRow row(nullptr);
        StepState step = byHand(u"Think."_s);
        step.question = StepQuestion{u"Which?"_s, {u"None"_s, u"All"_s}, 2, u"Nothing replays them."_s};
        row.setStep(1, step, StepRow::Look::Current);
        const QList<QRadioButton *> choices = row.findChildren<QRadioButton *>();
        QCOMPARE(choices.size(), 2);
        QSignalSpy answered(&row, &StepRow::answered);
        choices[0]->click();
        QCOMPARE(answered.takeFirst()[0].toInt(), 1);
        step.chosen = 1;
        row.setStep(1, step, StepRow::Look::Current);
        QVERIFY(said(row, u"No. Look again, and choose another answer."_s));
        choices[1]->click();
        QCOMPARE(answered.takeFirst()[0].toInt(), 2);
        step.chosen = 2;
        step.done = true;
        row.setStep(1, step, StepRow::Look::Done);
        QVERIFY(said(row, u"Yes. Nothing replays them."_s));
        QVERIFY(choices[0]->parentWidget()->isHidden());
    }

private:
    static bool said(const StepRow &row, const QString &text)
    {
        const QList<QLabel *> labels = row.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return !label->isHidden() && label->text() == text; });
    }
};

QTEST_MAIN(TestStepRow)
#include "tst_steprow.moc"
