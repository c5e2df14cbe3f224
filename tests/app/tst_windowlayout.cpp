#include <app/paneldock.h>
#include <app/windowlayout.h>

#include <QAction>
#include <QLabel>
#include <QMainWindow>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {
struct Window
{
    Window() : layout(window)
    {
        window.setCentralWidget(new QLabel);
        layout.addLesson(new QLabel, nullptr);
        layout.addEditor(new QLabel, nullptr);
        layout.addCues(new QLabel, nullptr);
        layout.addNetwork(new QLabel);
        layout.addInspector(new QLabel);
        layout.addTimeline(new QLabel, nullptr);
        window.resize(1200, 800);
        layout.reset();
        window.show();
    }

    PanelDock *dock(const QString &name) const { return window.findChild<PanelDock *>(name); }

    QMainWindow window;
    WindowLayout layout;
};
} // namespace

class TestWindowLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAtFirstAsDesigned()
    {
        Window w;
        QCOMPARE(w.window.dockWidgetArea(w.dock(u"lesson"_s)), Qt::LeftDockWidgetArea);
        QCOMPARE(w.window.dockWidgetArea(w.dock(u"timeline"_s)), Qt::BottomDockWidgetArea);
        QCOMPARE(w.window.tabifiedDockWidgets(w.dock(u"network"_s)),
                 QList<QDockWidget *>{w.dock(u"inspector"_s)});
        QCOMPARE(w.window.corner(Qt::BottomRightCorner), Qt::BottomDockWidgetArea);
        QCOMPARE(w.layout.toggles().size(), 6);
    }

    void isRememberedAndCanBeReset()
    {
        QTemporaryDir temp;
        const QString file = temp.filePath(u"window.ini"_s);
        {
            Window w;
            w.window.addDockWidget(Qt::RightDockWidgetArea, w.dock(u"lesson"_s));
            w.dock(u"cues"_s)->hide();
            QSettings settings(file, QSettings::IniFormat);
            w.layout.save(settings);
        }
        Window w;
        const QSettings settings(file, QSettings::IniFormat);
        QVERIFY(w.layout.restore(settings));
        QCOMPARE(w.window.dockWidgetArea(w.dock(u"lesson"_s)), Qt::RightDockWidgetArea);
        QVERIFY(w.dock(u"cues"_s)->isHidden());
        w.layout.reset();
        QCOMPARE(w.window.dockWidgetArea(w.dock(u"lesson"_s)), Qt::LeftDockWidgetArea);
        QVERIFY(!w.dock(u"cues"_s)->isHidden());
    }

    void nothingRememberedIsNothingRestored()
    {
        QTemporaryDir temp;
        Window w;
        QVERIFY(!w.layout.restore(QSettings(temp.filePath(u"none.ini"_s), QSettings::IniFormat)));
    }
};

QTEST_MAIN(TestWindowLayout)
#include "tst_windowlayout.moc"
