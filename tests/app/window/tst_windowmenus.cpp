#include "windowparts.h"

#include <QAction>
#include <QSignalSpy>
#include <QTest>

using namespace swapscope;
using namespace Qt::Literals::StringLiterals;

class TestWindowMenus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standInTheOrderOfThePicture()
    {
        const WindowParts parts;
        QCOMPARE(actionTexts(parts.window.menuBar()->actions()),
                 (QStringList{u"File"_s, u"Edit"_s, u"View"_s, u"Scenario"_s, u"Network"_s, u"Clients"_s,
                              u"Timeline"_s, u"Help"_s}));
    }

    void everyCommandIsInAMenu()
    {
        const WindowParts parts;
        QList<QAction *> inMenus;
        for (const QMenu *menu : parts.window.menuBar()->findChildren<QMenu *>())
            inMenus += menu->actions();
        for (QAction *action : parts.actions.findChildren<QAction *>(QString(), Qt::FindDirectChildrenOnly))
            QVERIFY2(inMenus.contains(action), qPrintable(action->text()));
    }

    void bundledScenariosOpenFromTheFileMenu()
    {
        WindowParts parts;
        const QAction *file = parts.window.menuBar()->actions().constFirst();
        QMenu *menu = submenu(*file->menu(), u"Open scenario"_s);
        Q_EMIT menu->aboutToShow();
        const GalleryEntry first = parts.scenarios.bundled().front();
        QCOMPARE(actionTexts(menu->actions()).first(), first.title);
        menu->actions().first()->trigger();
        QCOMPARE(parts.scenarios.scenario().dir, first.dir);
    }

    void aTextKeepsItsAmpersand() { QCOMPARE(plainMenuText(u"Drag & drop"_s), u"Drag && drop"_s); }
};

QTEST_MAIN(TestWindowMenus)
#include "tst_windowmenus.moc"
