#include "droprepeat.h"

#include "flatchoice.h"
#include "widgets/widgets.h"

#include <QHBoxLayout>

#include <algorithm>

namespace swapscope {

void Repetition::start(Nanoseconds every, Nanoseconds now)
{
    m_every = std::max<Nanoseconds>(0, every);
    m_next = now + m_every;
}

bool Repetition::advance(Nanoseconds now)
{
    if (m_every == 0 || now < m_next)
        return false;
    m_next += m_every * ((now - m_next) / m_every + 1);
    return true;
}

std::optional<Nanoseconds> Repetition::rest(Nanoseconds now) const
{
    if (m_every == 0)
        return {};
    return std::max<Nanoseconds>(0, m_next - now);
}

DropRepeat::DropRepeat(QWidget *parent)
    : QWidget(parent),
      m_drop(makeButton(tr("Drop now"), "dense", tr("Reset the connections of this link, once"), this)),
      m_words(makeLabel(tr("and again every"), "dim", this)),
      m_next(makeLabel(QString(), "dim", this)),
      m_every(new FlatChoice(tr("Drop again every"), tr("Reset the connections time after time, from now on"),
                             this))
{
    QFont font = fonts::small();
    font.setWeight(QFont::Medium);
    m_drop->setFont(font);
    m_drop->setFixedWidth(72);
    m_next->setFont(fonts::numbers());
    m_next->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_next->setToolTip(tr("So long to the next drop"));
    m_every->addItem(tr("never"), QVariant::fromValue<qint64>(0));
    for (const int seconds : {2, 5, 10, 30, 60})
        m_every->addItem(tr("%1 s").arg(seconds), QVariant::fromValue<qint64>(seconds * kSecond));
    m_every->addItem(tr("5 min"), QVariant::fromValue<qint64>(300 * kSecond));
    m_words->setBuddy(m_every);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::kGap);
    row->addWidget(m_drop);
    row->addWidget(m_words);
    row->addStretch();
    row->addWidget(m_next);
    row->addWidget(m_every);

    connect(m_drop, &QPushButton::clicked, this, [this] {
        if (!m_client.isEmpty())
            Q_EMIT dropRequested(m_client);
    });
    connect(m_every, &QComboBox::activated, this, &DropRepeat::choose);
    display();
}

void DropRepeat::choose(int index)
{
    if (m_client.isEmpty())
        return;
    m_repetitions[m_client].start(m_every->itemData(index).toLongLong(), m_now);
    display();
}

void DropRepeat::setClient(const QString &client)
{
    m_client = client;
    const qint64 every = m_repetitions.value(client).every();
    m_every->setCurrentIndex(std::max(0, m_every->findData(QVariant::fromValue<qint64>(every))));
    display();
}

void DropRepeat::setNow(Nanoseconds now)
{
    m_now = now;
    for (auto each = m_repetitions.begin(); each != m_repetitions.end(); ++each) {
        if (each->advance(now))
            Q_EMIT dropRequested(each.key());
    }
    display();
}

void DropRepeat::stop()
{
    m_repetitions.clear();
    m_every->setCurrentIndex(0);
    display();
}

void DropRepeat::display()
{
    const std::optional<Nanoseconds> rest = m_repetitions.value(m_client).rest(m_now);
    m_next->setText(rest ? tr("in %1").arg(displayDuration(*rest)) : QString());
}

} // namespace swapscope
