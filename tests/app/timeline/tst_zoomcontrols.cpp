#include <timeline/zoomcontrols.h>

#include <QSignalSpy>
#include <QTest>

using namespace swapscope;

class TestZoomControls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plusAndMinusDiffer()
    {
        ZoomButton plus(ZoomButton::Sign::Plus);
        ZoomButton minus(ZoomButton::Sign::Minus);
        plus.resize(20, 28);
        minus.resize(20, 28);
        QVERIFY(plus.grab().toImage() != minus.grab().toImage());
    }

    void aButtonAnswersMouseAndKey()
    {
        ZoomButton button(ZoomButton::Sign::Plus);
        QSignalSpy spy(&button, &ZoomButton::clicked);
        QTest::mouseClick(&button, Qt::LeftButton);
        QTest::keyClick(&button, Qt::Key_Space);
        QCOMPARE(spy.count(), 2);
    }

    void theSliderShowsItsValue()
    {
        ZoomSlider slider;
        slider.resize(64, 22);
        slider.setRange(0, 100);
        const QImage low = slider.grab().toImage();
        slider.setValue(100);
        QVERIFY(slider.grab().toImage() != low);
    }

    void keysMoveTheSlider()
    {
        ZoomSlider slider;
        slider.setRange(0, 100);
        slider.setSingleStep(2);
        QTest::keyClick(&slider, Qt::Key_Right);
        QCOMPARE(slider.value(), 2);
    }
};

QTEST_MAIN(TestZoomControls)
#include "tst_zoomcontrols.moc"
