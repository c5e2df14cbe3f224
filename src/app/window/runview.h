#pragma once

#include <core/result.h>

#include <QObject>

#include <functional>
#include <vector>

namespace swapscope {

class ScenarioControl;
class Session;
class TopBar;
class TraceView;
class WindowActions;
class WindowLayout;
class WindowPanels;

// What the panels, the toolbar and the commands show of a run: as it begins, as it goes on, as it ends, and
// what went wrong with it. What a new panel has to be told of a run is told here.
class RunView final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Session &session;
        const ScenarioControl &scenarios;
        const WindowPanels &panels;
        WindowLayout &layout;
        WindowActions &actions;
        TopBar &top;
        TraceView &trace;
    };

    // What the parts name outlives the object.
    explicit RunView(const Parts &parts, QObject *parent = nullptr);

    // The left side is as the user left it: the first run does not share it out.
    void keepLeft() { m_leftIsFitted = true; }
    // The scenario does not run, and why. reopen: tries again.
    void showFailure(const QString &what, const std::vector<Error> &errors,
                     const std::function<void()> &reopen);
    void showSummary();

private:
    void connectSession();
    void prepare();
    void begin();
    void end();
    void grow();
    void showClients();
    void showRecorded();
    void showCues();
    void showScriptError(const Error &error);
    QString told(Error error) const;

    const Parts m_parts;
    std::size_t m_faults = 0; // so many were in the trace when they were shown
    bool m_scriptRan = false; // in this run a script without an error was there
    bool m_leftIsFitted = false;
};

} // namespace swapscope
