#include <app/lesson/spotlight.h>
#include <app/widgets/theme.h>

#include <QApplication>
#include <QTest>

using namespace swapscope;

class TestSpotlight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesWhatIsLookedAtAndGoesAway()
    {
        applyTheme(*qApp, Theme::light());
        QWidget window;
        window.resize(400, 300);
        Spotlight light(&window);
        window.show();
        QVERIFY(!light.isVisible());
        light.highlight(QRect(100, 100, 120, 80));
        QVERIFY(light.isVisible());
        QCOMPARE(light.geometry(), window.rect());
        const QImage lit = window.grab().toImage();
        QCOMPARE(lit.pixelColor(102, 140), Theme::light().catchUp); // its left edge
        QVERIFY(lit.pixelColor(160, 140) != Theme::light().catchUp);
        QTRY_VERIFY(!light.isVisible());
    }
};

QTEST_MAIN(TestSpotlight)
#include "tst_spotlight.moc"
