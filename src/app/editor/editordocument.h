#pragma once

#include <core/result.h>

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace swapscope {

class CodeEditor;

// One file of a scenario in the editor: what is on disk, what is in the editor, and the draft that keeps the
// difference through a crash.
class EditorDocument final : public QObject
{
    Q_OBJECT

public:
    // path below scenarioDir; drafts are kept in draftsFolder. Makes its editor, which whoever shows it owns.
    EditorDocument(QString scenarioDir, QString path, QString draftsFolder, QObject *parent);

    QString path() const { return m_path; }
    QString title() const { return m_title; }
    CodeEditor *editor() const;

    // Reads the file. An edit that was kept as a draft comes back, and the document is dirty; the answer says
    // whether one did. A file that does not exist is empty.
    Result<bool> open();
    // Writes the file and forgets the draft.
    Result<void> save();
    // Forgets the edits: the editor shows what is on disk, the draft goes.
    Result<void> revert();
    // Keeps the edits as a draft now, without waiting.
    void keepDraft();
    // Forgets the draft without touching file or editor; for edits that live on elsewhere.
    void forgetDraft();

    bool isDirty() const;
    QString text() const;

    // Looks at the disk after something changed there.
    enum class Disk { Same, Reloaded, Conflict };
    // Same: nothing new. Reloaded: another program changed it and the editor follows. Conflict: it changed
    // and the editor has edits; nothing was done.
    Disk checkDisk();
    // The editor's text is the one that counts: the disk's change is overwritten by the next save.
    void keepMine();

Q_SIGNALS:
    void dirtyChanged(bool dirty);
    // A draft could not be kept.
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
