#include "dropgrid.h"

#include "flatchoice.h"
#include "widgets/widgets.h"

#include <faults/names.h>

#include <QGridLayout>
#include <QVBoxLayout>

namespace swapscope {

namespace {

constexpr int kDropColumns = 4;

// As the list of durations keeps it: nothing is until it is mended.
QVariant lasting(const Ends &ends)
{
    return ends.time() ? QVariant::fromValue<qint64>(*ends.time()) : QVariant();
}

} // namespace

DropGrid::DropGrid(QWidget *parent)
    : QWidget(parent),
      m_duration(new FlatChoice(tr("How long"), tr("How long Refuse, HTTP 503 and Freeze last"), this))
{
    m_duration->addItem(tr("until mended"), lasting(Ends::byHand()));
    for (const int seconds : {1, 2, 5, 10, 30})
        m_duration->addItem(tr("for %1 s").arg(seconds), lasting(Ends::after(seconds * kSecond)));
    m_duration->addItem(tr("for 2 min"), lasting(Ends::after(120 * kSecond)));
    m_duration->setCurrentIndex(3);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(makeCaption(tr("Drop it"), this));
    head->addStretch();
    head->addWidget(m_duration);

    auto *grid = new QGridLayout;
    grid->setSpacing(6);
    int place = 0;
    const auto add = [&](const QString &text, const QString &tip, const FaultCommand &command,
                         bool timed = false) {
        QPushButton *button = makeButton(text, "dense", tip, this);
        QFont font = fonts::small();
        font.setWeight(QFont::Medium);
        button->setFont(font);
        button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        connect(button, &QPushButton::clicked, this, [this, command, timed] {
            FaultCommand wanted = command;
            if (timed)
                wanted.ends = duration();
            Q_EMIT faultRequested(wanted);
        });
        grid->addWidget(button, place / kDropColumns, place % kDropColumns);
        ++place;
    };
    const auto close = [](int code) {
        return FaultCommand{.fault = faultName::close, .args = {{QStringLiteral("code"), code}}};
    };
    add(tr("Reset"), tr("Reset the connections (TCP RST): the page sees 1006 and may come back at once"),
        {.fault = faultName::cut, .ends = Ends::atOnce()});
    add(tr("Close 1001"), tr("Close with 1001, going away: as a server that ends"), close(1001));
    add(tr("Close 1006"),
        tr("End the connections without a close frame: the path is closed in an orderly way, and the page "
           "sees 1006"),
        {.fault = faultName::hangup});
    add(tr("Close 1011"), tr("Close with 1011, internal error"), close(1011));
    add(tr("Close 1012"), tr("Close with 1012, service restart: as a deploy"), close(1012));
    add(tr("Refuse"), tr("Refuse new connections for the chosen time; open ones stay"),
        {.fault = faultName::refuse}, true);
    add(tr("HTTP 503"), tr("Answer new connections with 503, service unavailable, for the chosen time"),
        {.fault = faultName::http, .args = {{QStringLiteral("status"), 503}}}, true);
    add(tr("Freeze"), tr("Hold all traffic for the chosen time; nothing closes, nothing is lost"),
        {.fault = faultName::freeze}, true);
    for (int column = 0; column < kDropColumns; ++column)
        grid->setColumnStretch(column, 1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addLayout(grid);
}

Ends DropGrid::duration() const
{
    const QVariant time = m_duration->currentData();
    return time.isValid() ? Ends::after(time.toLongLong()) : Ends::byHand();
}

void DropGrid::setDuration(const Ends &value)
{
    for (int index = 0; index < m_duration->count(); ++index) {
        if (m_duration->itemData(index) == lasting(value))
            m_duration->setCurrentIndex(index);
    }
}

} // namespace swapscope
