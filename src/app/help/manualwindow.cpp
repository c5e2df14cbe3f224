#include "manualwindow.h"

#include "manualstyle.h"
#include "widgets/widgets.h"

#include <core/textfile.h>

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QListWidget>
#include <QRegularExpression>
#include <QTextBrowser>

namespace swapscope {

namespace {

constexpr qint64 kMaxChapter = 1024 * 1024;
constexpr int kPictureWidth = 660; // fits beside the contents in the window's first size
const QString kIndex = QStringLiteral("index.md");

QString titleOf(const QString &markdown, const QString &otherwise)
{
    for (const QString &line : markdown.split(u'\n')) {
        if (line.startsWith(QLatin1StringView("# ")))
            return line.mid(2).trimmed();
    }
    return otherwise;
}

// The files that a text leads to, each once, in the order of the links.
QStringList linkedFiles(const QString &markdown)
{
    static const QRegularExpression link(QStringLiteral(R"(\]\(([\w-]+\.md)\))"));
    QStringList names;
    for (auto it = link.globalMatch(markdown); it.hasNext();)
        names += it.next().captured(1);
    names.removeDuplicates();
    return names;
}

// Pictures of the whole window are wider than a page of text.
class ManualPage final : public QTextBrowser
{
public:
    using QTextBrowser::QTextBrowser;

    QVariant loadResource(int type, const QUrl &name) override
    {
        const QVariant resource = QTextBrowser::loadResource(type, name);
        if (type != QTextDocument::ImageResource)
            return resource;
        QImage image = resource.canConvert<QImage>() ? resource.value<QImage>() : QImage();
        if (image.isNull())
            image.loadFromData(resource.toByteArray());
        const qreal ratio = devicePixelRatioF();
        if (image.width() <= kPictureWidth * ratio)
            return image.isNull() ? resource : QVariant(image);
        image = image.scaledToWidth(qRound(kPictureWidth * ratio), Qt::SmoothTransformation);
        image.setDevicePixelRatio(ratio);
        return image;
    }
};

} // namespace

std::vector<ManualChapter> manualChapters(const QString &folder)
{
    const QDir dir(folder);
    QStringList names;
    if (const Result<QString> index = readText(dir.absoluteFilePath(kIndex), kMaxChapter))
        names = QStringList{kIndex} + linkedFiles(*index);
    names += dir.entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name);
    names.removeDuplicates();
    std::vector<ManualChapter> chapters;
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
      m_page(new ManualPage(this))
{
    setWindowTitle(tr("Manual — Swapscope"));
    resize(980, 760);
    m_contents->setProperty("kind", QStringLiteral("contents"));
    m_contents->setFixedWidth(220);
    m_contents->setAccessibleName(tr("Contents"));
    m_page->setOpenExternalLinks(true);
    m_page->setAccessibleName(tr("Manual"));
    m_page->setFrameShape(QFrame::NoFrame);
    for (const ManualChapter &chapter : m_chapters)
        m_contents->addItem(chapter.title);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_contents);
    row->addWidget(m_page, 1);
    connect(m_contents, &QListWidget::currentRowChanged, this, &ManualWindow::showChapter);
    connect(m_page, &QTextBrowser::sourceChanged, this, &ManualWindow::follow);
    if (m_chapters.empty())
        m_page->setMarkdown(tr("The manual is not installed: there is nothing in `%1`.").arg(folder));
    else
        m_contents->setCurrentRow(0);
}

void ManualWindow::showChapter(int index)
{
    if (index < 0 || index >= static_cast<int>(m_chapters.size()))
        return;
    const QUrl url = QUrl::fromLocalFile(m_chapters[static_cast<std::size_t>(index)].path);
    if (m_page->source().adjusted(QUrl::RemoveFragment) != url)
        m_page->setSource(url, QTextDocument::MarkdownResource);
    m_contents->setCurrentRow(index);
}

// A link led to another chapter.
void ManualWindow::follow(const QUrl &source)
{
    dressManual(*m_page->document(), Theme::current());
    for (std::size_t i = 0; i < m_chapters.size(); ++i) {
        if (source.adjusted(QUrl::RemoveFragment) == QUrl::fromLocalFile(m_chapters[i].path))
            m_contents->setCurrentRow(static_cast<int>(i));
    }
}

void ManualWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_page != nullptr)
        dressManual(*m_page->document(), Theme::current());
}

QString ManualWindow::text() const
{
    return m_page->toPlainText();
}

} // namespace swapscope
