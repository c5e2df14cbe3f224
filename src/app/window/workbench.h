#pragma once

class QMainWindow;
class QSettings;

namespace swapscope {

class FileCommands;
class MessageBar;
class ScenarioControl;
class ScenarioTexts;
class Selection;
class Session;
class TraceView;
class WindowActions;
class WindowLayout;
struct Menus;

// What the window offers to its features. No panel is among it. Everything outlives the features.
struct Workbench
{
    QMainWindow &window;
    QSettings *settings; // what is remembered between runs of the program; null: nothing is
    Session &session;
    ScenarioControl &scenarios; // which scenario is open
    const TraceView &trace;     // which trace is shown
    Selection &selection;
    ScenarioTexts &texts; // the scenario's files as they stand in the editor
    MessageBar &messages;
    WindowActions &actions;
    WindowLayout &layout;
    const Menus &menus;
    FileCommands &files;
};

} // namespace swapscope
