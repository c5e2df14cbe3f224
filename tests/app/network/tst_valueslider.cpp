#include <app/network/sliders/valueslider.h>

#include <QLineEdit>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QWheelEvent>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestValueSlider : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsWithoutAsking()
    {
        ValueSlider slider(u"Latency"_s, u"How long"_s, 10, nullptr);
        QSignalSpy moved(&slider, &ValueSlider::moved);
        slider.show(4, u"40 ms"_s, false);
        QCOMPARE(slider.slider()->value(), 4);
        QCOMPARE(slider.field()->text(), u"40 ms"_s);
        QCOMPARE(moved.size(), 0);
        QVERIFY(!slider.slider()->property("zero").toBool());
        slider.show(0, u"0 ms"_s, true);
        QVERIFY(slider.slider()->property("zero").toBool());
    }

    void keysMoveTheHandle()
    {
        ValueSlider slider(u"Latency"_s, u"How long"_s, 10, nullptr);
        QSignalSpy moved(&slider, &ValueSlider::moved);
        QTest::keyClick(slider.slider(), Qt::Key_Right);
        QCOMPARE(moved.size(), 1);
        QCOMPARE(moved[0][0].toInt(), 1);
        QVERIFY(!moved[0][1].toBool());
        QTest::keyClick(slider.field(), Qt::Key_Up);
        QCOMPARE(moved.last()[0].toInt(), 2);
        QTest::keyClick(slider.field(), Qt::Key_Down);
        QCOMPARE(moved.last()[0].toInt(), 1);
    }

    void theWheelIsLeftToThePanel()
    {
        ValueSlider slider(u"Latency"_s, u"How long"_s, 10, nullptr);
        QSignalSpy moved(&slider, &ValueSlider::moved);
        QWheelEvent wheel({4, 4}, {4, 4}, {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(slider.slider(), &wheel);
        QVERIFY(!wheel.isAccepted());
        QCOMPARE(slider.slider()->value(), 0);
        QCOMPARE(moved.size(), 0);
    }

    void whatIsTypedIsSaidOnReturnAndKeptMeanwhile()
    {
        ValueSlider slider(u"Latency"_s, u"How long"_s, 10, nullptr);
        slider.show(4, u"40 ms"_s, false);
        QSignalSpy typed(&slider, &ValueSlider::typed);
        slider.field()->clear();
        QTest::keyClicks(slider.field(), u"55"_s);
        slider.show(5, u"50 ms"_s, false); // the link tells something meanwhile
        QCOMPARE(slider.field()->text(), u"55"_s);
        QCOMPARE(typed.size(), 0);
        connect(&slider, &ValueSlider::typed, this, [&] { slider.show(5, u"55 ms"_s, false); });
        QTest::keyClick(slider.field(), Qt::Key_Return);
        QCOMPARE(typed.size(), 1);
        QCOMPARE(typed[0][0].toString(), u"55"_s);
        QCOMPARE(slider.field()->text(), u"55 ms"_s);
        QTest::keyClick(slider.field(), Qt::Key_Return);
        QCOMPARE(typed.size(), 1);
    }

    void escapeLeavesItAsItWas()
    {
        ValueSlider slider(u"Latency"_s, u"How long"_s, 10, nullptr);
        slider.show(4, u"40 ms"_s, false);
        QSignalSpy typed(&slider, &ValueSlider::typed);
        QTest::keyClicks(slider.field(), u"x"_s);
        QTest::keyClick(slider.field(), Qt::Key_Escape);
        QCOMPARE(slider.field()->text(), u"40 ms"_s);
        QCOMPARE(typed.size(), 0);
    }

    void aWrongOneStaysWithItsWordUntilItIsChanged()
    {
        ValueSlider slider(u"Latency"_s, u"How long"_s, 10, nullptr);
        slider.show(4, u"40 ms"_s, false);
        connect(&slider, &ValueSlider::typed, this, [&] { slider.setWrong(u"a time"_s); });
        slider.field()->clear();
        QTest::keyClicks(slider.field(), u"soon"_s);
        QTest::keyClick(slider.field(), Qt::Key_Return);
        QCOMPARE(slider.wrong(), u"a time"_s);
        QCOMPARE(slider.field()->text(), u"soon"_s);
        QCOMPARE(slider.field()->accessibleDescription(), u"a time"_s);
        QTest::keyClick(slider.field(), Qt::Key_Backspace);
        QCOMPARE(slider.wrong(), QString());
    }
};

QTEST_MAIN(TestValueSlider)
#include "tst_valueslider.moc"
