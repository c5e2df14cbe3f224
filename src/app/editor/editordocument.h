#pragma once

#include <core/result.h>

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace swapscope {

class CodeEditor;

// One file of a scenario in the editor: the text on disk, the text in the editor, and the draft that saves
// the difference from a crash.
class EditorDocument final : public QObject
{
    Q_OBJECT

public:
    // path: relative to scenarioDir. Drafts are kept in draftsFolder. Creates the CodeEditor, which will be
    // owned by the widget that shows it.
    EditorDocument(QString scenarioDir, QString path, QString draftsFolder, QObject *parent);

    QString path() const { return m_path; }
    QString title() const { return m_title; }
    CodeEditor *editor() const;

    // Reads the file; one that does not exist is empty. If there is a draft, its text is shown instead and
    // the document is dirty; the result then is true.
    Result<bool> open();
    // Writes the file and deletes the draft.
    Result<void> save();
    // Discards the edits: shows the text on disk and deletes the draft.
    Result<void> revert();
    // Writes the draft at once, without waiting for a pause in typing.
    void keepDraft();
    // Deletes the draft only; for edits that were saved elsewhere.
    void forgetDraft();

    bool isDirty() const;
    QString text() const;

    // The result of checkDisk().
    enum class Disk { Same, Reloaded, Conflict };
    // Compares with the file after it may have changed. Same: it has not. Reloaded: it has, and the editor
    // shows the new text. Conflict: it has, but the editor has edits, so nothing was done.
    Disk checkDisk();
    // Resolves a conflict in favour of the editor: the next save overwrites the file.
    void keepMine();

Q_SIGNALS:
    void dirtyChanged(bool dirty);
    // A draft could not be written.
    void draftFailed(const swapscope::Error &error);

private:
    void edited();

    QString m_scenarioDir;
    QString m_path;
    QString m_title;
    QString m_draftsFolder;
    QPointer<CodeEditor> m_editor;
    QString m_onDisk;
    bool m_dirty = false;
    QTimer m_draftTimer;
};

} // namespace swapscope
