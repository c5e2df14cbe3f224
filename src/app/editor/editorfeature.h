#pragma once

#include "scenariotexts.h"
#include "window/feature.h"

class QMainWindow;

namespace swapscope {

class EditorPanel;
class MessageBar;
class ScenarioControl;
class Session;
class WindowActions;

// The editor in the window: shows the files of the open scenario, marks where they have errors, says what is
// wrong with a run, and lets other features write into the texts.
class EditorFeature final : public Feature, public ScenarioTexts
{
    Q_OBJECT

public:
    struct Parts
    {
        QMainWindow &window;
        Session &session;
        const ScenarioControl &scenarios;
        WindowActions &actions;
        WindowLayout &layout;
        MessageBar &messages;
    };

    // What the parts name outlives the feature.
    explicit EditorFeature(const Parts &parts);

    // A text differs from its file.
    bool isDirty() const;

    std::vector<WindowLayout::Panel> panels() const override;
    void scenarioLoaded() override;
    void runBegan() override;
    void runGrew(const RunNews &news) override;
    void runFailed(const RunFailure &failure) override;

    std::optional<QString> text(const QString &path) const override;
    void replace(const QString &path, const QString &text, int line) override;
    void offerToSave(const QString &what) override;
    void show(const QString &path, int line, int column) override;
    void reportError(const QString &sentence, const Error &error) override;
    void setNotes(const QMap<QString, std::vector<MarginNote>> &notes) override;
    QMap<QString, QString> unsaved() const override;
    void forgetDrafts() override;

Q_SIGNALS:
    // A file was saved here, or changed by another program and read again.
    void fileChanged(const QString &path);
    void dirtyChanged();
    // The user wants the edits in a copy of the scenario.
    void copyRequested();

private:
    void connectActions();
    void showScript();

    const Parts m_parts;
    EditorPanel *m_panel;
    bool m_scriptRan = false;    // a script has been put into service in this run
    bool m_scriptFailed = false; // the message bar was last told of an error of the script
};

} // namespace swapscope
