#include <app/network/sliders/linkscale.h>
#include <app/network/sliders/linksliders.h>
#include <app/network/sliders/valueslider.h>

#include <support/commands.h>

#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {

QVariant ms(qint64 value)
{
    return QVariant::fromValue<qint64>(value * kMillisecond);
}

void type(ValueSlider *slider, const QString &text)
{
    slider->field()->clear();
    QTest::keyClicks(slider->field(), text);
    QTest::keyClick(slider->field(), Qt::Key_Return);
}

} // namespace

class TestLinkSliders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForWhatWasTyped_data()
    {
        QTest::addColumn<QString>("slider");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("fault");
        QTest::addColumn<QVariantMap>("args");
        QTest::newRow("latency") << u"Latency"_s << u"120 +- 40"_s << u"latency"_s
                                 << QVariantMap{{u"delay"_s, ms(120)}, {u"jitter"_s, ms(40)}};
        QTest::newRow("no latency") << u"Latency"_s << u"0"_s << u"end"_s
                                    << QVariantMap{{u"which"_s, u"latency"_s}};
        QTest::newRow("jitter") << u"Jitter"_s << u"15"_s << u"latency"_s
                                << QVariantMap{{u"delay"_s, ms(0)}, {u"jitter"_s, ms(15)}};
        QTest::newRow("bandwidth") << u"Bandwidth"_s << u"256 kB/s"_s << u"bandwidth"_s
                                   << QVariantMap{{u"kbit"_s, qint64(2048)}};
        QTest::newRow("unlimited") << u"Bandwidth"_s << u"unlimited"_s << u"end"_s
                                   << QVariantMap{{u"which"_s, u"bandwidth"_s}};
        QTest::newRow("loss") << u"Lose messages"_s << u"2.5 %"_s << u"lose"_s
                              << QVariantMap{{u"probability"_s, 0.025}};
        QTest::newRow("idle") << u"Idle timeout"_s << u"90 s"_s << u"idle"_s
                              << QVariantMap{{u"timeout"_s, ms(90'000)}};
        QTest::newRow("no loss") << u"Lose messages"_s << u"0"_s << u"end"_s
                                 << QVariantMap{{u"which"_s, u"lose"_s}, {u"kind"_s, u"data"_s}};
        QTest::newRow("no idle timeout")
            << u"Idle timeout"_s << u"off"_s << u"end"_s << QVariantMap{{u"which"_s, u"idle"_s}};
    }

    void asksForWhatWasTyped()
    {
        QFETCH(QString, slider);
        QFETCH(QString, typed);
        LinkSliders sliders;
        QSignalSpy asked(&sliders, &LinkSliders::faultRequested);
        ValueSlider *meant = nullptr;
        for (ValueSlider *each :
             {sliders.latency(), sliders.jitter(), sliders.bandwidth(), sliders.loss(), sliders.idle()}) {
            if (each->slider()->accessibleName() == slider)
                meant = each;
        }
        QVERIFY(meant != nullptr);
        type(meant, typed);
        QCOMPARE(asked.size(), 1);
        QFETCH(QString, fault);
        QFETCH(QVariantMap, args);
        QCOMPARE(test::asked(asked), test::command(fault, args));
    }

    void theFarEndsAreNothing()
    {
        LinkSliders sliders;
        QSignalSpy asked(&sliders, &LinkSliders::faultRequested);
        QTest::keyClick(sliders.bandwidth()->slider(), Qt::Key_Left);
        QCOMPARE(test::asked(asked, asked.size() - 1), test::command(u"bandwidth"_s, {{u"kbit"_s, 400'000}}));
        QCOMPARE(sliders.bandwidth()->field()->text(), u"50 MB/s"_s);
        QTest::keyClick(sliders.bandwidth()->slider(), Qt::Key_End);
        QCOMPARE(test::asked(asked, asked.size() - 1), endOf(u"bandwidth"_s));
        QCOMPARE(sliders.bandwidth()->field()->text(), u"unlimited"_s);
        QTest::keyClick(sliders.loss()->slider(), Qt::Key_End);
        QCOMPARE(test::asked(asked, asked.size() - 1), test::command(u"lose"_s, {{u"probability"_s, 1.0}}));
    }

    void whatIsNonsenseSaysWhatIsExpectedAndAsksForNothing()
    {
        LinkSliders sliders;
        QSignalSpy asked(&sliders, &LinkSliders::faultRequested);
        type(sliders.loss(), u"250 %"_s);
        QCOMPARE(sliders.loss()->wrong(), u"a share of the messages from 0 to 100 %"_s);
        type(sliders.latency(), u"-5"_s);
        QCOMPARE(sliders.latency()->wrong(), u"a time like 120 ms, or 120 ± 40"_s);
        QCOMPARE(asked.size(), 0);
    }

    void theDistributionGoesWithTheLatency()
    {
        LinkSliders sliders;
        QSignalSpy asked(&sliders, &LinkSliders::faultRequested);
        LinkStatus link;
        link.down = link.up = {120 * kMillisecond, 40 * kMillisecond};
        sliders.setStatus(link);
        for (QToolButton *button : sliders.findChildren<QToolButton *>()) {
            if (button->text() == u"normal"_s)
                button->click();
        }
        QCOMPARE(asked.size(), 1);
        QCOMPARE(test::asked(asked), test::command(u"latency"_s, {{u"delay"_s, ms(120)},
                                                                  {u"jitter"_s, ms(40)},
                                                                  {u"distribution"_s, u"normal"_s}}));
    }

    // While the handle is dragged the link hears of it now and then, and at the end of where it is.
    void aDragIsToldWhereItRests()
    {
        LinkSliders sliders;
        QSignalSpy asked(&sliders, &LinkSliders::faultRequested);
        QSlider *handle = sliders.latency()->slider();
        handle->setSliderDown(true);
        for (const int position : {3, 7, 9, 11})
            handle->setSliderPosition(position);
        QCOMPARE(asked.size(), 0);
        LinkStatus before;
        sliders.setStatus(before); // from before the drag
        QCOMPARE(sliders.latency()->field()->text(), u"120 ms"_s);
        handle->setSliderDown(false);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(test::asked(asked).args.duration(u"delay"_s), std::optional(120 * kMillisecond));
    }

    void showsALink()
    {
        LinkSliders sliders;
        QSignalSpy asked(&sliders, &LinkSliders::faultRequested);
        LinkStatus link;
        link.down = link.up = {123 * kMillisecond, 7 * kMillisecond};
        link.kbitDown = link.kbitUp = 2048;
        link.loseDown = 0.05;
        link.idleTimeout = 60 * kSecond;
        sliders.setStatus(link);
        QCOMPARE(sliders.latency()->field()->text(), u"123 ms ± 7"_s);
        QCOMPARE(sliders.bandwidth()->field()->text(), u"256 kB/s"_s);
        QCOMPARE(sliders.loss()->field()->text(), u"↓ 5 %  ↑ 0 %"_s);
        QCOMPARE(sliders.idle()->field()->text(), u"60 s"_s);
        QCOMPARE(sliders.latency()->slider()->value(), jitterScale().positionOf(123e6));
        sliders.setStatus(link, true);
        QCOMPARE(sliders.latency()->field()->text(), u"they differ"_s);
        QCOMPARE(asked.size(), 0);
    }
};

QTEST_MAIN(TestLinkSliders)
#include "tst_linksliders.moc"
