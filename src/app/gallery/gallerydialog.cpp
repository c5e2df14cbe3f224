#include "gallerydialog.h"

#include "gallerycard.h"
#include "gallerysection.h"
#include "widgets/widgets.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <limits>

namespace swapscope {

namespace {
constexpr QSize kGallerySize(1104, 800);
} // namespace

GalleryDialog::GalleryDialog(std::vector<GalleryEntry> bundled, std::vector<GalleryEntry> recent,
                             QString openDir, QSettings *settings, QWidget *parent)
    : QDialog(parent),
      m_bundled(std::move(bundled)),
      m_recent(std::move(recent)),
      m_openDir(std::move(openDir)),
      m_progress(settings),
      m_search(new QLineEdit(this)),
      m_chapter(new QComboBox(this)),
      m_version(new QComboBox(this)),
      m_tag(new QComboBox(this)),
      m_count(makeLabel(QString(), "dim", this)),
      m_scroll(new QScrollArea(this))
{
    setWindowTitle(tr("Gallery"));
    resize(kGallerySize);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    column->addWidget(m_scroll, 1);
    fill();
    m_search->setFocus();
}

QWidget *GalleryDialog::makeHead()
{
    auto *head = new QWidget(this);
    head->setProperty("surface", QStringLiteral("bar"));
    head->setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::kMargin, metrics::kGap, metrics::kMargin, metrics::kGap);
    row->setSpacing(metrics::kGap);
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search the gallery"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(220);
    m_search->installEventFilter(this);
    row->addWidget(m_search, 1);

    m_chapter->addItem(tr("All chapters"));
    for (const Chapter &chapter : chapters())
        m_chapter->addItem(chapter.title, chapter.name);
    m_version->addItem(tr("htmx 2 and 4"));
    m_version->addItem(tr("htmx 2"), QStringLiteral("2"));
    m_version->addItem(tr("htmx 4"), QStringLiteral("4"));
    m_tag->addItem(tr("All tags"));
    for (const QString &tag : tagsOf(m_bundled))
        m_tag->addItem(tag, tag);
    const std::pair<QComboBox *, QString> boxes[] = {
        {m_chapter, tr("Chapter")}, {m_version, tr("Version of htmx")}, {m_tag, tr("Tag")}};
    for (const auto &[box, name] : boxes) {
        box->setAccessibleName(name);
        box->setToolTip(name);
        box->setMaxVisibleItems(20);
        row->addWidget(box);
        connect(box, &QComboBox::currentIndexChanged, this, &GalleryDialog::fill);
    }
    row->addSpacing(metrics::kGap);
    row->addWidget(m_count);
    connect(m_search, &QLineEdit::textChanged, this, &GalleryDialog::fill);
    return head;
}

GalleryFilter GalleryDialog::filter() const
{
    return {m_search->text(), m_chapter->currentData().toString(), m_version->currentData().toString(),
            m_tag->currentData().toString()};
}

void GalleryDialog::setFilter(const GalleryFilter &filter)
{
    m_search->setText(filter.text);
    m_chapter->setCurrentIndex(std::max(0, m_chapter->findData(filter.chapter)));
    m_version->setCurrentIndex(std::max(0, m_version->findData(filter.version)));
    m_tag->setCurrentIndex(std::max(0, m_tag->findData(filter.tag)));
}

// The furthest that the reader came, under any version.
int GalleryDialog::doneOf(const GalleryEntry &entry) const
{
    int done = 0;
    for (const QString &version : entry.htmx) {
        std::vector<LessonStep> steps;
        std::copy_if(
            entry.steps.begin(), entry.steps.end(), std::back_inserter(steps),
            [&version](const LessonStep &step) { return step.htmx.isEmpty() || step.htmx == version; });
        done = std::max(done, m_progress.done(entry.dir, version, steps));
    }
    return done;
}

void GalleryDialog::fill()
{
    m_cards.clear();
    m_list = new QWidget;
    m_list->setProperty("surface", QStringLiteral("ground"));
    m_list->setAttribute(Qt::WA_StyledBackground);
    m_sections = new QVBoxLayout(m_list);
    m_sections->setContentsMargins(metrics::kMargin + 4, metrics::kMargin, metrics::kMargin + 4,
                                   metrics::kGap);
    m_sections->setSpacing(metrics::kGap);

    const GalleryFilter wanted = filter();
    const std::vector<GalleryEntry> fit = filtered(m_bundled, wanted);
    for (const Chapter &chapter : chapters()) {
        if (wanted.chapter.isEmpty() || wanted.chapter == chapter.name)
            addSection(chapter.title, filtered(fit, {.chapter = chapter.name}));
    }
    std::vector<GalleryEntry> others;
    std::copy_if(fit.begin(), fit.end(), std::back_inserter(others),
                 [](const GalleryEntry &entry) { return entry.chapter.isEmpty(); });
    addSection(tr("More"), others);
    addSection(tr("Yours"), filtered(m_recent, wanted));

    if (m_cards.empty()) {
        QLabel *none = makeLabel(
            tr("No scenario fits. Search for fewer words, or show all chapters, versions and tags."), "dim",
            m_list);
        none->setAlignment(Qt::AlignCenter);
        m_sections->addStretch();
        m_sections->addWidget(none);
        QPushButton *all = makeButton(tr("Show all"), "", tr("Forgets the search and every choice"), m_list);
        connect(all, &QPushButton::clicked, this, [this] { setFilter({}); });
        m_sections->addWidget(all, 0, Qt::AlignHCenter);
    }
    m_sections->addStretch();
    m_count->setText(m_cards.size() == 1 ? tr("1 scenario") : tr("%1 scenarios").arg(m_cards.size()));
    m_scroll->setWidget(m_list); // the old list goes
}

void GalleryDialog::addSection(const QString &title, const std::vector<GalleryEntry> &entries)
{
    if (entries.empty())
        return;
    auto *section = new GallerySection(title, m_list);
    for (const GalleryEntry &entry : entries) {
        auto *card = new GalleryCard(entry, doneOf(entry), entry.dir == m_openDir, section);
        card->installEventFilter(this);
        connect(card, &GalleryCard::clicked, this, [this, dir = entry.dir] {
            m_chosen = dir;
            accept();
        });
        section->add(card);
        m_cards.push_back(card);
    }
    m_sections->addWidget(section);
}

// The nearest card in the direction of an arrow key; null: there is none.
GalleryCard *GalleryDialog::neighbour(const GalleryCard *card, int key) const
{
    const auto at = std::find(m_cards.begin(), m_cards.end(), card);
    if (key == Qt::Key_Left)
        return at == m_cards.begin() ? nullptr : *(at - 1);
    if (key == Qt::Key_Right)
        return at + 1 == m_cards.end() ? nullptr : *(at + 1);
    const auto centre = [this](const GalleryCard *each) {
        return each->mapTo(m_list, each->rect().center());
    };
    const QPoint here = centre(card);
    GalleryCard *nearest = nullptr;
    int best = std::numeric_limits<int>::max();
    for (GalleryCard *other : m_cards) {
        const QPoint there = centre(other);
        const int down = key == Qt::Key_Down ? there.y() - here.y() : here.y() - there.y();
        if (down <= 0)
            continue;
        const int distance = down * 4 + std::abs(there.x() - here.x());
        if (distance < best) {
            best = distance;
            nearest = other;
        }
    }
    return nearest;
}

bool GalleryDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        if (auto *card = qobject_cast<GalleryCard *>(watched))
            m_scroll->ensureWidgetVisible(card, 0, metrics::kMargin);
    }
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (watched == m_search) {
        const bool go = key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter;
        if (!go || m_cards.empty())
            return false;
        m_cards.front()->setFocus(Qt::OtherFocusReason);
        return true;
    }
    auto *card = qobject_cast<GalleryCard *>(watched);
    if (card == nullptr)
        return false;
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        card->click();
        return true;
    }
    const bool arrow =
        key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    if (!arrow)
        return false;
    if (GalleryCard *next = neighbour(card, key))
        next->setFocus(Qt::OtherFocusReason);
    else if (key == Qt::Key_Up)
        m_search->setFocus(Qt::OtherFocusReason);
    return true;
}

} // namespace swapscope
