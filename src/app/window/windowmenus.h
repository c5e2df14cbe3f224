#pragma once

#include <functional>

class QMenu;
class QMenuBar;

namespace swapscope {

class PagesPanel;
class ScenarioControl;
class Session;
class WindowActions;
class WindowLayout;

// What the menus show and do beyond the window's own commands.
struct MenuParts
{
    const WindowActions &actions;
    const WindowLayout &layout;
    Session &session;
    PagesPanel &pages;
    const ScenarioControl &scenarios;
    std::function<void(const QString &dir)> openScenario;
    std::function<void(const QString &client)> selectClient;
};

// Fills the menu bar. Menus over things that change (recent scenarios, cues, clients) are filled as they
// open. What the parts name outlives the bar. `timeline` is for the timeline's own commands.
struct Menus
{
    QMenu *network;
    QMenu *timeline;
};
Menus fillMenus(QMenuBar &bar, const MenuParts &parts);

} // namespace swapscope
