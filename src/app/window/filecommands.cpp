#include "filecommands.h"

#include "editor/filequestion.h"
#include "editor/scenariotexts.h"
#include "gallery/newscenariodialog.h"
#include "scenariocontrol.h"
#include "traceview.h"
#include "widgets/messagebar.h"
#include "windowactions.h"

#include <core/textfile.h>
#include <trace/file/tracefile.h>

#include <QAction>
#include <QDir>

namespace swapscope {

FileCommands::FileCommands(const Parts &parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    const WindowActions &a = parts.actions;
    connect(a.newScenario, &QAction::triggered, this, &FileCommands::newScenario);
    connect(a.openFolder, &QAction::triggered, this, &FileCommands::askForFolder);
    connect(a.saveCopy, &QAction::triggered, this, &FileCommands::saveAsCopy);
    connect(a.openTrace, &QAction::triggered, this, &FileCommands::askForTrace);
    connect(a.saveTrace, &QAction::triggered, this, &FileCommands::saveTraceAs);
    connect(a.savePicture, &QAction::triggered, this, &FileCommands::savePictureAs);
}

void FileCommands::newScenario()
{
    std::vector<GalleryEntry> templates = m_parts.scenarios.bundled();
    for (const GalleryEntry &entry : m_parts.scenarios.recent())
        templates.push_back(entry);
    auto *dialog = new NewScenarioDialog(templates, ScenarioControl::userFolder(), &m_parts.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { Q_EMIT scenarioChosen(dialog->created(), {}); });
    dialog->open();
}

void FileCommands::saveAsCopy()
{
    if (!m_parts.scenarios.hasScenario())
        return;
    const Scenario source = m_parts.scenarios.scenario();
    auto *dialog = new NewScenarioDialog({{source.dir, source.name, source.manifest.title, {}, false, false}},
                                         ScenarioControl::userFolder(), &m_parts.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save as my copy"));
    connect(dialog, &QDialog::accepted, this, [this, dialog, source] {
        const QDir from(source.dir);
        const QDir to(dialog->created());
        const QMap<QString, QString> edits = m_parts.texts.unsaved();
        for (auto edit = edits.cbegin(); edit != edits.cend(); ++edit) {
            const Result<void> written =
                saveText(to.absoluteFilePath(from.relativeFilePath(edit.key())), edit.value());
            if (!written) {
                reportError(tr("%1 Your edits are still here.").arg(written.error().toString()));
                return;
            }
        }
        m_parts.texts.forgetDrafts();
        SessionOptions options;
        if (m_parts.session.isOpen()) {
            options.htmx = m_parts.session.htmx();
            options.params = m_parts.session.params();
        }
        Q_EMIT scenarioChosen(to.absolutePath(), options);
    });
    dialog->open();
}

void FileCommands::askForFolder()
{
    askForFile(
        &m_parts.window,
        {.kind = FileQuestion::Kind::OpenFolder,
         .title = tr("Open a scenario's folder"),
         .start = m_parts.scenarios.hasScenario() ? m_parts.scenarios.scenario().dir : QDir::homePath()},
        [this](const QString &dir) { Q_EMIT scenarioChosen(dir, {}); });
}

void FileCommands::askForTrace()
{
    askForFile(&m_parts.window,
               {.title = tr("Open a trace"), .filter = tr("Traces (*.jsonl);;Every file (*)")},
               [this](const QString &path) { Q_EMIT traceChosen(path); });
}

void FileCommands::saveTraceAs()
{
    askForFile(&m_parts.window,
               {.kind = FileQuestion::Kind::SaveFile,
                .title = tr("Save the trace"),
                .start = QStringLiteral("trace.jsonl"),
                .filter = tr("Traces (*.jsonl)"),
                .suffix = QStringLiteral("jsonl")},
               [this](const QString &path) {
                   m_parts.session.flush();
                   if (const Result<void> saved = saveTrace(path, m_parts.trace.trace()); !saved)
                       reportError(tr("The trace was not saved. %1").arg(saved.error().toString()));
               });
}

void FileCommands::savePictureAs()
{
    // Taken now: without the dialog, and of the moment that was meant.
    askForFile(&m_parts.window,
               {.kind = FileQuestion::Kind::SaveFile,
                .title = tr("Save a picture of the window"),
                .start = QStringLiteral("swapscope.png"),
                .filter = tr("Pictures (*.png)"),
                .suffix = QStringLiteral("png")},
               [this, picture = m_parts.window.grab()](const QString &path) {
                   if (!picture.save(path))
                       reportError(tr("The picture was not saved: %1 cannot be written.").arg(path));
               });
}

void FileCommands::reportError(const QString &text)
{
    m_parts.messages.showOver(MessageBar::Tone::Error, text);
}

} // namespace swapscope
