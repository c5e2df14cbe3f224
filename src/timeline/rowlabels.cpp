#include "rowlabels.h"

#include "labels.h"
#include "viewport.h"

#include <algorithm>

namespace swapscope::timeline {

namespace {

constexpr qreal kTextBelow = 24;     // from the middle of a band down to the label of a back-off
constexpr qreal kTextAbove = 18;     // from the middle of a band up to the label of a closing
constexpr qreal kLeastLabelled = 24; // a narrower gap has no label

// Labels are placed in the order of their importance, as an earlier one keeps its place.
class RowLabeller
{
public:
    RowLabeller(const Row &row, const Lane &lane, const GeometryInput &input, Geometry *geometry)
        : m_row(row),
          m_lane(lane),
          m_input(input),
          m_scale(input.scale),
          m_geometry(*geometry),
          m_placer(QRectF(m_scale.left + 2, 0, m_scale.width - 4, std::max(row.gapBottom, row.y + 60)), input)
    {
    }

    void add()
    {
        keepOffMarks();
        gaps();
        closings();
        catchUps();
        bands();
    }

private:
    bool isHere(const ItemRef &item) const { return item.lane == m_row.lane; }
    bool visible(qreal x) const { return x >= m_scale.left && x <= m_scale.right(); }

    bool place(const QString &text, Ink ink, const ItemRef &item, qreal x,
               std::initializer_list<qreal> heights)
    {
        return m_placer.place(m_geometry.labels, text, ink, item, x, heights);
    }

    void keepOffMarks()
    {
        for (const MarkShape &mark : m_geometry.marks) {
            if (isHere(mark.item)) {
                const QPointF half(kMarkSize / 2 + 1, kMarkSize / 2);
                m_placer.block(QRectF(mark.center - half, mark.center + half));
            }
        }
    }

    void gaps()
    {
        for (const GapShape &gap : m_geometry.gaps) {
            if (isHere(gap.item))
                gapLabel(gap);
        }
    }

    void gapLabel(const GapShape &shape)
    {
        const Gap &gap = m_lane.gaps[static_cast<std::size_t>(shape.item.index)];
        const qreal left = std::max(shape.rect.left(), m_scale.left);
        const qreal right = std::min(shape.rect.right(), m_scale.right());
        if (right - left < kLeastLabelled)
            return;
        const QString full = gapText(m_lane, gap, m_input.now);
        const QString lasted =
            durationLabel((gap.open ? std::max(m_input.now, gap.start) : gap.end) - gap.start);
        const QStringList texts =
            gap.missed == 0
                ? QStringList{full, QStringLiteral("nothing missed")}
                : QStringList{full, QStringLiteral("%1 \u2014 %2 missed").arg(lasted).arg(gap.missed),
                              QStringLiteral("%1 missed").arg(gap.missed)};
        for (const QString &text : texts) {
            if (m_placer.width(text) + 8 > right - left)
                continue;
            if (place(text, gap.missed > 0 ? Ink::Lost : Ink::Dim, shape.item, (left + right) / 2,
                      {m_row.gapTop + m_input.labelHeight / 2 + 2}))
                return;
        }
    }

    void closings()
    {
        for (const CrossShape &cross : m_geometry.crosses) {
            if (!isHere(cross.item) || !visible(cross.center.x()))
                continue;
            const QString text = closingText(m_lane.closings[static_cast<std::size_t>(cross.item.index)]);
            place(cross.count == 1 ? text : QStringLiteral("%1 \u00d7 closed").arg(cross.count),
                  cross.orderly ? Ink::Dim : Ink::Lost, cross.item, cross.center.x(), {m_row.y - kTextAbove});
        }
    }

    void catchUps()
    {
        if (!m_input.filter.catchUp)
            return;
        const Range range = Viewport(m_scale).range;
        auto it = std::lower_bound(m_lane.catchUps.begin(), m_lane.catchUps.end(), range.from,
                                   [](const CatchUp &catchUp, Nanoseconds t) { return catchUp.end < t; });
        qreal lastRight = m_scale.left;
        for (; it != m_lane.catchUps.end() && it->start <= range.to; ++it) {
            const QString text = catchUpText(*it);
            const qreal right = m_scale.x(it->end);
            if (text.isEmpty() || !visible(right) || right < lastRight)
                continue;
            const qreal x = right + 18 + m_placer.width(text) / 2;
            const ItemRef item{ItemType::Message, m_row.lane, it->message};
            if (place(text, Ink::CatchUp, item, x,
                      {m_row.y - kTextAbove - m_input.labelHeight, m_row.y - kTextAbove}))
                lastRight = m_geometry.labels.back().rect.right();
        }
    }

    void bands()
    {
        for (const BandShape &band : m_geometry.bands) {
            if (!isHere(band.item) || band.count > 1 ||
                (band.state != BandState::Backoff && band.state != BandState::Frozen))
                continue;
            const qreal left = std::max(band.rect.left(), m_scale.left);
            const qreal right = std::min(std::max(band.rect.right(), band.planned), m_scale.right());
            const QString text =
                band.state == BandState::Frozen
                    ? QStringLiteral("frozen")
                    : backoffText(m_lane.segments[static_cast<std::size_t>(band.item.index)]);
            // A label may be somewhat wider than its band.
            if (right - left >= 0.6 * m_placer.width(text))
                place(text, Ink::Wait, band.item, (left + right) / 2,
                      {m_row.y + kTextBelow, m_row.y + kTextBelow + m_input.labelHeight});
        }
    }

    const Row &m_row;
    const Lane &m_lane;
    const GeometryInput &m_input;
    const Scale &m_scale;
    Geometry &m_geometry;
    LabelPlacer m_placer;
};

} // namespace

void addRowLabels(const Row &row, const Lane &lane, const GeometryInput &input, Geometry *geometry)
{
    RowLabeller(row, lane, input, geometry).add();
}

} // namespace swapscope::timeline
