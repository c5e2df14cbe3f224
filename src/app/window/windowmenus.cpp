#include "windowmenus.h"

#include "scenariocontrol.h"
#include "windowactions.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

namespace swapscope {

namespace {

struct MenuTexts
{
    Q_DECLARE_TR_FUNCTIONS(swapscope::WindowMenus)
};

void addSome(QMenu *menu, const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        if (action == nullptr)
            menu->addSeparator();
        else
            menu->addAction(action);
    }
}

void fillRecent(QMenu *menu, ScenarioControl &scenarios)
{
    menu->clear();
    const auto add = [&](const GalleryEntry &entry) {
        menu->addAction(plainMenuText(entry.title), menu,
                        [&scenarios, dir = entry.dir] { scenarios.open(dir, {}); })
            ->setToolTip(entry.summary);
    };
    for (const GalleryEntry &entry : scenarios.bundled())
        add(entry);
    menu->addSeparator();
    for (const GalleryEntry &entry : scenarios.recent())
        add(entry);
}

} // namespace

QString plainMenuText(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

Menus fillMenus(QMenuBar &bar, const WindowActions &actions, ScenarioControl &scenarios)
{
    const WindowActions &a = actions;
    Menus menus;
    QMenu *file = bar.addMenu(MenuTexts::tr("&File"));
    addSome(file, {a.newScenario, a.openFolder});
    QMenu *recent = file->addMenu(MenuTexts::tr("Open &scenario"));
    QObject::connect(recent, &QMenu::aboutToShow, recent,
                     [recent, &scenarios] { fillRecent(recent, scenarios); });
    addSome(file, {a.attach, nullptr, a.save, a.saveAll, a.saveCopy, nullptr, a.openTrace, a.saveTrace,
                   a.savePicture, nullptr, a.quit});

    addSome(bar.addMenu(MenuTexts::tr("&Edit")),
            {a.undo, a.redo, nullptr, a.find, a.replace, nullptr, a.revert});

    menus.view = bar.addMenu(MenuTexts::tr("&View"));
    addSome(menus.view, {nullptr, a.flash});
    menus.view->addMenu(MenuTexts::tr("&Colours"))->addActions(a.themes->actions());
    addSome(menus.view, {nullptr, a.resetLayout});

    menus.scenario = bar.addMenu(MenuTexts::tr("&Scenario"));
    addSome(menus.scenario, {a.gallery, nullptr, a.restart, a.play, nullptr});

    menus.network = bar.addMenu(MenuTexts::tr("&Network"));
    addSome(menus.network, {a.cut, a.mend, nullptr, a.freeze, a.thaw, nullptr, a.deploy, nullptr,
                            a.anotherFault, a.clear, nullptr, a.hold, a.step, a.releaseAll, a.inject});

    menus.clients = bar.addMenu(MenuTexts::tr("&Clients"));
    // The action has to be in a menu for its key to work before the menu was opened once.
    menus.clients->addAction(a.reloadPages);

    menus.timeline = bar.addMenu(MenuTexts::tr("&Timeline"));
    addSome(bar.addMenu(MenuTexts::tr("&Help")), {a.manual, a.keys, nullptr, a.about});
    return menus;
}

} // namespace swapscope
