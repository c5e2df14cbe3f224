#include <app/toolbar/versionswitch.h>

#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestVersionSwitch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesOneOfTheScenariosVersions()
    {
        VersionSwitch control;
        control.setVersions({u"2"_s, u"4"_s}, u"2"_s);
        QCOMPARE(control.current(), u"2"_s);
        QSignalSpy chosen(&control, &VersionSwitch::chosen);
        const QList<QToolButton *> buttons = control.findChildren<QToolButton *>();
        QCOMPARE(buttons[1]->text(), u"htmx 4.0"_s);
        buttons[1]->click();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].toString(), u"4"_s);
        QCOMPARE(control.current(), u"4"_s);
    }

    void isShortWhereThereIsNoRoom()
    {
        VersionSwitch control;
        const int full = control.sizeHint().width();
        control.setShort(true);
        QToolButton *second = control.findChildren<QToolButton *>()[1];
        QCOMPARE(second->text(), u"4.0"_s);
        QCOMPARE(second->accessibleName(), u"htmx 4.0"_s);
        QVERIFY(control.sizeHint().width() < full);
        control.setShort(false);
        QCOMPARE(second->text(), u"htmx 4.0"_s);
    }

    void whatTheScenarioDoesNotNameCannotBeChosen()
    {
        VersionSwitch control;
        control.setVersions({u"4"_s}, u"4"_s);
        const QList<QToolButton *> buttons = control.findChildren<QToolButton *>();
        QVERIFY(!buttons[0]->isEnabled());
        QVERIFY(buttons[1]->isEnabled());
    }
};

QTEST_MAIN(TestVersionSwitch)
#include "tst_versionswitch.moc"
