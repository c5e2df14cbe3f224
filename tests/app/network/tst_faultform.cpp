#include <app/network/faults/faultdialog.h>
#include <app/network/faults/faultform.h>

#include <core/clock.h>

#include <support/commands.h>

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestFaultForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasAFieldForEveryArgument()
    {
        for (const Fault &fault : FaultCatalogue::standard().faults()) {
            FaultForm form(fault);
            for (const FaultArgument &argument : fault.formArguments()) {
                QVERIFY2(form.field(argument.name) != nullptr, qPrintable(fault.name + u'.' + argument.name));
                QVERIFY(!form.field(argument.name)->accessibleName().isEmpty());
                QVERIFY(form.field(argument.name)->toolTip().contains(argument.name));
            }
            QCOMPARE(form.field(u"for"_s) != nullptr, fault.lasts);
        }
    }

    void givesWhatWasFilledIn()
    {
        FaultForm form(*FaultCatalogue::standard().find(u"lose"));
        QCOMPARE(form.readCommand(), std::optional(FaultCommand{.fault = u"lose"_s}));
        form.fill(u"direction"_s, u"down"_s);
        form.fill(u"kind"_s, u"data"_s); // what holds anyway
        form.fill(u"probability"_s, u"0.1"_s);
        form.fill(u"next"_s, u"3"_s);
        form.fill(u"for"_s, u"30 s"_s);
        QCOMPARE(form.readCommand(), std::optional(test::command(u"lose"_s, {{u"direction"_s, u"down"_s},
                                                                             {u"probability"_s, 0.1},
                                                                             {u"next"_s, 3},
                                                                             {u"for"_s, 30 * kSecond}})));
    }

    // A kind of fault that is declared here alone has a form like all others.
    void oneMoreFaultIsAFormByItself()
    {
        std::vector<Fault> faults = FaultCatalogue::standardFaults();
        faults.push_back(
            {.name = u"fog"_s,
             .summary = u"hides the way"_s,
             .arguments = ofPaths({countArgument(u"depth"_s, 1, 9, u"Depth"_s, u"How thick it is"_s, u"5"_s)
                                       .inNeed(u"how thick it is"_s)})});
        const FaultCatalogue catalogue(std::move(faults));
        FaultDialog dialog(nullptr, catalogue);
        dialog.setTarget(u"client B"_s);
        dialog.choose(u"fog"_s);
        QCOMPARE(dialog.fault(), u"fog"_s);
        QVERIFY(!dialog.form()->readCommand());
        dialog.form()->fill(u"depth"_s, u"3"_s);
        dialog.form()->fill(u"direction"_s, u"up"_s);
        QCOMPARE(dialog.form()->readCommand(),
                 std::optional(test::command(u"fog"_s, {{u"depth"_s, 3}, {u"direction"_s, u"up"_s}})));
    }

    // A choice that is needed has no first one that holds anyway.
    void whatIsNeededIsGivenEvenIfItIsTheFirst()
    {
        FaultForm form(*FaultCatalogue::standard().find(u"end"));
        QCOMPARE(form.readCommand(), std::optional(endOf(u"cut"_s)));
    }

    void saysBesideTheFieldWhatIsWrong()
    {
        FaultForm form(*FaultCatalogue::standard().find(u"close"));
        form.show();
        QVERIFY(!form.readCommand());
        QCOMPARE(form.wrong(u"code"_s), u"this one is needed"_s);
        auto *code = qobject_cast<QLineEdit *>(form.field(u"code"_s));
        QTest::keyClicks(code, u"12"_s);
        QTest::keyClick(code, Qt::Key_Return);
        QCOMPARE(form.wrong(u"code"_s), u"a whole number from 1000 to 4999"_s);
        QCOMPARE(code->accessibleDescription(), form.wrong(u"code"_s));
        QVERIFY(code->property("wrong").toBool());
        code->clear();
        QSignalSpy confirmed(&form, &FaultForm::confirmed);
        QTest::keyClicks(code, u"1012"_s);
        QTest::keyClick(code, Qt::Key_Return);
        QCOMPARE(confirmed.size(), 1);
        QCOMPARE(form.wrong(u"code"_s), QString());
        QVERIFY(form.readCommand());
    }
};

QTEST_MAIN(TestFaultForm)
#include "tst_faultform.moc"
