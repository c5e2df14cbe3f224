#include "editorpanel.h"

#include "codeeditor.h"
#include "editordocument.h"
#include "filetabs.h"
#include "findbar.h"
#include "widgets/messagebar.h"
#include "widgets/widgets.h"

#include <scenario/scenario.h>

#include <QDirIterator>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QStackedLayout>

namespace swapscope {

namespace {
constexpr int kMaxStaticFiles = 12;
constexpr qint64 kMaxStaticBytes = 512 * 1024;
} // namespace

QStringList editorFiles(const Scenario &scenario)
{
    QStringList files{scenario.scriptPath};
    files += scenario.pagePaths();
    QStringList statics;
    QDirIterator it(scenario.staticDir,
                    {QStringLiteral("*.css"), QStringLiteral("*.js"), QStringLiteral("*.html"),
                     QStringLiteral("*.json"), QStringLiteral("*.txt"), QStringLiteral("*.svg")},
                    QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext() && statics.size() < kMaxStaticFiles) {
        it.next();
        if (it.fileInfo().size() <= kMaxStaticBytes)
            statics += it.filePath();
    }
    statics.sort();
    files += statics;
    files += scenario.manifestPath;
    return files;
}

EditorPanel::EditorPanel(QString draftsFolder, QWidget *parent)
    : QWidget(parent),
      m_draftsFolder(std::move(draftsFolder)),
      m_header(new QWidget(this)),
      m_tabs(new FileTabs(m_header)),
      m_message(new MessageBar(this)),
      m_find(new FindBar(this)),
      m_pile(new QWidget(this))
{
    setProperty("surface", QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    m_header->setProperty("surface", QStringLiteral("subhead"));
    m_header->setFixedHeight(34);
    m_tabs->setAccessibleName(tr("Files of the scenario"));
    auto *head = new QHBoxLayout(m_header);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(0);
    head->addWidget(m_tabs, 1, Qt::AlignLeft);
    m_stack = new QStackedLayout(m_pile);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_message);
    layout->addWidget(m_pile, 1);
    layout->addWidget(m_find);
    setAccessibleName(tr("Editor"));

    connect(m_tabs, &QTabBar::currentChanged, this, &EditorPanel::showTab);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &EditorPanel::checkDisk);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] {
        for (EditorDocument *document : m_documents)
            checkDisk(document->path());
    });
}

EditorPanel::~EditorPanel()
{
    for (EditorDocument *document : m_documents)
        document->keepDraft();
}

void EditorPanel::openScenario(const Scenario &scenario, bool keepOnSave)
{
    const QString before = scenario.dir == m_dir ? currentPath() : QString();
    QMap<QString, CodeEditor::Place> places;
    for (EditorDocument *document : m_documents) {
        places.insert(document->path(), document->editor()->place());
        document->keepDraft();
        document->editor()->hide();
        document->editor()->deleteLater();
        document->deleteLater();
    }
    m_documents.clear();
    m_find->setEditor(nullptr);
    m_message->dismiss();
    if (!m_watcher.files().isEmpty())
        m_watcher.removePaths(m_watcher.files());
    if (!m_watcher.directories().isEmpty())
        m_watcher.removePaths(m_watcher.directories());
    const QSignalBlocker blocker(m_tabs);
    while (m_tabs->count() > 0)
        m_tabs->removeTab(0);

    m_dir = scenario.dir;
    m_keepOnSave = keepOnSave;
    m_watcher.addPath(scenario.dir);
    QStringList restored;
    for (const QString &path : editorFiles(scenario)) {
        auto *document = new EditorDocument(scenario.dir, path, m_draftsFolder, this);
        m_documents.push_back(document);
        m_stack->addWidget(document->editor());
        document->editor()->setAccessibleName(document->title());
        const int index = m_tabs->addTab(QFileInfo(path).fileName());
        m_tabs->setTabToolTip(index, document->title());
        if (QFileInfo::exists(path))
            m_watcher.addPath(path);
        const Result<bool> opened = document->open();
        if (!opened)
            fail(opened.error());
        else if (*opened)
            restored += document->title();
        if (const auto place = places.constFind(path); place != places.cend())
            document->editor()->setPlace(*place);
        updateTab(index);
        connect(document, &EditorDocument::dirtyChanged, this, [this, index](bool) {
            updateTab(index);
            Q_EMIT dirtyChanged(isDirty());
        });
        connect(document, &EditorDocument::draftFailed, this, &EditorPanel::fail);
    }
    if (!restored.isEmpty())
        m_message->show(MessageBar::Tone::Note,
                        tr("Your unsaved edits of %1 are back.").arg(restored.join(QStringLiteral(", "))),
                        {{tr("Discard them"), [this] {
                              for (EditorDocument *document : m_documents) {
                                  if (!document->isDirty())
                                      continue;
                                  if (const Result<void> done = document->revert(); !done)
                                      fail(done.error());
                              }
                          }}});
    const auto same =
        std::find_if(m_documents.begin(), m_documents.end(),
                     [&](const EditorDocument *document) { return document->path() == before; });
    const int index = same == m_documents.end() ? 0 : static_cast<int>(same - m_documents.begin());
    m_tabs->setCurrentIndex(index);
    showTab(index);
    Q_EMIT dirtyChanged(isDirty());
}

void EditorPanel::updateTab(int index)
{
    const EditorDocument *document = m_documents[static_cast<std::size_t>(index)];
    const QString name = QFileInfo(document->path()).fileName();
    m_tabs->setTabText(index, document->isDirty() ? name + QStringLiteral(" •") : name);
    m_tabs->setTabToolTip(index, document->isDirty() ? tr("%1: not saved").arg(document->title())
                                                     : document->title());
}

void EditorPanel::showTab(int index)
{
    if (index < 0 || index >= static_cast<int>(m_documents.size()))
        return;
    CodeEditor *editor = m_documents[static_cast<std::size_t>(index)]->editor();
    m_stack->setCurrentWidget(editor);
    m_find->setEditor(editor);
    setFocusProxy(editor);
}

CodeEditor *EditorPanel::currentEditor() const
{
    return qobject_cast<CodeEditor *>(m_stack->currentWidget());
}

CodeEditor *EditorPanel::editorOf(const QString &path) const
{
    const auto found =
        std::find_if(m_documents.begin(), m_documents.end(), [&](const EditorDocument *document) {
            return document->path() == path || document->title() == path;
        });
    return found == m_documents.end() ? nullptr : (*found)->editor();
}

QString EditorPanel::currentPath() const
{
    const int index = m_tabs->currentIndex();
    return index >= 0 && index < static_cast<int>(m_documents.size())
               ? m_documents[static_cast<std::size_t>(index)]->path()
               : QString();
}

void EditorPanel::showFile(const QString &path)
{
    for (std::size_t i = 0; i < m_documents.size(); ++i) {
        if (m_documents[i]->path() == path || m_documents[i]->title() == path)
            m_tabs->setCurrentIndex(static_cast<int>(i));
    }
}

bool EditorPanel::isDirty() const
{
    return std::any_of(m_documents.begin(), m_documents.end(),
                       [](const EditorDocument *document) { return document->isDirty(); });
}

QMap<QString, QString> EditorPanel::unsaved() const
{
    QMap<QString, QString> texts;
    for (const EditorDocument *document : m_documents) {
        if (document->isDirty())
            texts.insert(document->path(), document->text());
    }
    return texts;
}

void EditorPanel::forgetDrafts()
{
    for (EditorDocument *document : m_documents) {
        if (const Result<void> done = document->revert(); !done)
            fail(done.error());
    }
}

void EditorPanel::save(EditorDocument &document)
{
    if (!m_keepOnSave) {
        Q_EMIT copyRequested();
        return;
    }
    if (const Result<void> done = document.save(); !done) {
        m_message->show(MessageBar::Tone::Error,
                        tr("%1 Your text is kept as a draft.").arg(done.error().toString()),
                        {{tr("Try again"), [this] { save(); }}});
        return;
    }
    m_watcher.addPath(document.path());
    Q_EMIT saved(document.path());
}

void EditorPanel::save()
{
    const int index = m_tabs->currentIndex();
    if (index >= 0 && index < static_cast<int>(m_documents.size()))
        save(*m_documents[static_cast<std::size_t>(index)]);
}

void EditorPanel::saveAll()
{
    if (!m_keepOnSave && isDirty()) {
        Q_EMIT copyRequested();
        return;
    }
    for (EditorDocument *document : m_documents) {
        if (document->isDirty())
            save(*document);
    }
}

void EditorPanel::revert()
{
    const int index = m_tabs->currentIndex();
    if (index < 0 || index >= static_cast<int>(m_documents.size()))
        return;
    if (const Result<void> done = m_documents[static_cast<std::size_t>(index)]->revert(); !done)
        fail(done.error());
}

void EditorPanel::undo()
{
    if (CodeEditor *editor = currentEditor())
        editor->undo();
}

void EditorPanel::redo()
{
    if (CodeEditor *editor = currentEditor())
        editor->redo();
}

void EditorPanel::openFind()
{
    m_find->openFind();
}

void EditorPanel::openReplace()
{
    m_find->openReplace();
}

bool EditorPanel::markError(const Error &error, bool reveal)
{
    CodeEditor *editor = editorOf(error.file);
    if (editor == nullptr && !error.file.isEmpty())
        editor = editorOf(QDir(m_dir).absoluteFilePath(error.file));
    if (editor == nullptr || error.line <= 0)
        return false;
    editor->markError(error.line, error.message);
    if (reveal) {
        m_tabs->setCurrentIndex(m_stack->indexOf(editor));
        editor->goTo(error.line, qMax(1, error.column));
    }
    return true;
}

void EditorPanel::clearErrors()
{
    for (EditorDocument *document : m_documents)
        document->editor()->clearErrors();
}

void EditorPanel::checkDisk(const QString &path)
{
    const auto found = std::find_if(m_documents.begin(), m_documents.end(),
                                    [&](const EditorDocument *document) { return document->path() == path; });
    if (found == m_documents.end())
        return;
    EditorDocument *document = *found;
    // A program that replaces a file takes the watch away with the old one.
    if (QFileInfo::exists(path) && !m_watcher.files().contains(path))
        m_watcher.addPath(path);
    switch (document->checkDisk()) {
    case EditorDocument::Disk::Same:
        break;
    case EditorDocument::Disk::Reloaded:
        Q_EMIT changedOnDisk(path);
        break;
    case EditorDocument::Disk::Conflict:
        m_message->show(
            MessageBar::Tone::Note,
            tr("Another program changed %1, and you have edits of it here.").arg(document->title()),
            {{tr("Keep mine"), [document] { document->keepMine(); }},
             {tr("Load theirs"), [this, document] {
                  if (const Result<void> done = document->revert(); !done)
                      fail(done.error());
                  Q_EMIT changedOnDisk(document->path());
              }}});
        break;
    }
}

void EditorPanel::fail(const Error &error)
{
    m_message->show(MessageBar::Tone::Error, error.toString());
}

bool EditorPanel::event(QEvent *event)
{
    // Coming back to the window: a network folder tells nothing by itself.
    if (event->type() == QEvent::WindowActivate) {
        for (EditorDocument *document : m_documents)
            checkDisk(document->path());
    }
    return QWidget::event(event);
}

} // namespace swapscope
