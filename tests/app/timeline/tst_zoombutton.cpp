#include <timeline/zoombutton.h>

#include <QSignalSpy>
#include <QTest>

using namespace swapscope;

class TestZoomButton : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsDiffer();
    void answersMouseAndKey();
};

void TestZoomButton::signsDiffer()
{
    ZoomButton plus(ZoomButton::Sign::Plus);
    ZoomButton minus(ZoomButton::Sign::Minus);
    plus.resize(20, 28);
    minus.resize(20, 28);
    QVERIFY(plus.grab().toImage() != minus.grab().toImage());
}

void TestZoomButton::answersMouseAndKey()
{
    ZoomButton button(ZoomButton::Sign::Plus);
    QSignalSpy spy(&button, &ZoomButton::clicked);
    QTest::mouseClick(&button, Qt::LeftButton);
    QTest::keyClick(&button, Qt::Key_Space);
    QCOMPARE(spy.count(), 2);
}

QTEST_MAIN(TestZoomButton)
#include "tst_zoombutton.moc"
