#include <app/network/faultdialog.h>
#include <app/network/faultform.h>

#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <scenario/faultspecs.h>

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
        QCOMPARE(dialog.findChild<QListWidget *>()->count(), static_cast<int>(faultSpecs().size()));
        for (const FaultSpec &spec : faultSpecs()) {
            dialog.choose(spec.name);
            QCOMPARE(dialog.fault(), spec.name);
            for (const FaultArg &arg : spec.args)
                QVERIFY(dialog.form()->field(arg.name) != nullptr);
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
        QCOMPARE(asked[0][0].toString(), u"slice"_s);
        QCOMPARE(asked[0][1].toMap(), (QVariantMap{{u"bytes"_s, qint64(3)}}));
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
