#include <timeline/zoomslider.h>

#include <QTest>

using namespace swapscope;

class TestZoomSlider : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsItsValue();
    void keysMoveIt();
};

void TestZoomSlider::showsItsValue()
{
    ZoomSlider slider;
    slider.resize(64, 22);
    slider.setRange(0, 100);
    const QImage low = slider.grab().toImage();
    slider.setValue(100);
    QVERIFY(slider.grab().toImage() != low);
}

void TestZoomSlider::keysMoveIt()
{
    ZoomSlider slider;
    slider.setRange(0, 100);
    slider.setSingleStep(2);
    QTest::keyClick(&slider, Qt::Key_Right);
    QCOMPARE(slider.value(), 2);
}

QTEST_MAIN(TestZoomSlider)
#include "tst_zoomslider.moc"
