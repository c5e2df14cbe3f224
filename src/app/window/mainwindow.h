#pragma once

#include "windowlayout.h"
#include "windowpanels.h"

#include <session/session.h>

#include <QMainWindow>

#include <memory>

class QSettings;

namespace swapscope {

class AttachControl;
class FileCommands;
class ManualWindow;
class RunView;
class ScenarioControl;
class TopBar;
class TraceView;
class WindowActions;

// The window: puts the panels together over one session and leads what they ask for to where it is done.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    // settings: what is remembered between runs of the program; null: nothing is.
    explicit MainWindow(std::unique_ptr<QSettings> settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    Session &session() { return m_session; }
    // A bundled scenario's name or a folder; empty: the last one, else "chat". False: it cannot run, the
    // window says why. Else Session::opened() or cannotRun() follows.
    bool openScenario(const QString &nameOrPath, const SessionOptions &options);
    // Puts pages in front of a server of the user's own; Session::opened() or cannotRun() follows.
    void attach(const AttachOptions &options);
    // Shows a saved trace instead of a run.
    bool openTrace(const QString &path);
    PagesPanel &pages() const { return *m_panels.pages; }
    MessageBar &message() const { return *m_panels.message; }
    NetworkPanel &network() const { return *m_panels.network; }

Q_SIGNALS:
    // What was asked for does not run; the window says why.
    void cannotRun();
    // "", "light" or "dark" was chosen in the View menu.
    void themeChosen(const QString &theme);

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void makeBars();
    void connectActions();
    void connectFaults();
    void connectThemes();
    void connectPanels();
    void connectEditor();
    void arrange();

    void select(EventId event, bool inTimeline);
    void fileSaved(const QString &path);
    void showScenario();
    void showManual();
    void showGallery();
    void updateTitle();

    std::unique_ptr<QSettings> m_settings;
    Session m_session;
    ScenarioControl *m_scenarios;
    WindowActions *m_actions;
    WindowLayout m_layout;
    WindowPanels m_panels;
    TraceView *m_trace;
    FileCommands *m_files;
    TopBar *m_top = nullptr;
    RunView *m_run = nullptr;
    AttachControl *m_attach = nullptr;
    ManualWindow *m_manual = nullptr;
    bool m_arranged = false;
    bool m_leaving = false; // closes when the run has ended
};

} // namespace swapscope
