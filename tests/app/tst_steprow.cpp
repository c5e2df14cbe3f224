#include <app/steprow.h>

#include <QLabel>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

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
        row.setStep(2, u"Cut B."_s, static_cast<StepRow::Look>(look), false, {});
        QTEST(row.accessibleName(), "name");
    }

    void onlyAClickableStepTakesAClickOrAKey()
    {
        StepRow row(nullptr);
        row.resize(300, 40);
        QSignalSpy clicked(&row, &StepRow::clicked);
        row.setStep(1, u"Watch."_s, StepRow::Look::Current, false, {});
        QTest::mouseClick(&row, Qt::LeftButton);
        QTest::keyClick(&row, Qt::Key_Space);
        QCOMPARE(clicked.size(), 0);
        QCOMPARE(row.focusPolicy(), Qt::NoFocus);

        row.setStep(1, u"Watch."_s, StepRow::Look::Current, true, {});
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
        row.setStep(1, u"Find the blue lines: that is the catch-up."_s, StepRow::Look::Ahead, false, {});
        QVERIFY(row.heightForWidth(160) > row.heightForWidth(600));
    }
};

QTEST_MAIN(TestStepRow)
#include "tst_steprow.moc"
