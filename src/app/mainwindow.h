#pragma once

#include "windowlayout.h"

#include <session/session.h>

#include <QMainWindow>

#include <memory>

class QSettings;

namespace swapscope {

class CuesPanel;
class EditorPanel;
class InspectorPanel;
class Ledger;
class LessonPanel;
class ManualWindow;
class MessageBar;
class NetworkPanel;
class PagesPanel;
class ParamsPanel;
class ScenarioControl;
class SendBox;
class TimelineWidget;
class TopBar;
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
    // A bundled scenario's name or a folder; empty: the last one, else "chat". False: it does not run, the
    // window says why.
    bool openScenario(const QString &nameOrPath, const SessionOptions &options);
    // Shows a saved trace instead of a run.
    bool openTrace(const QString &path);
    PagesPanel &pages() const { return *m_pages; }
    MessageBar &message() const { return *m_message; }
    NetworkPanel &network() const { return *m_network; }

Q_SIGNALS:
    // "", "light" or "dark" was chosen in the View menu.
    void themeChosen(const QString &theme);

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct SavedTrace;

    void makePanels();
    void connectActions();
    void connectPanels();
    void connectSession();
    void arrange();

    void begin();
    void end();
    void grow();
    void showScenario();
    void showClients();
    void showCues();
    void showSummary();
    void showScriptError(const Error &error);
    void showFailure(const QString &what, const std::vector<Error> &errors);
    QString told(Error error) const;
    void say(const QString &text);
    void select(EventId event, bool inTimeline);
    void leaveSavedTrace();
    void useTrace(const Trace *trace);
    void updateTitle();

    void fileSaved(const QString &path);
    void newScenario();
    void saveAsCopy();
    void askForFolder();
    void askForTrace();
    void saveTraceAs();
    void savePictureAs();
    void showManual();

    std::unique_ptr<QSettings> m_settings;
    Session m_session;
    ScenarioControl *m_scenarios;
    WindowActions *m_actions;
    WindowLayout m_layout;
    std::unique_ptr<SavedTrace> m_saved; // a trace from a file is shown

    TopBar *m_top = nullptr;
    MessageBar *m_message = nullptr;
    PagesPanel *m_pages = nullptr;
    LessonPanel *m_lesson = nullptr;
    EditorPanel *m_editor = nullptr;
    CuesPanel *m_cues = nullptr;
    ParamsPanel *m_params = nullptr;
    SendBox *m_send = nullptr;
    NetworkPanel *m_network = nullptr;
    InspectorPanel *m_inspector = nullptr;
    TimelineWidget *m_timeline = nullptr;
    ManualWindow *m_manual = nullptr;
    bool m_scriptRan = false; // in this run a script without an error was there
    bool m_arranged = false;
    bool m_remembered = false; // where the panels stand is the user's own
};

} // namespace swapscope
