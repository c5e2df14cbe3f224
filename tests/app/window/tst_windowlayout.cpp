#include <app/window/paneldock.h>
#include <app/window/windowlayout.h>

#include <QAction>
#include <QLabel>
#include <QMainWindow>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

namespace {
struct DockedWindow
{
    DockedWindow() : layout(window)
    {
        window.setCentralWidget(new QLabel);
        using Side = WindowLayout::Side;
        layout.add({Side::Left, "lesson", u"Lesson"_s, new QLabel});
        layout.add({Side::Left, "editor", u"Editor"_s, new QLabel});
        layout.add({Side::Left, "cues", u"Cues"_s, new QLabel});
        layout.add({Side::Right, "network", u"Network"_s, new QLabel});
        layout.add({Side::Right, "inspector", u"Inspector"_s, new QLabel});
        layout.add({Side::Bottom, "timeline", u"Timeline"_s, new QLabel});
        rare = new QLabel;
        layout.add({.side = Side::Bottom,
                    .name = "rare",
                    .title = u"Rare"_s,
                    .widget = rare,
                    .shownAtFirst = false,
                    .togglesInMenu = false});
        window.resize(1200, 800);
        layout.reset();
        window.show();
    }

    PanelDock *dock(const QString &name) const { return window.findChild<PanelDock *>(name); }

    QMainWindow window;
    WindowLayout layout;
    QLabel *rare = nullptr; // a panel that comes when it is needed
};
} // namespace

class TestWindowLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAtFirstAsDesigned()
    {
        DockedWindow w;
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
            DockedWindow w;
            w.window.addDockWidget(Qt::RightDockWidgetArea, w.dock(u"lesson"_s));
            w.dock(u"cues"_s)->hide();
            QSettings settings(file, QSettings::IniFormat);
            w.layout.save(settings);
        }
        DockedWindow w;
        const QSettings settings(file, QSettings::IniFormat);
        QVERIFY(w.layout.restore(settings));
        QCOMPARE(w.window.dockWidgetArea(w.dock(u"lesson"_s)), Qt::RightDockWidgetArea);
        QVERIFY(w.dock(u"cues"_s)->isHidden());
        w.layout.reset();
        QCOMPARE(w.window.dockWidgetArea(w.dock(u"lesson"_s)), Qt::LeftDockWidgetArea);
        QVERIFY(!w.dock(u"cues"_s)->isHidden());
    }

    void aPanelCanComeWhenItIsNeeded()
    {
        DockedWindow w;
        QVERIFY(!w.layout.isShown(w.rare));
        w.layout.raise(w.rare);
        QVERIFY(w.layout.isShown(w.rare));
        QVERIFY(w.dock(u"rare"_s)->x() > w.dock(u"timeline"_s)->x());
        w.layout.setShown(w.rare, false);
        QVERIFY(!w.layout.isShown(w.rare));
    }

    void onePanelCanStandInTheLeftSidesPlace()
    {
        DockedWindow w;
        auto *instead = new QLabel;
        w.layout.add({.side = WindowLayout::Side::Left,
                      .name = "instead",
                      .title = u"Instead"_s,
                      .widget = instead,
                      .shownAtFirst = false});
        w.layout.reset();
        w.dock(u"cues"_s)->hide(); // by the user
        w.layout.replaceLeft(instead, 300);
        QVERIFY(w.layout.isShown(instead));
        QVERIFY(w.dock(u"lesson"_s)->isHidden() && w.dock(u"editor"_s)->isHidden());
        w.layout.reset();
        QVERIFY(w.layout.isShown(instead) && w.dock(u"lesson"_s)->isHidden());
        w.layout.restoreLeft();
        QVERIFY(!w.layout.isShown(instead));
        QVERIFY(!w.dock(u"lesson"_s)->isHidden() && !w.dock(u"editor"_s)->isHidden());
    }

    void theArrangementOfOtherPanelsIsForgotten()
    {
        QTemporaryDir temp;
        QSettings settings(temp.filePath(u"window.ini"_s), QSettings::IniFormat);
        DockedWindow before;
        before.layout.save(settings);
        DockedWindow w;
        w.layout.add({WindowLayout::Side::Right, "new", u"New"_s, new QLabel});
        QVERIFY(!w.layout.restore(settings));
    }

    void nothingRememberedIsNothingRestored()
    {
        QTemporaryDir temp;
        DockedWindow w;
        QVERIFY(!w.layout.restore(QSettings(temp.filePath(u"none.ini"_s), QSettings::IniFormat)));
    }
};

QTEST_MAIN(TestWindowLayout)
#include "tst_windowlayout.moc"
