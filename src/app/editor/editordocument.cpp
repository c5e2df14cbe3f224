#include "editordocument.h"

#include "codeeditor.h"

#include <core/textfile.h>
#include <scenario/drafts.h>

#include <QFileInfo>

namespace swapscope {

namespace {
using namespace std::chrono_literals;
constexpr auto kDraftAfter = 400ms; // of quiet
} // namespace

EditorDocument::EditorDocument(QString scenarioDir, QString path, QString draftsFolder, QObject *parent)
    : QObject(parent),
      m_scenarioDir(std::move(scenarioDir)),
      m_path(std::move(path)),
      m_title(QDir(m_scenarioDir).relativeFilePath(m_path)),
      m_draftsFolder(std::move(draftsFolder)),
      m_editor(new CodeEditor(languageOf(m_path)))
{
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(kDraftAfter);
    connect(&m_draftTimer, &QTimer::timeout, this, &EditorDocument::keepDraft);
    connect(m_editor, &QsciScintilla::textChanged, this, &EditorDocument::edited);
}

CodeEditor *EditorDocument::editor() const
{
    return m_editor;
}

Result<bool> EditorDocument::open()
{
    m_onDisk.clear();
    if (QFileInfo::exists(m_path)) {
        const Result<QString> read = readText(m_path);
        if (!read)
            return read.error();
        m_onDisk = *read;
    }
    const std::optional<Draft> draft = DraftStore(m_draftsFolder).draft(m_scenarioDir, m_title);
    m_editor->load(m_onDisk);
    m_onDisk = m_editor->text(); // with the editor's line ends
    const bool kept = draft && draft->text != m_onDisk;
    if (kept)
        m_editor->replaceAll(draft->text);
    edited();
    return kept;
}

Result<void> EditorDocument::save()
{
    const QString content = text();
    if (const Result<void> saved = saveText(m_path, content); !saved)
        return saved;
    m_onDisk = content;
    forgetDraft();
    edited();
    m_draftTimer.stop();
    return {};
}

Result<void> EditorDocument::revert()
{
    QString disk;
    if (QFileInfo::exists(m_path)) {
        const Result<QString> read = readText(m_path);
        if (!read)
            return read.error();
        disk = *read;
    }
    m_onDisk = disk;
    m_editor->replaceAll(disk);
    m_onDisk = m_editor->text();
    forgetDraft();
    edited();
    m_draftTimer.stop();
    return {};
}

void EditorDocument::keepDraft()
{
    m_draftTimer.stop();
    if (!isDirty()) {
        forgetDraft();
        return;
    }
    const Result<void> kept =
        DraftStore(m_draftsFolder).keep(m_scenarioDir, m_title, text(), QDateTime::currentDateTimeUtc());
    if (!kept)
        Q_EMIT draftFailed(kept.error());
}

void EditorDocument::forgetDraft()
{
    const Result<void> gone = DraftStore(m_draftsFolder).discard(m_scenarioDir, m_title);
    if (!gone)
        Q_EMIT draftFailed(gone.error());
}

bool EditorDocument::isDirty() const
{
    return m_dirty;
}

QString EditorDocument::text() const
{
    return m_editor ? m_editor->text() : m_onDisk;
}

EditorDocument::Disk EditorDocument::checkDisk()
{
    if (!QFileInfo::exists(m_path))
        return Disk::Same; // being replaced, or gone: what is in the editor stays
    const Result<QString> read = readText(m_path);
    if (!read)
        return Disk::Same;
    QString disk = *read;
    disk.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
    if (disk == m_onDisk)
        return Disk::Same;
    if (disk == text()) {
        m_onDisk = disk;
        edited();
        return Disk::Same;
    }
    if (m_dirty)
        return Disk::Conflict;
    m_onDisk = disk;
    m_editor->replaceAll(disk);
    edited();
    return Disk::Reloaded;
}

void EditorDocument::keepMine()
{
    const Result<QString> read = readText(m_path);
    if (read) {
        m_onDisk = *read;
        m_onDisk.replace(QLatin1StringView("\r\n"), QLatin1StringView("\n"));
    }
    edited();
}

void EditorDocument::edited()
{
    const bool dirty = text() != m_onDisk;
    m_draftTimer.start();
    if (dirty != m_dirty) {
        m_dirty = dirty;
        Q_EMIT dirtyChanged(dirty);
    }
}

} // namespace swapscope
