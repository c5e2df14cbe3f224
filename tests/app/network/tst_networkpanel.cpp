#include <app/network/faultdialog.h>
#include <app/network/inforcelist.h>
#include <app/network/networkpanel.h>
#include <app/network/presetgrid.h>
#include <app/widgets/statepill.h>

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
        QCOMPARE(asked[0][0].toString(), u"B"_s);
        QCOMPARE(asked[0][1].toString(), u"close"_s);
        QCOMPARE(asked[0][2].toMap(), (QVariantMap{{u"code"_s, 1012}}));
        panel.select(u"A"_s);
        QTest::keyClick(panel.findChild<QSlider *>(), Qt::Key_Right);
        QCOMPARE(asked.last()[0].toString(), u"A"_s);
        QCOMPARE(asked.last()[1].toString(), u"latency"_s);
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
        QCOMPARE(asked[0][0].toString(), u"*"_s);
    }

    void playsAPresetAndEndsIt()
    {
        NetworkPanel panel;
        panel.setNow(2 * kSecond);
        panel.setLinks({u"A"_s}, {});
        QSignalSpy preset(&panel, &NetworkPanel::presetRequested);
        QSignalSpy asked(&panel, &NetworkPanel::faultRequested);
        PresetButton *tunnel = panel.findChild<PresetGrid *>()->buttons()[1];
        QTest::mouseClick(tunnel, Qt::LeftButton);
        QCOMPARE(preset.size(), 1);
        QCOMPARE(preset[0][0].toString(), u"A"_s);
        QCOMPARE(preset[0][1].toString(), u"tunnel"_s);
        LinkStatus link;
        link.preset = u"tunnel"_s;
        panel.setLinks({u"A"_s}, {{u"A"_s, link}});
        QVERIFY(tunnel->isRunning());
        QTest::mouseClick(tunnel, Qt::LeftButton);
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked[0][1].toString(), u"clear"_s);
        QCOMPARE(asked[1][1].toString(), u"cut"_s); // it would stay deaf
        QCOMPARE(asked[1][2].toMap(), (QVariantMap{{u"for"_s, qint64(0)}}));
        panel.setLinks({u"A"_s}, {{u"A"_s, LinkStatus{}}});
        QVERIFY(!tunnel->isRunning());
    }

    void saysHowLongACutLastsAndEndsIt()
    {
        NetworkPanel panel;
        LinkStatus link;
        link.cut = true;
        link.until = 11 * kSecond;
        link.inForce = QStringList{u"cut"_s};
        link.ends = {{u"mend"_s, {}, 11 * kSecond}};
        panel.setNow(7 * kSecond + 800 * kMillisecond);
        panel.setLinks({u"A"_s}, {{u"A"_s, link}});
        QCOMPARE(panel.findChild<StatePill *>()->text(), u"cut · 3.2 s"_s);
        QSignalSpy asked(&panel, &NetworkPanel::faultRequested);
        auto *list = panel.findChild<InForceList *>();
        QVERIFY(!list->isHidden());
        list->findChild<QToolButton *>()->click();
        QCOMPARE(asked[0][1].toString(), u"mend"_s);
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
        QCOMPARE(asked[0][1].toString(), u"cut"_s);
        QCOMPARE(asked[0][2].toMap(), (QVariantMap{{u"for"_s, qint64(0)}}));
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
        QCOMPARE(asked[0][0].toString(), u"A"_s);
        QCOMPARE(asked[0][1].toString(), u"flap"_s);
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
