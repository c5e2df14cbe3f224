#include <app/networkpanel.h>
#include <app/statepill.h>

#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

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
    void asksForTheFaultThatItsButtonNames_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QVariantMap>("args");
        const auto ns = [](qint64 ms) { return QVariant::fromValue<qint64>(ms * kMillisecond); };
        QTest::newRow("reset") << u"Reset"_s << u"cut"_s << QVariantMap{{u"for"_s, ns(1)}};
        QTest::newRow("close 1001") << u"Close 1001"_s << u"close"_s << QVariantMap{{u"code"_s, 1001}};
        QTest::newRow("close 1011") << u"Close 1011"_s << u"close"_s << QVariantMap{{u"code"_s, 1011}};
        QTest::newRow("close 1012") << u"Close 1012"_s << u"close"_s << QVariantMap{{u"code"_s, 1012}};
        QTest::newRow("close 1000") << u"Close 1000"_s << u"close"_s << QVariantMap{{u"code"_s, 1000}};
        QTest::newRow("cut") << u"Cut"_s << u"cut"_s << QVariantMap{{u"for"_s, ns(5000)}};
        QTest::newRow("freeze") << u"Freeze"_s << u"freeze"_s << QVariantMap{{u"for"_s, ns(5000)}};
        QTest::newRow("refuse") << u"Refuse"_s << u"refuse"_s << QVariantMap{{u"for"_s, ns(5000)}};
        QTest::newRow("tunnel") << u"Tunnel 30 s"_s << u"cut"_s << QVariantMap{{u"for"_s, ns(30'000)}};
        QTest::newRow("wi-fi") << u"Wi-Fi drop"_s << u"cut"_s << QVariantMap{{u"for"_s, ns(2000)}};
        QTest::newRow("slow") << u"Slow link"_s << u"latency"_s
                              << QVariantMap{{u"delay"_s, ns(400)}, {u"jitter"_s, ns(120)}};
        QTest::newRow("stall") << u"Stall 10 s"_s << u"freeze"_s << QVariantMap{{u"for"_s, ns(10'000)}};
        QTest::newRow("clear") << u"All clear"_s << u"clear"_s << QVariantMap{};
    }

    void asksForTheFaultThatItsButtonNames()
    {
        QFETCH(QString, text);
        QFETCH(QString, fault);
        QFETCH(QVariantMap, args);
        NetworkPanel panel;
        panel.setLinks({u"A"_s, u"B"_s}, {});
        QSignalSpy asked(&panel, &NetworkPanel::faultRequested);
        QVERIFY(button(panel, text) != nullptr);
        button(panel, text)->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toString(), u"B"_s);
        QCOMPARE(asked[0][1].toString(), fault);
        QCOMPARE(asked[0][2].toMap(), args);
    }

    void untilMendedHasNoDuration()
    {
        NetworkPanel panel;
        panel.setLinks({u"A"_s}, {});
        panel.setDuration(0);
        QSignalSpy asked(&panel, &NetworkPanel::faultRequested);
        button(panel, u"Cut"_s)->click();
        QCOMPARE(asked[0][2].toMap(), QVariantMap{});
    }

    void deployIsTheServers()
    {
        NetworkPanel panel;
        panel.setLinks({u"A"_s}, {});
        QSignalSpy deploy(&panel, &NetworkPanel::deployRequested);
        button(panel, u"Deploy"_s)->click();
        QCOMPARE(deploy.size(), 1);
        QCOMPARE(deploy[0][0].toInt(), 1012);
        QCOMPARE(deploy[0][1].value<Nanoseconds>(), 3 * kSecond);
    }

    void theSlidersSetLatencyAndJitter()
    {
        NetworkPanel panel;
        panel.setLinks({u"A"_s}, {});
        QSignalSpy asked(&panel, &NetworkPanel::faultRequested);
        const QList<QSlider *> sliders = panel.findChildren<QSlider *>();
        sliders[0]->setValue(11); // 120 ms on the scale
        QCOMPARE(asked.last()[1].toString(), u"latency"_s);
        QCOMPARE(asked.last()[2].toMap().value(u"delay"_s).toLongLong(), 120 * kMillisecond);
        sliders[1]->setValue(6); // 40 ms
        QCOMPARE(asked.last()[2].toMap().value(u"delay"_s).toLongLong(), 120 * kMillisecond);
        QCOMPARE(asked.last()[2].toMap().value(u"jitter"_s).toLongLong(), 40 * kMillisecond);
    }

    void showingALinkAsksForNothing()
    {
        NetworkPanel panel;
        panel.setLinks({u"A"_s}, {});
        QSignalSpy asked(&panel, &NetworkPanel::faultRequested);
        LinkStatus link;
        link.latency = 123 * kMillisecond;
        link.jitter = 7 * kMillisecond;
        panel.setLinks({u"A"_s}, {{u"A"_s, link}});
        QCOMPARE(asked.size(), 0);
        QCOMPARE(panel.findChildren<QSlider *>()[0]->value(), 11);
    }

    void saysHowLongACutLastsAndMendsIt()
    {
        NetworkPanel panel;
        LinkStatus link;
        link.cut = true;
        link.until = 11 * kSecond;
        panel.setNow(7 * kSecond + 800 * kMillisecond);
        panel.setLinks({u"A"_s}, {{u"A"_s, link}});
        QCOMPARE(panel.findChild<StatePill *>()->text(), u"cut · 3.2 s left"_s);
        QSignalSpy asked(&panel, &NetworkPanel::faultRequested);
        QVERIFY(!button(panel, u"Mend"_s)->isHidden());
        button(panel, u"Mend"_s)->click();
        QCOMPARE(asked[0][1].toString(), u"mend"_s);
        panel.setLinks({u"A"_s}, {{u"A"_s, LinkStatus{}}});
        QCOMPARE(panel.findChild<StatePill *>()->text(), u"link up"_s);
        QVERIFY(button(panel, u"Mend"_s)->isHidden());
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

    void withoutClientsNothingCanBeAsked()
    {
        NetworkPanel panel;
        QVERIFY(!button(panel, u"Cut"_s)->isEnabled());
        QCOMPARE(panel.client(), QString());
    }
};

QTEST_MAIN(TestNetworkPanel)
#include "tst_networkpanel.moc"
