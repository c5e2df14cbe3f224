#include <app/network/faults/faultdialog.h>
#include <app/network/faults/faultform.h>

#include <support/commands.h>

#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestFaultDialog : public QObject
{
    Q_OBJECT

    static QPushButton *button(const QWidget &dialog, const QString &text)
    {
        for (QPushButton *each : dialog.findChildren<QPushButton *>()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }

private Q_SLOTS:
    void reachesEveryFault()
    {
        FaultDialog dialog;
        QCOMPARE(dialog.findChild<QListWidget *>()->count(),
                 static_cast<int>(FaultCatalogue::standard().names().size()));
        for (const Fault &fault : FaultCatalogue::standard().faults()) {
            dialog.choose(fault.name);
            QCOMPARE(dialog.fault(), fault.name);
            for (const FaultArgument &argument : fault.arguments)
                QVERIFY(dialog.form()->field(argument.name) != nullptr);
        }
    }

    void doesItOnce()
    {
        FaultDialog dialog;
        dialog.setTarget(u"client B"_s);
        QVERIFY(dialog.windowTitle().contains(u"client B"_s));
        dialog.choose(u"slice"_s);
        dialog.form()->fill(u"bytes"_s, u"3"_s);
        QSignalSpy asked(&dialog, &FaultDialog::faultRequested);
        QTest::mouseClick(button(dialog, u"Do it now"_s), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(test::asked(asked), test::command(u"slice"_s, {{u"bytes"_s, 3}}));
    }

    void nonsenseIsNotAskedFor()
    {
        FaultDialog dialog;
        dialog.setTarget(u"client B"_s);
        dialog.choose(u"bandwidth"_s);
        dialog.form()->fill(u"kbit"_s, u"-4"_s);
        QSignalSpy asked(&dialog, &FaultDialog::faultRequested);
        QTest::mouseClick(button(dialog, u"Do it now"_s), Qt::LeftButton);
        QCOMPARE(asked.size(), 0);
        QCOMPARE(dialog.form()->wrong(u"kbit"_s), u"a whole number from 1 to 1000000"_s);
    }

    void withoutALinkNothingCanBeDone()
    {
        FaultDialog dialog;
        dialog.setTarget({});
        QVERIFY(!button(dialog, u"Do it now"_s)->isEnabled());
    }
};

QTEST_MAIN(TestFaultDialog)
#include "tst_faultdialog.moc"
