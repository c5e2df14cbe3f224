#include "dropgrid.h"

#include "flatchoice.h"
#include "widgets/widgets.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace swapscope {

namespace {

constexpr int kDropColumns = 4;
constexpr Nanoseconds kMoment = kMillisecond; // as short as a limit can be to act at once

QVariant nanoseconds(Nanoseconds value)
{
    return QVariant::fromValue<qint64>(value);
}

} // namespace

DropGrid::DropGrid(QWidget *parent)
    : QWidget(parent),
      m_duration(new FlatChoice(tr("How long"), tr("How long Refuse, HTTP 503 and Freeze last"), this))
{
    m_duration->addItem(tr("until mended"), nanoseconds(0));
    for (const int seconds : {1, 2, 5, 10, 30})
        m_duration->addItem(tr("for %1 s").arg(seconds), nanoseconds(seconds * kSecond));
    m_duration->addItem(tr("for 2 min"), nanoseconds(120 * kSecond));
    m_duration->setCurrentIndex(3);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(makeCaption(tr("Drop it"), this));
    head->addStretch();
    head->addWidget(m_duration);

    auto *grid = new QGridLayout;
    grid->setSpacing(6);
    int place = 0;
    const auto add = [&](const QString &text, const QString &tip, const QString &fault,
                         const QVariantMap &args, bool timed = false) {
        QPushButton *button = makeButton(text, "dense", tip, this);
        QFont font = fonts::small();
        font.setWeight(QFont::Medium);
        button->setFont(font);
        button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        connect(button, &QPushButton::clicked, this, [this, fault, args, timed] {
            QVariantMap all = args;
            if (timed && duration() > 0)
                all.insert(QStringLiteral("for"), nanoseconds(duration()));
            Q_EMIT faultRequested(fault, all);
        });
        grid->addWidget(button, place / kDropColumns, place % kDropColumns);
        ++place;
    };
    const QString kFor = QStringLiteral("for");
    const auto close = [](int code) { return QVariantMap{{QStringLiteral("code"), code}}; };
    add(tr("Reset"), tr("Reset the connections (TCP RST): the page sees 1006 and may come back at once"),
        QStringLiteral("cut"), {{kFor, nanoseconds(0)}});
    add(tr("Close 1001"), tr("Close with 1001, going away: as a server that ends"), QStringLiteral("close"),
        close(1001));
    add(tr("Close 1006"),
        tr("End the connections without a close frame: the path is closed in an orderly way, and the page "
           "sees "
           "1006"),
        QStringLiteral("limit"), {{QStringLiteral("bytes"), 1}, {kFor, nanoseconds(kMoment)}});
    add(tr("Close 1011"), tr("Close with 1011, internal error"), QStringLiteral("close"), close(1011));
    add(tr("Close 1012"), tr("Close with 1012, service restart: as a deploy"), QStringLiteral("close"),
        close(1012));
    add(tr("Refuse"), tr("Refuse new connections for the chosen time; open ones stay"),
        QStringLiteral("refuse"), {}, true);
    add(tr("HTTP 503"), tr("Answer new connections with 503, service unavailable, for the chosen time"),
        QStringLiteral("http"), {{QStringLiteral("status"), 503}}, true);
    add(tr("Freeze"), tr("Hold all traffic for the chosen time; nothing closes, nothing is lost"),
        QStringLiteral("freeze"), {}, true);
    for (int column = 0; column < kDropColumns; ++column)
        grid->setColumnStretch(column, 1);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addLayout(grid);
}

Nanoseconds DropGrid::duration() const
{
    return m_duration->currentData().toLongLong();
}

void DropGrid::setDuration(Nanoseconds value)
{
    if (const int index = m_duration->findData(nanoseconds(value)); index >= 0)
        m_duration->setCurrentIndex(index);
}

} // namespace swapscope
