#include "attachedpanel.h"

#include "widgets/statepill.h"
#include "widgets/widgets.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace swapscope {

AttachedPanel::AttachedPanel(QWidget *parent)
    : QWidget(parent),
      m_state(new StatePill(this)),
      m_address(makeLabel(QString(), "", this)),
      m_problem(makeLabel(QString(), "lost", this)),
      m_again(makeButton(tr("Attach again"), "",
                         tr("A new run in front of the same server, with a new trace"), this)),
      m_another(makeButton(tr("Another server…"), "", tr("Attach to a server at another address"), this)),
      m_back(makeButton(QString(), "", tr("Leave the server and play the scenario again"), this))
{
    setProperty("surface", QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("The attached server"));
    QFont font = fonts::mono();
    font.setWeight(QFont::DemiBold);
    m_address->setFont(font);
    m_address->setWordWrap(true);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_address->setAccessibleName(tr("Address of the server"));
    m_problem->setWordWrap(true);
    m_problem->hide();

    auto *body = new QWidget;
    body->setProperty("surface", QStringLiteral("panel"));
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(metrics::kMargin, metrics::kMargin, metrics::kMargin, metrics::kMargin);
    column->setSpacing(metrics::kGap);
    column->addWidget(m_address);
    auto *state = new QHBoxLayout;
    state->addWidget(m_state);
    state->addStretch();
    column->addLayout(state);
    column->addWidget(m_problem);
    column->addSpacing(metrics::kGrid);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::kGap);
    buttons->addWidget(m_again);
    buttons->addWidget(m_another);
    buttons->addStretch();
    column->addLayout(buttons);
    column->addWidget(m_back, 0, Qt::AlignLeft);
    addPoints(column, tr("What works"), QStringLiteral("check"), "live",
              {tr("Faults, presets and Hold, for each client"),
               tr("The timeline: connections, messages, back-off, swaps"),
               tr("The inspector: what crossed the wire, and what the page did"),
               tr("Duplicates and gaps, by the ids of a stream's events")});
    addPoints(column, tr("What is unknown"), QStringLiteral("info"), "dim",
              {tr("Which updates were published, and so which were missed, caught up or lost: only a script "
                  "here would know"),
               tr("Why a message was sent: live, as a replay or as a snapshot")});
    addPoints(column, tr("What is not here"), QStringLiteral("close"), "dim",
              {tr("Lesson, editor, cues and parameters: this server is yours")});
    column->addStretch();

    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(body);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);
    setMinimumWidth(260);
    setFocusPolicy(Qt::ClickFocus);

    connect(m_again, &QPushButton::clicked, this, &AttachedPanel::againRequested);
    connect(m_another, &QPushButton::clicked, this, &AttachedPanel::anotherRequested);
    connect(m_back, &QPushButton::clicked, this, &AttachedPanel::scenarioRequested);
    setScenario({});
    setWaiting();
}

void AttachedPanel::addPoints(QVBoxLayout *column, const QString &caption, const QString &icon,
                              const char *role, const QStringList &points)
{
    column->addSpacing(metrics::kGap);
    column->addWidget(makeCaption(caption, this));
    const Role color = qstrcmp(role, "live") == 0 ? Role::Live : Role::Dim;
    for (const QString &point : points) {
        auto *row = new QHBoxLayout;
        row->setSpacing(metrics::kGap);
        auto *mark = new QLabel(this);
        mark->setPixmap(themedIcon(icon, color).pixmap(13, 13));
        mark->setFixedSize(14, 18);
        auto *text = makeLabel(point, color == Role::Live ? "" : "dim", this);
        text->setWordWrap(true);
        row->addWidget(mark, 0, Qt::AlignTop);
        row->addWidget(text, 1);
        column->addLayout(row);
    }
}

void AttachedPanel::setUpstream(const Upstream &upstream)
{
    m_address->setText(upstream.url().toString(QUrl::RemovePath) +
                       (upstream.path == u'/' ? QString() : upstream.path));
}

void AttachedPanel::setWaiting()
{
    m_state->setState(tr("attached, nothing from it yet"), Role::Dim, true);
    m_problem->hide();
}

void AttachedPanel::setAnswering()
{
    m_state->setState(tr("attached"), Role::Live);
    m_problem->hide();
}

void AttachedPanel::setUnreachable(const QString &why)
{
    m_state->setState(tr("not reached"), Role::Lost, true);
    m_problem->setText(why);
    m_problem->setVisible(!why.isEmpty());
}

QString AttachedPanel::stateText() const
{
    return m_state->text();
}

void AttachedPanel::setScenario(const QString &title)
{
    m_back->setText(tr("Back to %1").arg(title));
    m_back->setVisible(!title.isEmpty());
}

} // namespace swapscope
