#include <app/hold/breakpointform.h>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestBreakpointForm : public QObject
{
    Q_OBJECT

    static QLineEdit *field(const BreakpointForm &form, const QString &name)
    {
        for (QLineEdit *edit : form.findChildren<QLineEdit *>()) {
            if (edit->accessibleName() == name)
                return edit;
        }
        return nullptr;
    }
    static QStringList errors(const BreakpointForm &form)
    {
        QStringList texts;
        for (const QLabel *label : form.findChildren<QLabel *>()) {
            if (label->property("role").toString() == u"lost"_s && label->isVisibleTo(&form))
                texts += label->text();
        }
        return texts;
    }

private Q_SLOTS:
    void givesBackWhatItIsGiven()
    {
        BreakpointForm form;
        form.setClients({u"A"_s, u"B"_s});
        Breakpoint breakpoint;
        breakpoint.client = u"B"_s;
        breakpoint.direction = Breakpoint::Way::Down;
        breakpoint.path = u"/rooms/*"_s;
        breakpoint.event = u"tick"_s;
        breakpoint.text = u"/hel+o/i"_s;
        breakpoint.heartbeats = true;
        form.begin(breakpoint, false);
        QCOMPARE(form.breakpoint(), breakpoint);
        QVERIFY(form.isFine());
        form.begin({}, true);
        QCOMPARE(form.breakpoint(), Breakpoint());
    }

    void whatIsWrongStandsBelowItsField()
    {
        BreakpointForm form;
        form.show();
        field(form, u"Text"_s)->setText(u"/(/"_s);
        QCOMPARE(errors(form).size(), 1);
        QCOMPARE(field(form, u"Text"_s)->property("wrong").toBool(), true);
        QCOMPARE(field(form, u"Path"_s)->property("wrong").toBool(), false);
        QVERIFY(!form.isFine());
        field(form, u"Path"_s)->setText(u"chat"_s);
        QCOMPARE(errors(form).size(), 2);
        QVERIFY(errors(form).first().contains(u"path must begin with /"_s));
        field(form, u"Path"_s)->setText(u"/chat"_s);
        field(form, u"Text"_s)->setText(u"hello"_s);
        QCOMPARE(errors(form), QStringList());
        QVERIFY(form.isFine());
    }

    void whatIsWrongIsNotAccepted()
    {
        BreakpointForm form;
        form.show();
        QSignalSpy accepted(&form, &BreakpointForm::accepted);
        field(form, u"Path"_s)->setText(u"chat"_s);
        QTest::keyClick(field(form, u"Path"_s), Qt::Key_Return);
        QCOMPARE(accepted.size(), 0);
        field(form, u"Path"_s)->setText(u"/chat"_s);
        QTest::keyClick(field(form, u"Path"_s), Qt::Key_Return);
        QCOMPARE(accepted.size(), 1);
    }

    void escapeChangesNothing()
    {
        BreakpointForm form;
        form.show();
        QSignalSpy cancelled(&form, &BreakpointForm::cancelled);
        QTest::keyClick(field(form, u"Text"_s), Qt::Key_Escape);
        QCOMPARE(cancelled.size(), 1);
    }
};

QTEST_MAIN(TestBreakpointForm)
#include "tst_breakpointform.moc"
