#include <app/widgets/icons.h>

#include <QApplication>
#include <QImage>
#include <QPixmap>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestIcons : public QObject
{
    Q_OBJECT

    // The colour of the most opaque pixel.
    static QString inkOf(const QIcon &icon, QIcon::Mode mode = QIcon::Normal)
    {
        const QImage image = icon.pixmap(QSize(32, 32), 1.0, mode).toImage();
        QColor best(Qt::transparent);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y).alpha() > best.alpha())
                    best = image.pixelColor(x, y);
            }
        }
        best.setAlpha(255);
        return best.name();
    }

private Q_SLOTS:
    void isDrawnInItsRolesColourAndFollowsTheTheme()
    {
        const QIcon icon = themedIcon(u"stop"_s, Role::Lost);
        applyTheme(*qApp, Theme::light());
        QCOMPARE(inkOf(icon), Theme::light().lost.name());
        applyTheme(*qApp, Theme::darkTheme());
        QCOMPARE(inkOf(icon), Theme::darkTheme().lost.name());
    }

    void aDisabledIconIsPaler()
    {
        applyTheme(*qApp, Theme::light());
        const QIcon icon = themedIcon(u"stop"_s);
        QVERIFY(QColor(inkOf(icon, QIcon::Disabled)).lightness() > QColor(inkOf(icon)).lightness());
    }

    void anUnknownNameIsAnEmptyIcon()
    {
        QVERIFY(themedIcon(u"nothing-like-it"_s).isNull());
        QVERIFY(!applicationIcon().isNull());
    }
};

QTEST_MAIN(TestIcons)
#include "tst_icons.moc"
