#include "topbar.h"

#include "addressfield.h"
#include "versionswitch.h"
#include "widgets/widgets.h"
#include "window/windowactions.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QScrollBar>
#include <QStyleOptionComboBox>
#include <QStylePainter>

namespace swapscope {

namespace {
const QString kGallery = QStringLiteral("gallery:"); // of the entry that is no folder
// Below these widths in pixels the bar is terse or terser.
constexpr int kRoomForMoreWords = 1760;
constexpr int kRoomForWords = 1500;
constexpr int kBesideTitle = 48; // in the list of scenarios

// A choice that ends what it has no room for in an ellipsis.
class TitleChoice final : public QComboBox
{
public:
    using QComboBox::QComboBox;

    // The list is as wide as its titles, whatever the bar has room for.
    void showPopup() override
    {
        int widest = 0;
        for (int i = 0; i < count(); ++i)
            widest = std::max(widest, fontMetrics().horizontalAdvance(itemText(i)));
        const int bar = view()->verticalScrollBar()->sizeHint().width();
        view()->setMinimumWidth(std::max(width(), widest + bar + kBesideTitle));
        QComboBox::showPopup();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QStylePainter painter(this);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        const QRect room =
            style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
        const bool chosen = currentIndex() >= 0;
        option.currentText = fontMetrics().elidedText(chosen ? currentText() : placeholderText(),
                                                      Qt::ElideRight, room.width() - 2);
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    }
};
} // namespace

TopBar::TopBar(const WindowActions &actions, QMenu *more, QWidget *parent)
    : QWidget(parent),
      m_scenario(new TitleChoice(this)),
      m_versions(new VersionSwitch(this)),
      m_address(new AddressField(this)),
      m_summary(makeLabel(QString(), "dim", this))
{
    setProperty("surface", QStringLiteral("bar"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(metrics::kToolbar + 1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(metrics::kGap);
    row->setSizeConstraint(QLayout::SetNoConstraint);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_restart = addAction(actions.restart, "button");
    m_play = addAction(actions.play, "button");
    row->addWidget(m_restart);
    row->addWidget(m_play);
    m_hold = addAction(actions.hold, "wait");
    m_step = addAction(actions.step, "button");
    row->addWidget(m_hold);
    row->addWidget(m_step);
    row->addSpacing(metrics::kGrid);

    m_scenario->setFont(fonts::semiBold());
    m_scenario->setAccessibleName(tr("Scenario"));
    m_scenario->setMinimumWidth(96);
    m_scenario->setMaximumWidth(320);
    m_scenario->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_scenario->setMaxVisibleItems(20);
    row->addWidget(m_scenario, 10);
    row->addWidget(m_versions);
    row->addWidget(m_address);
    row->addSpacing(metrics::kGrid);
    m_cut = addAction(actions.cut, "danger");
    row->addWidget(m_cut);
    m_deploy = addAction(actions.deploy, "button");
    m_freeze = addAction(actions.freeze, "button");
    row->addWidget(m_deploy);
    row->addWidget(m_freeze);
    m_more = new QToolButton(this);
    m_more->setProperty("kind", QStringLiteral("button"));
    m_more->setText(u' ' + tr("More"));
    m_more->setIcon(themedIcon(QStringLiteral("chevron")));
    m_more->setIconSize(QSize(12, 12));
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(more);
    m_more->setToolTip(tr("Everything that the network can do"));
    m_more->setAccessibleName(tr("More faults"));
    row->addWidget(m_more);
    row->addStretch(1);
    m_summary->setAccessibleName(tr("What happened so far"));
    row->addWidget(m_summary);

    sayWhatIsOpen();
    connect(m_scenario, &QComboBox::activated, this, [this](int index) {
        const QString dir = m_scenario->itemData(index).toString();
        if (dir.isEmpty() || dir == kGallery) {
            // The last entries are commands; what is open stays chosen.
            m_scenario->setCurrentIndex(m_scenario->property("open").toInt());
            if (dir == kGallery)
                Q_EMIT galleryRequested();
            else
                Q_EMIT openFolderRequested();
        } else {
            m_scenario->setProperty("open", index);
            Q_EMIT scenarioChosen(dir);
        }
    });
}

QToolButton *TopBar::addAction(QAction *action, const char *kind)
{
    auto *button = new QToolButton(this);
    button->setProperty("kind", QStringLiteral("button"));
    if (qstrcmp(kind, "button") != 0)
        button->setProperty("tone", QString::fromLatin1(kind));
    // The style puts icon and word too close to each other.
    const auto space = [action] {
        const QString text = u' ' + action->text().remove(u'&');
        if (action->iconText() != text)
            action->setIconText(text);
    };
    space();
    connect(action, &QAction::changed, this, space);
    connect(action, &QAction::changed, this, &TopBar::fit); // "Hold · 12" is wider than "Hold"
    button->setDefaultAction(action);
    button->setIconSize(QSize(15, 15));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    QFont font = fonts::interface();
    font.setWeight(QFont::Medium);
    button->setFont(font);
    QString name = action->text();
    button->setAccessibleName(name.remove(u'&'));
    return button;
}

void TopBar::setScenarios(const std::vector<GalleryEntry> &bundled, const std::vector<GalleryEntry> &recent,
                          const QString &currentDir, const QString &currentTitle)
{
    const QSignalBlocker blocker(m_scenario);
    m_scenario->clear();
    const auto add = [this](const GalleryEntry &entry) {
        m_scenario->addItem(entry.title, entry.dir);
        m_scenario->setItemData(m_scenario->count() - 1,
                                entry.summary.isEmpty() ? entry.dir : entry.summary + u'\n' + entry.dir,
                                Qt::ToolTipRole);
    };
    for (const GalleryEntry &entry : bundled)
        add(entry);
    bool first = true;
    for (const GalleryEntry &entry : recent) {
        if (m_scenario->findData(entry.dir) >= 0)
            continue;
        if (first)
            m_scenario->insertSeparator(m_scenario->count());
        first = false;
        add(entry);
    }
    if (!currentDir.isEmpty() && m_scenario->findData(currentDir) < 0) {
        m_scenario->insertItem(0, currentTitle, currentDir);
        m_scenario->insertSeparator(1);
    }
    m_scenario->insertSeparator(m_scenario->count());
    m_scenario->addItem(tr("Gallery…"), kGallery);
    m_scenario->addItem(tr("Open folder…"));
    const int open = currentDir.isEmpty() ? -1 : m_scenario->findData(currentDir);
    m_scenario->setCurrentIndex(open);
    m_scenario->setProperty("open", open);
    m_scenario->setPlaceholderText(tr("Choose a scenario"));
    sayWhatIsOpen();
    m_versions->show();
}

void TopBar::showAttached(const QString &server)
{
    m_scenario->setPlaceholderText(tr("Attached to %1").arg(server));
    m_scenario->setCurrentIndex(-1);
    m_scenario->setProperty("open", -1);
    sayWhatIsOpen();
    m_versions->hide(); // the server's pages bring their own htmx
}

// There may be no room for the whole of its title.
void TopBar::sayWhatIsOpen()
{
    const bool chosen = m_scenario->currentIndex() >= 0;
    const QString title = chosen ? m_scenario->currentText() : m_scenario->placeholderText();
    m_scenario->setToolTip(title.isEmpty() ? tr("Which scenario is played")
                                           : tr("%1\nWhich scenario is played").arg(title));
}

void TopBar::setSummary(int sent, int missed, int recovered, const QString &toolTip)
{
    m_counts = tr("%1 sent · %2 missed").arg(sent).arg(missed);
    m_caughtUp = recovered > 0 ? tr(" · %1 caught up").arg(recovered) : QString();
    showCounts();
    if (m_summary->toolTip() != toolTip)
        m_summary->setToolTip(toolTip);
}

void TopBar::setIncomplete(const QString &words)
{
    if (std::exchange(m_incomplete, words) != words)
        showCounts();
}

void TopBar::setPassed(int messages)
{
    m_counts = tr("%n message(s)", nullptr, messages)
                   .replace(QStringLiteral("(s)"), messages == 1 ? QString() : QStringLiteral("s"));
    m_caughtUp.clear();
    showCounts();
    m_summary->setToolTip(tr("Messages that crossed the links. What the server published, and so what was "
                             "missed, only the server knows."));
}

void TopBar::showCounts()
{
    QString text = width() < kRoomForMoreWords ? m_counts : m_counts + m_caughtUp;
    if (!m_incomplete.isEmpty())
        text = tr("%1 · %2").arg(m_incomplete, text);
    if (m_summary->text() == text)
        return;
    m_summary->setText(text);
    if (layout()->minimumSize().width() > width())
        fit();
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void TopBar::fit()
{
    showCounts();
    Words words = width() < kRoomForWords       ? Words::Few
                  : width() < kRoomForMoreWords ? Words::Some
                                                : Words::All;
    setWords(words);
    // How wide the words are depends on the font and on what they count.
    while (words != Words::None && layout()->minimumSize().width() > width()) {
        words = static_cast<Words>(static_cast<int>(words) + 1);
        setWords(words);
    }
}

void TopBar::setWords(Words words)
{
    const auto set = [words](std::initializer_list<QToolButton *> buttons, Words atLeast) {
        for (QToolButton *button : buttons)
            button->setToolButtonStyle(words <= atLeast ? Qt::ToolButtonTextBesideIcon
                                                        : Qt::ToolButtonIconOnly);
    };
    set({m_play, m_step}, Words::All);
    set({m_restart, m_deploy, m_freeze}, Words::Some);
    set({m_cut, m_more}, Words::Few);
    m_versions->setShort(words == Words::None);
    m_address->setShort(words == Words::None);
}

} // namespace swapscope
