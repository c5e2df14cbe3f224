#include <app/network/faults/faultdialog.h>
#include <app/network/inforcelist.h>
#include <app/network/networkpanel.h>
#include <app/network/presetgrid.h>
#include <app/widgets/statepill.h>

#include <support/commands.h>

#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestNetworkPanel : public QObject
{
    Q_OBJECT

    static QPushButton *button(const QWidget &panel, const QString &text)
    {
        for (QPushButton *candidate : panel.findChildren<QPushButton *>()) {
            if (candidate->text() == text)
                return candidate;
        }
        return nullptr;
    }

private Q_SLOTS:
    void asksOfTheLinkThatIsSelected()
    {
        NetworkPanel panel;
        panel.setLinks({u"A"_s, u"B"_s}, {});
        QSignalSpy asked(&panel, &NetworkPanel::faultRequested);
        QTest::mouseClick(button(panel, u"Close 1012"_s), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(test::asked(asked), test::command(u"close"_s, {{u"code"_s, 1012}}, u"B"_s));
        panel.select(u"A"_s);
        QTest::keyClick(panel.findChild<QSlider *>(), Qt::Key_Right);
        QCOMPARE(test::asked(asked, asked.size() - 1).client, u"A"_s);
        QCOMPARE(test::asked(asked, asked.size() - 1).fault, u"latency"_s);
    }

    void everyClientIsAStar()
    {
        NetworkPanel panel;
        panel.setLinks({u"A"_s, u"B"_s}, {});
        QSignalSpy selected(&panel, &NetworkPanel::selected);
        panel.select(u"*"_s);
        QCOMPARE(selected.size(), 1);
        QSignalSpy asked(&panel, &NetworkPanel::faultRequested);
        button(panel, u"Freeze"_s)->click();
        QCOMPARE(test::asked(asked).client, u"*"_s);
    }

    void playsAPresetAndEndsIt()
    {
        NetworkPanel panel;
        panel.setNow(2 * kSecond);
        panel.setLinks({u"A"_s}, {});
        QSignalSpy asked(&panel, &NetworkPanel::faultRequested);
        PresetButton *tunnel = panel.findChild<PresetGrid *>()->buttons()[1];
        QTest::mouseClick(tunnel, Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(test::asked(asked), FaultCommand::preset(u"tunnel"_s, u"A"_s));
        LinkStatus link;
        link.preset = u"tunnel"_s;
        panel.setLinks({u"A"_s}, {{u"A"_s, link}});
        QVERIFY(tunnel->isRunning());
        QTest::mouseClick(tunnel, Qt::LeftButton);
        QCOMPARE(asked.size(), 3);
        QCOMPARE(test::asked(asked, 1), test::command(u"clear"_s, {}, u"A"_s));
        // It would stay deaf.
        QCOMPARE(test::asked(asked, 2), test::command(u"cut"_s, {{u"for"_s, 0}}, u"A"_s));
        panel.setLinks({u"A"_s}, {{u"A"_s, LinkStatus{}}});
        QVERIFY(!tunnel->isRunning());
    }

    void saysHowLongACutLastsAndEndsIt()
    {
        NetworkPanel panel;
        LinkStatus link;
        link.cut = true;
        link.until = 11 * kSecond;
        link.inForce = {{u"cut"_s, endOf(u"cut"_s), 11 * kSecond}};
        panel.setNow(7 * kSecond + 800 * kMillisecond);
        panel.setLinks({u"A"_s}, {{u"A"_s, link}});
        QCOMPARE(panel.findChild<StatePill *>()->text(), u"cut · 3.2 s"_s);
        QSignalSpy asked(&panel, &NetworkPanel::faultRequested);
        auto *list = panel.findChild<InForceList *>();
        QVERIFY(!list->isHidden());
        list->findChild<QToolButton *>()->click();
        QCOMPARE(test::asked(asked), endOf(u"cut"_s).to(u"A"_s));
        panel.setLinks({u"A"_s}, {{u"A"_s, LinkStatus{}}});
        QCOMPARE(panel.findChild<StatePill *>()->text(), u"link up"_s);
        QVERIFY(list->isHidden());
    }

    void theRepeatedDropGoesOnForTheLinkItWasBegunFor()
    {
        NetworkPanel panel;
        panel.setLinks({u"A"_s, u"B"_s}, {});
        QSignalSpy asked(&panel, &NetworkPanel::faultRequested);
        QTest::mouseClick(button(panel, u"Drop now"_s), Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(test::asked(asked), test::command(u"cut"_s, {{u"for"_s, 0}}, u"B"_s));
    }

    void anotherFaultActsOnTheSameLink()
    {
        NetworkPanel panel;
        panel.setLinks({u"A"_s, u"B"_s}, {});
        panel.show();
        QTest::mouseClick(button(panel, u"Another fault…"_s), Qt::LeftButton);
        auto *dialog = panel.findChild<FaultDialog *>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        QVERIFY(dialog->windowTitle().contains(u"client B"_s));
        panel.select(u"A"_s);
        QVERIFY(dialog->windowTitle().contains(u"client A"_s));
        dialog->choose(u"flap"_s);
        QSignalSpy asked(&panel, &NetworkPanel::faultRequested);
        button(*dialog, u"Do it now"_s)->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(test::asked(asked), test::command(u"flap"_s, {}, u"A"_s));
    }

    void everyControlHasANameATooltipAndTheKeyboard()
    {
        NetworkPanel panel;
        panel.setLinks({u"A"_s, u"B"_s}, {});
        for (const QAbstractButton *each : panel.findChildren<QAbstractButton *>()) {
            if (each->objectName().startsWith(u"qt_"_s))
                continue;
            QVERIFY2(!each->accessibleName().isEmpty(), qPrintable(each->text()));
            QVERIFY2(!each->toolTip().isEmpty(), qPrintable(each->text()));
            QVERIFY2((each->focusPolicy() & Qt::TabFocus) != 0, qPrintable(each->accessibleName()));
        }
    }

    void withoutClientsNothingCanBeAsked()
    {
        NetworkPanel panel;
        QVERIFY(!button(panel, u"Freeze"_s)->isEnabled());
        QCOMPARE(panel.client(), QString());
        QCOMPARE(panel.findChild<StatePill *>()->text(), u"no link"_s);
    }
};

QTEST_MAIN(TestNetworkPanel)
#include "tst_networkpanel.moc"
