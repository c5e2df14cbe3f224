#include <app/network/faultargs.h>
#include <app/network/faultform.h>

#include <core/clock.h>

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
        for (const FaultSpec &spec : faultSpecs()) {
            FaultForm form(spec);
            for (const FaultArg &arg : formArguments(spec)) {
                QVERIFY2(form.field(arg.name) != nullptr, qPrintable(spec.name + u'.' + arg.name));
                QVERIFY(!form.field(arg.name)->accessibleName().isEmpty());
                QVERIFY(form.field(arg.name)->toolTip().contains(arg.name));
            }
            QCOMPARE(form.field(u"for"_s) != nullptr, spec.takesFor);
        }
    }

    void givesWhatWasFilledIn()
    {
        FaultForm form(*findFaultSpec(u"lose"));
        QCOMPARE(form.take(), std::optional<QVariantMap>(QVariantMap{}));
        form.fill(u"direction"_s, u"down"_s);
        form.fill(u"kind"_s, u"data"_s); // what holds anyway
        form.fill(u"probability"_s, u"0.1"_s);
        form.fill(u"next"_s, u"3"_s);
        form.fill(u"for"_s, u"30 s"_s);
        const std::optional<QVariantMap> args = form.take();
        QVERIFY(args);
        QCOMPARE(*args, (QVariantMap{{u"direction"_s, u"down"_s},
                                     {u"probability"_s, 0.1},
                                     {u"next"_s, qint64(3)},
                                     {u"for"_s, qint64(30 * kSecond)}}));
    }

    void saysBesideTheFieldWhatIsWrong()
    {
        FaultForm form(*findFaultSpec(u"close"));
        form.show();
        QVERIFY(!form.take());
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
        QVERIFY(form.take());
    }
};

QTEST_MAIN(TestFaultForm)
#include "tst_faultform.moc"
