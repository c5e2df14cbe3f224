#include "windowmenus.h"

#include "pages/pagespanel.h"
#include "scenariocontrol.h"
#include "widgets/icons.h"
#include "windowactions.h"
#include "windowlayout.h"

#include <QAction>
#include <QActionGroup>
#include <QClipboard>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QMenuBar>

namespace swapscope {

namespace {

QString menusTr(const char *text)
{
    return QCoreApplication::translate("swapscope::WindowMenus", text);
}

QString plain(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

void addSome(QMenu *menu, const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        if (action == nullptr)
            menu->addSeparator();
        else
            menu->addAction(action);
    }
}

void fillRecent(QMenu *menu, const MenuParts &parts)
{
    menu->clear();
    const auto add = [&](const GalleryEntry &entry) {
        menu->addAction(plain(entry.title), menu, [open = parts.openScenario, dir = entry.dir] { open(dir); })
            ->setToolTip(entry.summary);
    };
    for (const GalleryEntry &entry : parts.scenarios.bundled())
        add(entry);
    menu->addSeparator();
    for (const GalleryEntry &entry : parts.scenarios.recent())
        add(entry);
}

void fillCues(QMenu *menu, const MenuParts &parts)
{
    menu->clear();
    const QStringList cues = parts.session.cues();
    for (int i = 0; i < cues.size(); ++i) {
        // The key itself belongs to the panel; two owners of one key would make it ambiguous.
        const QString key = i < 9 ? QStringLiteral("\tCtrl+%1").arg(i + 1) : QString();
        menu->addAction(plain(cues[i]) + key, &parts.session,
                        [&session = parts.session, i] { session.runCue(i); });
    }
    if (cues.isEmpty())
        menu->addAction(menusTr("The script has no cues"))->setEnabled(false);
}

void fillClients(QMenu *menu, const MenuParts &parts)
{
    menu->clear();
    menu->addAction(parts.actions.reloadPages);
    menu->addSeparator();
    const QStringList shown = parts.pages.shown();
    Session &session = parts.session;
    if (!session.isOpen())
        return;
    for (const ClientInfo &client : session.clients()) {
        QMenu *sub =
            menu->addMenu(themedIcon(QStringLiteral("client")), menusTr("Client %1").arg(client.name));
        QAction *show = sub->addAction(menusTr("Show its page"));
        show->setCheckable(true);
        show->setChecked(shown.contains(client.name));
        QObject::connect(show, &QAction::toggled, &parts.pages,
                         [&pages = parts.pages, name = client.name](bool on) { pages.setShown(name, on); });
        sub->addAction(menusTr("Show its link"), &parts.pages,
                       [select = parts.selectClient, name = client.name] { select(name); });
        sub->addAction(menusTr("Copy its address"), &parts.pages,
                       [url = client.url] { QGuiApplication::clipboard()->setText(url.toString()); });
        sub->addAction(menusTr("Open in the desktop's browser"), &parts.pages,
                       [url = client.url] { QDesktopServices::openUrl(url); });
    }
    menu->addSeparator();
    menu->addAction(menusTr("Copy the server's address, without a link"), &session,
                    [&session] { QGuiApplication::clipboard()->setText(session.serverUrl().toString()); });
}

// A menu that is filled each time it opens.
void fillWhenOpened(QMenu *menu, const MenuParts &parts, void (*fill)(QMenu *, const MenuParts &))
{
    QObject::connect(menu, &QMenu::aboutToShow, menu, [menu, parts, fill] { fill(menu, parts); });
}

} // namespace

Menus fillMenus(QMenuBar &bar, const MenuParts &parts)
{
    const WindowActions &a = parts.actions;
    QMenu *file = bar.addMenu(menusTr("&File"));
    addSome(file, {a.newScenario, a.openFolder});
    QMenu *recent = file->addMenu(menusTr("Open &scenario"));
    fillWhenOpened(recent, parts, fillRecent);
    addSome(file, {a.attach, nullptr, a.save, a.saveAll, a.saveCopy, nullptr, a.openTrace, a.saveTrace,
                   a.savePicture, nullptr, a.quit});

    addSome(bar.addMenu(menusTr("&Edit")), {a.undo, a.redo, nullptr, a.find, a.replace, nullptr, a.revert});

    QMenu *view = bar.addMenu(menusTr("&View"));
    view->addActions(parts.layout.toggles());
    addSome(view, {nullptr, a.flash});
    QMenu *theme = view->addMenu(menusTr("&Colours"));
    theme->addActions(a.themes->actions());
    addSome(view, {nullptr, a.resetLayout});

    QMenu *scenario = bar.addMenu(menusTr("&Scenario"));
    addSome(scenario, {a.gallery, nullptr, a.restart, a.play, nullptr});
    fillWhenOpened(scenario->addMenu(menusTr("&Cues")), parts, fillCues);

    QMenu *network = bar.addMenu(menusTr("&Network"));
    addSome(network,
            {a.cut, a.mend, nullptr, a.freeze, a.thaw, nullptr, a.deploy, nullptr, a.anotherFault, a.clear});

    addSome(network, {nullptr, a.hold, a.step, a.releaseAll, a.inject});
    QMenu *clients = bar.addMenu(menusTr("&Clients"));
    // The action has to be in a menu for its key to work before the menu was opened once.
    clients->addAction(a.reloadPages);
    fillWhenOpened(clients, parts, fillClients);

    QMenu *timeline = bar.addMenu(menusTr("&Timeline"));
    addSome(bar.addMenu(menusTr("&Help")), {a.manual, a.keys, nullptr, a.about});
    return {network, timeline};
}

} // namespace swapscope
