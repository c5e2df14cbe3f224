#include <app/window/appearance.h>

#include <QDBusVariant>
#include <QGuiApplication>
#include <QPalette>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestAppearance : public QObject
{
    Q_OBJECT

    // As the portal's signal arrives.
    static void tell(Appearance &appearance, const QString &space, const QString &key, const QVariant &value)
    {
        QMetaObject::invokeMethod(&appearance, "settingChanged", Q_ARG(QString, space), Q_ARG(QString, key),
                                  Q_ARG(QDBusVariant, QDBusVariant(value)));
    }

private Q_SLOTS:
    void init() { QGuiApplication::setPalette(QPalette(Qt::white)); }

    void beginsWithThePlatformsPalette()
    {
        QVERIFY(!Appearance().dark());
        QGuiApplication::setPalette(QPalette(QColor(0x20, 0x20, 0x20)));
        QVERIFY(Appearance().dark());
    }

    void followsTheDesktop()
    {
        Appearance appearance;
        QSignalSpy changed(&appearance, &Appearance::changed);
        tell(appearance, u"org.freedesktop.appearance"_s, u"color-scheme"_s, 1U);
        QVERIFY(appearance.dark());
        tell(appearance, u"org.freedesktop.appearance"_s, u"color-scheme"_s, 1U);
        QCOMPARE(changed.size(), 1);
        tell(appearance, u"org.freedesktop.appearance"_s, u"color-scheme"_s, 2U);
        QVERIFY(!appearance.dark());
        QCOMPARE(changed.size(), 2);
        QCOMPARE(changed[1][0].toBool(), false);
    }

    void noPreferenceAndOtherSettingsChangeNothing()
    {
        Appearance appearance;
        QSignalSpy changed(&appearance, &Appearance::changed);
        tell(appearance, u"org.freedesktop.appearance"_s, u"color-scheme"_s, 0U);
        tell(appearance, u"org.freedesktop.appearance"_s, u"contrast"_s, 1U);
        tell(appearance, u"org.gnome.desktop.interface"_s, u"color-scheme"_s, 1U);
        QCOMPARE(changed.size(), 0);
        QVERIFY(!appearance.dark());
    }
};

QTEST_MAIN(TestAppearance)
#include "tst_appearance.moc"
