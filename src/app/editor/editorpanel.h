#pragma once

#include <core/result.h>

#include <QFileSystemWatcher>
#include <QMap>
#include <QWidget>

#include <vector>

class QStackedLayout;
class QTabBar;

namespace swapscope {

class CodeEditor;
class EditorDocument;
class FindBar;
class MessageBar;
struct Scenario;

// The files of a scenario that the editor shows, by absolute path: script, pages, the text files of static/,
// the manifest.
QStringList editorFiles(const Scenario &scenario);

// The editor: a tab per file, find and replace, a mark where a file has an error. What is typed is kept as a
// draft until it is saved.
class EditorPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit EditorPanel(QString draftsFolder, QWidget *parent = nullptr);
    ~EditorPanel() override; // keeps what is unsaved as drafts

    // The row of tabs, to use as the panel's title.
    QWidget *header() const { return m_header; }

    // Shows the scenario's files. `keepOnSave` false: its files are not to be changed (a bundled scenario),
    // saving asks for a copy.
    void openScenario(const Scenario &scenario, bool keepOnSave);
    QString scenarioDir() const { return m_dir; }

    CodeEditor *currentEditor() const;
    CodeEditor *editorOf(const QString &path) const; // null: no such file here
    QString currentPath() const;
    void showFile(const QString &path);
    bool isDirty() const;
    // Unsaved texts by path.
    QMap<QString, QString> unsaved() const;
    // Forgets the drafts of this scenario's files; for edits that went into a copy.
    void forgetDrafts();

    void save();
    void saveAll();
    void revert();
    void undo();
    void redo();
    void openFind();
    void openReplace();

    // Marks the error's line and goes there if `reveal`. False: it has no line, or its file is not here.
    bool markError(const Error &error, bool reveal);
    void clearErrors();

Q_SIGNALS:
    void saved(const QString &path);
    // Save was asked for in a scenario that must not be changed.
    void copyRequested();
    void dirtyChanged(bool dirty);
    // Another program changed a file and the editor follows.
    void changedOnDisk(const QString &path);

protected:
    bool event(QEvent *event) override;

private:
    void save(EditorDocument &document);
    void checkDisk(const QString &path);
    void showTab(int index);
    void updateTab(int index);
    void fail(const Error &error);

    QString m_draftsFolder;
    QString m_dir;
    bool m_keepOnSave = true;
    QWidget *m_header;
    QTabBar *m_tabs;
    QStackedLayout *m_stack;
    MessageBar *m_message;
    FindBar *m_find;
    QWidget *m_pile;
    QFileSystemWatcher m_watcher;
    std::vector<EditorDocument *> m_documents;
};

} // namespace swapscope
