#include <app/cues/cuespanel.h>

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestCuesPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aButtonPerCue()
    {
        CuesPanel panel;
        panel.setCues({u"Alice says hi"_s, u"Bob & Carol"_s});
        QSignalSpy triggered(&panel, &CuesPanel::triggered);
        const QList<QPushButton *> buttons = panel.findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 2);
        QCOMPARE(buttons[1]->text(), u"Bob && Carol"_s);
        buttons[1]->click();
        QCOMPARE(triggered.size(), 1);
        QCOMPARE(triggered[0][0].toInt(), 1);
    }

    void ctrlAndADigitIsACue()
    {
        CuesPanel panel;
        panel.setCues({u"one"_s, u"two"_s});
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        QSignalSpy triggered(&panel, &CuesPanel::triggered);
        QTest::keyClick(&panel, Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(triggered.size(), 1);
        QCOMPARE(triggered[0][0].toInt(), 1);
        QTest::keyClick(&panel, Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(triggered.size(), 1);
    }
};

QTEST_MAIN(TestCuesPanel)
#include "tst_cuespanel.moc"
