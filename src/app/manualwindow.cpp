#include "manualwindow.h"

#include "widgets.h"

#include <scenario/textfile.h>

#include <QHBoxLayout>
#include <QListWidget>
#include <QTextBrowser>

namespace swapscope {

namespace {
constexpr qint64 kMaxChapter = 1024 * 1024;

QString titleOf(const QString &markdown, const QString &otherwise)
{
    for (const QString &line : markdown.split(u'\n')) {
        if (line.startsWith(QLatin1StringView("# ")))
            return line.mid(2).trimmed();
    }
    return otherwise;
}
} // namespace

std::vector<ManualChapter> manualChapters(const QString &folder)
{
    std::vector<ManualChapter> chapters;
    const QDir dir(folder);
    QStringList names = dir.entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name);
    const qsizetype first = names.indexOf(QStringLiteral("README.md"));
    if (first > 0)
        names.move(first, 0);
    for (const QString &name : names) {
        const QString path = dir.absoluteFilePath(name);
        const Result<QString> text = readText(path, kMaxChapter);
        if (text)
            chapters.push_back({titleOf(*text, name.chopped(3)), path});
    }
    return chapters;
}

ManualWindow::ManualWindow(const QString &folder, QWidget *parent)
    : QWidget(parent, Qt::Window),
      m_chapters(manualChapters(folder)),
      m_contents(new QListWidget(this)),
      m_page(new QTextBrowser(this))
{
    setWindowTitle(tr("Manual — Swapscope"));
    resize(980, 760);
    m_contents->setProperty("kind", QStringLiteral("contents"));
    m_contents->setFixedWidth(220);
    m_contents->setAccessibleName(tr("Contents"));
    m_page->setOpenExternalLinks(true);
    m_page->setAccessibleName(tr("Manual"));
    m_page->document()->setDocumentMargin(24);
    m_page->setSearchPaths({folder});
    for (const ManualChapter &chapter : m_chapters)
        m_contents->addItem(chapter.title);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_contents);
    row->addWidget(m_page, 1);
    connect(m_contents, &QListWidget::currentRowChanged, this, &ManualWindow::showChapter);
    if (m_chapters.empty())
        m_page->setMarkdown(tr("The manual is not installed: there is nothing in `%1`.").arg(folder));
    else
        m_contents->setCurrentRow(0);
}

void ManualWindow::showChapter(int index)
{
    if (index < 0 || index >= static_cast<int>(m_chapters.size()))
        return;
    const Result<QString> text = readText(m_chapters[static_cast<std::size_t>(index)].path, kMaxChapter);
    m_page->setMarkdown(text ? *text : text.error().toString());
    m_contents->setCurrentRow(index);
}

QString ManualWindow::text() const
{
    return m_page->toPlainText();
}

} // namespace swapscope
