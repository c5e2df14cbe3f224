#pragma once

#include "featurelist.h"
#include "selection.h"
#include "windowlayout.h"
#include "windowmenus.h"

#include <core/pace.h>
#include <session/session.h>

#include <QMainWindow>

#include <memory>

class QSettings;

namespace swapscope {

class AttachFeature;
class EditorFeature;
class FileCommands;
class MessageBar;
class PagesFeature;
class PagesPanel;
class ScenarioControl;
class TraceOpener;
class TraceView;
class WindowActions;

// The window: makes the features from one list, in makeFeatures(), and connects what they want of each other.
// It opens scenarios and traces, attaches, and closes when the run has ended.
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
    // Reads a saved trace and shows it instead of a run.
    void openTrace(const QString &path);
    PagesPanel &pages() const;
    MessageBar &message() const { return *m_messages; }
    // That nothing is served, because the script does not return.
    MessageBar &stallMessage() const { return *m_stall; }

Q_SIGNALS:
    // What was asked for does not run; the window says why.
    void cannotRun();
    // "", "light" or "dark" was chosen in the View menu.
    void themeChosen(const QString &theme);

protected:
    bool event(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void makeFeatures();
    void placeFeatures();
    void connectActions();
    void connectThemes();
    void connectRun();
    void arrange();

    void traceOpened(const QStringList &notes);
    void fileChanged(const QString &path);
    void showFailure(const RunFailure &failure, const std::function<void()> &retry);
    void updateTitle();

    std::unique_ptr<QSettings> m_settings;
    Session m_session;
    ScenarioControl *m_scenarios;
    WindowActions *m_actions;
    Menus m_menus;
    WindowLayout m_layout;
    Selection m_selection;
    MessageBar *m_messages;
    MessageBar *m_stall;
    TraceView *m_trace;
    TraceOpener *m_opener;
    FileCommands *m_files = nullptr;
    FeatureList m_features;
    EditorFeature *m_editor = nullptr; // these are in the list
    PagesFeature *m_pages = nullptr;
    AttachFeature *m_attach = nullptr;
    WorkShare m_drawing{5}; // of the window's time, one part in so many may go into drawing what is new
    bool m_arranged = false;
    bool m_leftIsFitted = false; // the left side is shared out as a run needs it, or as the user left it
    bool m_leaving = false;      // closes when the run has ended
};

} // namespace swapscope
