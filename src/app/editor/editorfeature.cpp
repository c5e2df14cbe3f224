#include "editorfeature.h"

#include "codeeditor.h"
#include "editorpanel.h"
#include "widgets/messagebar.h"
#include "window/scenariocontrol.h"
#include "window/windowactions.h"

#include <session/session.h>

#include <QAction>
#include <QMainWindow>

#include <utility>

namespace swapscope {

EditorFeature::EditorFeature(const Parts &parts)
    : m_parts(parts), m_panel(new EditorPanel(ScenarioControl::draftsFolder(), &parts.window))
{
    connectActions();
    connect(m_panel, &EditorPanel::saved, this, &EditorFeature::fileChanged);
    connect(m_panel, &EditorPanel::changedOnDisk, this, &EditorFeature::fileChanged);
    connect(m_panel, &EditorPanel::dirtyChanged, this, &EditorFeature::dirtyChanged);
    connect(m_panel, &EditorPanel::copyRequested, this, [this] {
        m_parts.messages.showOver(
            MessageBar::Tone::Note,
            tr("This scenario came with Swapscope and stays as it is. Your edits are kept; save them "
               "in a copy of your own to run them."),
            {{tr("Save as my copy…"), [this] { Q_EMIT copyRequested(); }}});
    });
    connect(&m_parts.session, &Session::commandFailed, this,
            [this](const Error &error) { reportError(m_parts.scenarios.textOf(error), error); });
}

void EditorFeature::connectActions()
{
    const WindowActions &a = m_parts.actions;
    connect(a.save, &QAction::triggered, m_panel, [this] { m_panel->save(); });
    connect(a.saveAll, &QAction::triggered, m_panel, &EditorPanel::saveAll);
    connect(a.undo, &QAction::triggered, m_panel, &EditorPanel::undo);
    connect(a.redo, &QAction::triggered, m_panel, &EditorPanel::redo);
    connect(a.find, &QAction::triggered, m_panel, &EditorPanel::openFind);
    connect(a.replace, &QAction::triggered, m_panel, &EditorPanel::openReplace);
    connect(a.revert, &QAction::triggered, m_panel, &EditorPanel::revert);
}

bool EditorFeature::isDirty() const
{
    return m_panel->isDirty();
}

std::vector<WindowLayout::Panel> EditorFeature::panels() const
{
    return {{WindowLayout::Side::Left, "editor", tr("Editor"), m_panel, m_panel->header()}};
}

void EditorFeature::scenarioLoaded()
{
    m_panel->openScenario(m_parts.scenarios.scenario(), !m_parts.scenarios.isBundled());
    m_parts.actions.setEditable();
}

void EditorFeature::runBegan()
{
    m_scriptRan = false;
    m_parts.messages.clear(); // what was said of an earlier run
    showScript();
}

void EditorFeature::runGrew(const RunNews &news)
{
    if (news.script)
        showScript();
}

void EditorFeature::showScript()
{
    m_panel->clearErrors();
    const std::optional<Error> error = m_parts.session.scriptError();
    if (!error) {
        m_scriptRan = true;
        if (std::exchange(m_scriptFailed, false))
            m_parts.messages.dismiss();
        return;
    }
    m_scriptFailed = true;
    if (m_parts.session.erringScriptServes()) {
        m_scriptRan = true;
        reportError(m_parts.scenarios.textOf(*error), *error);
        return;
    }
    const QString meanwhile = m_scriptRan ? tr("the last script without an error keeps serving")
                                          : tr("until it is mended the page is served without a script");
    reportError(tr("%1 — %2.").arg(m_parts.scenarios.textOf(*error), meanwhile), *error);
}

void EditorFeature::runFailed(const RunFailure &failure)
{
    if (failure.attaching)
        return; // the errors are in no file
    m_panel->clearErrors();
    for (const Error &error : failure.errors)
        m_panel->markError(error, &error == &failure.errors.front());
}

std::optional<QString> EditorFeature::text(const QString &path) const
{
    const CodeEditor *editor = m_panel->editorOf(path);
    return editor == nullptr ? std::nullopt : std::optional(editor->text());
}

void EditorFeature::replace(const QString &path, const QString &text, int line)
{
    CodeEditor *editor = m_panel->editorOf(path);
    if (editor == nullptr)
        return;
    if (text != editor->text())
        editor->replaceAll(text);
    m_panel->showFile(path);
    m_parts.layout.raise(m_panel);
    editor->goTo(line);
}

void EditorFeature::offerToSave(const QString &what)
{
    if (m_parts.scenarios.isBundled()) {
        m_parts.messages.show(MessageBar::Tone::Note,
                              tr("%1 This scenario came with Swapscope and stays as it is; a copy of your "
                                 "own can be played.")
                                  .arg(what),
                              {{tr("Save as my copy…"), [this] { Q_EMIT copyRequested(); }}});
    } else {
        m_parts.messages.show(MessageBar::Tone::Note, tr("%1 Saving it begins a new run.").arg(what),
                              {{tr("Save"), [this] { m_panel->save(); }}});
    }
}

void EditorFeature::show(const QString &path, int line, int column)
{
    m_panel->showFile(path);
    m_parts.layout.raise(m_panel);
    if (CodeEditor *editor = m_panel->editorOf(path)) {
        editor->goTo(qMax(1, line), qMax(1, column));
        editor->setFocus(Qt::OtherFocusReason);
    }
}

void EditorFeature::reportError(const QString &sentence, const Error &error)
{
    std::vector<MessageBar::Action> actions;
    if (m_panel->markError(error, false)) {
        actions.push_back({tr("Show the line"), [this, error] {
                               m_parts.layout.raise(m_panel);
                               m_panel->markError(error, true);
                           }});
    }
    m_parts.messages.show(MessageBar::Tone::Error, sentence, std::move(actions));
}

void EditorFeature::setNotes(const QMap<QString, std::vector<MarginNote>> &notes)
{
    for (const QString &file : editorFiles(m_parts.scenarios.scenario())) {
        if (CodeEditor *editor = m_panel->editorOf(file))
            editor->setNotes(notes.value(file));
    }
}

QMap<QString, QString> EditorFeature::unsaved() const
{
    return m_panel->unsaved();
}

void EditorFeature::forgetDrafts()
{
    m_panel->forgetDrafts();
}

} // namespace swapscope
