#include "coachpanel.h"

#include "findingcard.h"
#include "severitylook.h"
#include "widgets/widgets.h"

#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace swapscope {

CoachPanel::CoachPanel(QWidget *parent)
    : QWidget(parent),
      m_title(makeLabel(QString(), "dim", this)),
      m_silenced(makeLabel(QString(), "dim", this)),
      m_emptyTitle(new QLabel(this)),
      m_emptyText(makeLabel(QString(), "dim", this)),
      m_scroll(new QScrollArea(this)),
      m_list(new QWidget),
      m_column(new QVBoxLayout(m_list))
{
    setProperty("surface", QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Coach"));
    setMinimumWidth(280);

    m_title->setContentsMargins(12, 10, 12, 8);
    m_silenced->setContentsMargins(12, 6, 12, 8);
    m_silenced->setWordWrap(true);
    m_silenced->setFont(fonts::small());
    m_silenced->hide();

    auto *empty = new QWidget(this);
    m_emptyTitle->setFont(fonts::semiBold());
    m_emptyTitle->setAlignment(Qt::AlignCenter);
    m_emptyText->setWordWrap(true);
    m_emptyText->setAlignment(Qt::AlignHCenter);
    auto *emptyColumn = new QVBoxLayout(empty);
    emptyColumn->setContentsMargins(24, metrics::kMargin, 24, metrics::kMargin);
    emptyColumn->addStretch(2);
    emptyColumn->addWidget(m_emptyTitle);
    emptyColumn->addWidget(m_emptyText);
    emptyColumn->addStretch(3);

    m_list->setProperty("surface", QStringLiteral("panel"));
    m_column->setContentsMargins(0, 0, 0, metrics::kMargin);
    m_column->setSpacing(0);
    m_column->addStretch();
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(m_list);
    m_scroll->setFocusPolicy(Qt::NoFocus);

    auto *body = new QWidget(this);
    m_stack = new QStackedLayout(body);
    m_stack->addWidget(empty);
    m_stack->addWidget(m_scroll);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addWidget(makeRule(Qt::Horizontal, this));
    column->addWidget(body, 1);
    column->addWidget(m_silenced);
    setWatching(true);
    display();
}

void CoachPanel::setWatching(bool watching)
{
    m_emptyTitle->setText(watching ? tr("Nothing to say so far") : tr("Nothing to look at"));
    m_emptyText->setText(watching ? tr("The coach reads page and script as they are saved, and watches the "
                                       "run: a target that is not "
                                       "there, a reconnection that catches nothing up, a queue that grows. "
                                       "Cut a client and see what it "
                                       "says.")
                                  : tr("Open a scenario, or a saved trace: the coach says what is wrong with "
                                       "it, and shows where."));
}

void CoachPanel::setSilenced(const QStringList &rules)
{
    m_silenced->setVisible(!rules.isEmpty());
    m_silenced->setText(tr("Silenced in scenario.toml: %1").arg(rules.join(QStringLiteral(", "))));
}

void CoachPanel::setGroups(const std::vector<CoachGroup> &groups)
{
    if (groups == m_groups)
        return;
    m_groups = groups;
    display();
}

int CoachPanel::standing() const
{
    int count = 0;
    for (const CoachGroup &group : m_groups) {
        count += static_cast<int>(std::count_if(group.entries.begin(), group.entries.end(),
                                                [](const CoachEntry &entry) { return entry.standing; }));
    }
    return count;
}

std::optional<Severity> CoachPanel::worst() const
{
    std::optional<Severity> worst;
    for (const CoachGroup &group : m_groups) {
        if (group.standing() && (!worst || group.severity > *worst))
            worst = group.severity;
    }
    return worst;
}

void CoachPanel::reveal(const QString &rule)
{
    for (FindingCard *card : m_cards) {
        if (card->group().rule != rule)
            continue;
        m_scroll->ensureWidgetVisible(card, 0, 0);
        card->setFocus(Qt::OtherFocusReason);
    }
}

void CoachPanel::display()
{
    while (m_cards.size() > m_groups.size()) {
        m_cards.back()->hide();
        m_cards.back()->deleteLater();
        m_cards.pop_back();
    }
    while (m_cards.size() < m_groups.size()) {
        auto *card = new FindingCard(m_list);
        card->setFocusPolicy(Qt::ClickFocus);
        connect(card, &FindingCard::eventRequested, this, &CoachPanel::eventRequested);
        connect(card, &FindingCard::placeRequested, this, &CoachPanel::placeRequested);
        connect(card, &FindingCard::silenceRequested, this, &CoachPanel::silenceRequested);
        m_column->insertWidget(static_cast<int>(m_cards.size()), card);
        m_cards.push_back(card);
    }
    for (std::size_t i = 0; i < m_groups.size(); ++i)
        m_cards[i]->setGroup(m_groups[i]);
    m_stack->setCurrentIndex(m_groups.empty() ? 0 : 1);
    const int count = standing();
    m_title->setText(m_groups.empty() ? tr("What is wrong, and what to do")
                     : count == 0     ? tr("Nothing stands; this was so")
                     : count == 1     ? tr("1 finding")
                                      : tr("%1 findings").arg(count));
}

} // namespace swapscope
