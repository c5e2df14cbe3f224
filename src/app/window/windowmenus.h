#pragma once

#include <QString>

class QMenu;
class QMenuBar;

namespace swapscope {

class ScenarioControl;
class WindowActions;

// The menus of the window, for features that add commands of their own.
struct Menus
{
    QMenu *view = nullptr;
    QMenu *scenario = nullptr;
    QMenu *network = nullptr;
    QMenu *clients = nullptr;
    QMenu *timeline = nullptr;
};

// Fills the menu bar with the window's commands. The menu of recent scenarios is filled as it opens. Actions
// and scenarios outlive the bar.
Menus fillMenus(QMenuBar &bar, const WindowActions &actions, ScenarioControl &scenarios);

// The text as a menu shows it, with no letter of it taken for a key.
QString plainMenuText(QString text);

} // namespace swapscope
