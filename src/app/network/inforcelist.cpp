#include "inforcelist.h"

#include "widgets/widgets.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace swapscope {

namespace {
constexpr int kInForceRow = 24;
constexpr int kMostInForce = 4; // in view
constexpr int kAroundCross = 6; // within its button
} // namespace

std::vector<InForceEntry> inForceEntries(const LinkStatus &link, Nanoseconds now)
{
    std::vector<InForceEntry> entries;
    for (const FaultInForce &each : link.inForce) {
        InForceEntry entry{.text = each.phrase, .rest = {}, .end = each.end};
        if (each.until)
            entry.rest = std::max<Nanoseconds>(kMillisecond, *each.until - now);
        entries.push_back(std::move(entry));
    }
    return entries;
}

InForceList::InForceList(QWidget *parent)
    : QWidget(parent),
      m_count(makeLabel(QString(), "dim", this)),
      m_clear(makeButton(tr("Clear all"), "dense", tr("End every fault of this link"), this)),
      m_scroll(new QScrollArea(this))
{
    setProperty("surface", QStringLiteral("faint"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("In force"));
    m_count->setFont(fonts::numbers());
    QFont font = fonts::small();
    font.setWeight(QFont::Medium);
    m_clear->setFont(font);
    m_clear->setFixedWidth(72);

    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::kMargin, 0, metrics::kMargin, 0);
    head->setSpacing(metrics::kGap);
    head->addWidget(makeCaption(tr("In force"), this));
    head->addWidget(m_count);
    head->addStretch();
    head->addWidget(m_clear);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, metrics::kGap);
    layout->setSpacing(metrics::kGrid);
    layout->addWidget(makeRule(Qt::Horizontal, this));
    layout->addSpacing(metrics::kGrid);
    layout->addLayout(head);
    layout->addWidget(m_scroll);

    connect(m_clear, &QPushButton::clicked, this, &InForceList::clearRequested);
    hide();
}

void InForceList::setEntries(const std::vector<InForceEntry> &entries)
{
    const bool same = std::equal(entries.begin(), entries.end(), m_entries.begin(), m_entries.end(),
                                 [](const InForceEntry &a, const InForceEntry &b) { return a.sameAs(b); });
    m_entries = entries;
    if (!same)
        rebuild();
    for (std::size_t i = 0; i < m_rests.size(); ++i)
        m_rests[i]->setText(m_entries[i].rest ? displayDuration(*m_entries[i].rest) : QString());
}

void InForceList::rebuild()
{
    m_rests.clear();
    auto *body = new QWidget;
    body->setProperty("surface", QStringLiteral("faint"));
    auto *rows = new QVBoxLayout(body);
    rows->setContentsMargins(metrics::kMargin, 0, metrics::kMargin - kAroundCross, 0);
    rows->setSpacing(0);
    for (const InForceEntry &entry : m_entries) {
        auto *row = new QWidget(body);
        row->setFixedHeight(kInForceRow);
        auto *text = makeLabel(entry.text, "", row);
        text->setToolTip(entry.text);
        text->setMinimumWidth(0);
        text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        QLabel *rest = makeLabel(QString(), "dim", row);
        rest->setFont(fonts::numbers());
        rest->setToolTip(tr("So long it lasts still"));
        QToolButton *end = makeIconButton(QStringLiteral("close"), tr("End: %1").arg(entry.text), row);
        end->setIconSize(QSize(10, 10));
        end->setFixedSize(20, 20);
        if (!entry.end) {
            end->setEnabled(false);
            end->setToolTip(tr("This one ends by itself, or with all others"));
        } else {
            connect(end, &QToolButton::clicked, this,
                    [this, command = *entry.end] { Q_EMIT endRequested(command); });
        }
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(metrics::kGap);
        line->addWidget(text, 1);
        line->addWidget(rest);
        line->addWidget(end);
        rows->addWidget(row);
        m_rests.push_back(rest);
    }
    rows->addStretch();
    m_scroll->setWidget(body); // deletes the one before
    const int count = static_cast<int>(m_entries.size());
    m_scroll->setFixedHeight(std::min(count, kMostInForce) * kInForceRow);
    m_count->setText(count > 0 ? QString::number(count) : QString());
    setVisible(count > 0);
}

} // namespace swapscope
