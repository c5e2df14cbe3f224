#include "labels.h"

#include <algorithm>

namespace swapscope::timeline {

namespace {

constexpr qreal kUsualCharacter = 6.2;
constexpr qreal kAir = 4; // least distance between two labels

QString updates(int count)
{
    return count == 1 ? QStringLiteral("1 update") : QStringLiteral("%1 updates").arg(count);
}

} // namespace

qreal LabelPlacer::width(const QString &text) const
{
    return m_input.labelWidth ? m_input.labelWidth(text) : kUsualCharacter * static_cast<qreal>(text.size());
}

bool LabelPlacer::place(std::vector<LabelShape> &labels, const QString &text, Ink ink, const ItemRef &item,
                        qreal x, std::initializer_list<qreal> heights)
{
    const qreal wide = width(text);
    if (wide > m_area.width())
        return false;
    const qreal left = std::clamp(x - wide / 2, m_area.left(), m_area.right() - wide);
    for (const qreal y : heights) {
        const QRectF box(left, y - m_input.labelHeight / 2, wide, m_input.labelHeight);
        const QRectF withAir = box.adjusted(-kAir, 0, kAir, 0);
        const bool taken = std::any_of(m_taken.begin(), m_taken.end(),
                                       [&](const QRectF &other) { return other.intersects(withAir); });
        if (taken || box.top() < m_area.top() || box.bottom() > m_area.bottom())
            continue;
        m_taken.push_back(box);
        labels.push_back({box, text, ink, item});
        return true;
    }
    return false;
}

QString gapText(const Lane &lane, const Gap &gap, Nanoseconds now)
{
    const QString who = lane.client.isEmpty() ? QStringLiteral("Visitor") : lane.client;
    const QString lasted = durationLabel((gap.open ? std::max(now, gap.start) : gap.end) - gap.start);
    if (gap.missed == 0)
        return QStringLiteral("%1 is away for %2 \u2014 nothing missed").arg(who, lasted);
    return QStringLiteral("%1 is away for %2 \u2014 %3 missed").arg(who, lasted, updates(gap.missed));
}

QString closingText(const Closing &closing)
{
    QString text = QStringLiteral("closed");
    if (closing.cut)
        text = QStringLiteral("cut");
    else if (closing.by == QLatin1StringView("server"))
        text = QStringLiteral("server closed");
    else if (closing.by == QLatin1StringView("client"))
        text = QStringLiteral("page closed");
    else if (closing.by == QLatin1StringView("link"))
        text = QStringLiteral("link closed");
    return closing.code > 0 ? QStringLiteral("%1 \u00b7 %2").arg(text, QString::number(closing.code)) : text;
}

QString backoffText(const Segment &segment)
{
    return QStringLiteral("%1 \u00b7 %2%3")
        .arg(QString::number(segment.attempt),
             segment.plannedKnown ? QString() : QStringLiteral("\u2248\u2009"),
             durationLabel(segment.planned));
}

QString catchUpText(const CatchUp &catchUp)
{
    if (catchUp.replayed > 0)
        return QStringLiteral("catch-up: %1 replayed").arg(catchUp.replayed);
    if (catchUp.snapshots > 0 && catchUp.recovered > 0)
        return QStringLiteral("catch-up: snapshot, %1 recovered").arg(catchUp.recovered);
    return {};
}

} // namespace swapscope::timeline
