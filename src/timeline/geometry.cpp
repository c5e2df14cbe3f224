#include "geometry.h"

#include "messagelines.h"
#include "rowlabels.h"
#include "viewport.h"

#include <algorithm>

namespace swapscope::timeline {

namespace {

constexpr qreal kTickSpacing = 68;
constexpr qreal kMarksBelow = 17; // from the middle of a band down to the middle of its swap marks
constexpr int kFoldedLookAt = 16;

int severity(BandState state)
{
    switch (state) {
    case BandState::Failed:
        return 5;
    case BandState::Backoff:
        return 4;
    case BandState::Frozen:
        return 3;
    case BandState::Closed:
        return 2;
    case BandState::Connecting:
        return 1;
    case BandState::Open:
        break;
    }
    return 0;
}

class Builder
{
public:
    Builder(const Lanes &lanes, const GeometryInput &input)
        : m_lanes(lanes), m_input(input), m_viewport(input.scale), m_messages(input, m_viewport, &m_geometry)
    {
    }

    Geometry build()
    {
        m_geometry.ticks = ticks(m_viewport.scale, kTickSpacing);
        if (m_viewport.scale.range.isEmpty() || m_viewport.scale.width <= 0)
            return m_geometry;
        for (const Row &row : m_input.layout.rows) {
            const Lane &lane = m_lanes.lanes()[static_cast<std::size_t>(row.lane)];
            gaps(row, lane);
            bands(row, lane);
            m_messages.addAll(row, lane);
            closings(row, lane);
            if (m_input.filter.swaps)
                swaps(row, lane);
        }
        selected();
        for (const Row &row : m_input.layout.rows)
            addRowLabels(row, m_lanes.lanes()[static_cast<std::size_t>(row.lane)], m_input, &m_geometry);
        return std::move(m_geometry);
    }

private:
    static ItemRef ref(ItemType type, const Row &row, int index) { return {type, row.lane, index}; }

    void gaps(const Row &row, const Lane &lane)
    {
        // The gaps of a lane do not overlap, so their ends are sorted as well.
        const auto first =
            std::lower_bound(lane.gaps.begin(), lane.gaps.end(), m_viewport.range.from,
                             [](const Gap &gap, Nanoseconds t) { return !gap.open && gap.end < t; });
        for (auto it = first; it != lane.gaps.end() && it->start <= m_viewport.range.to; ++it) {
            const int index = static_cast<int>(it - lane.gaps.begin());
            const qreal left = m_viewport.start(it->start);
            const qreal right = m_viewport.end(it->open ? std::max(m_input.now, it->start) : it->end);
            // Its label says how long it has lasted, even if its end is outside.
            if (it->open)
                m_geometry.grows = true;
            if (!m_geometry.gaps.empty() && m_geometry.gaps.back().item.lane == row.lane &&
                right < m_geometry.gaps.back().rect.right() + 1)
                continue; // not distinguishable from the one before
            m_geometry.gaps.push_back(
                {QRectF(left, row.gapTop, std::max<qreal>(right - left, 1), row.gapBottom - row.gapTop),
                 ref(ItemType::Gap, row, index)});
        }
    }

    void bands(const Row &row, const Lane &lane)
    {
        const std::vector<Segment> &segments = lane.segments;
        auto it = std::upper_bound(segments.begin(), segments.end(), m_viewport.range.from,
                                   [](Nanoseconds t, const Segment &segment) { return t < segment.start; });
        if (it != segments.begin())
            --it;
        while (it != segments.end() && it->start <= m_viewport.range.to) {
            const bool last = it + 1 == segments.end();
            const Nanoseconds end = last ? std::max(m_input.now, it->start) : it->end;
            if (last && m_viewport.grows(m_input.now))
                m_geometry.grows = true;
            auto next = it + 1;
            Nanoseconds drawnEnd = end;
            BandState state = it->state;
            if (end - it->start < m_viewport.fold && !last) {
                // Segments that end in the same interval become one shape, in the worst state of the first
                // few.
                const Nanoseconds limit = it->start - it->start % m_viewport.fold + m_viewport.fold;
                next =
                    std::upper_bound(next, segments.end() - 1, limit,
                                     [](Nanoseconds t, const Segment &segment) { return t < segment.end; });
                drawnEnd = (next - 1)->end;
                int looked = 0;
                for (auto inner = it; inner != next && looked < kFoldedLookAt; ++inner, ++looked) {
                    if (severity(inner->state) > severity(state))
                        state = inner->state;
                }
            }
            band(row, *it, static_cast<int>(it - segments.begin()), state, drawnEnd,
                 static_cast<int>(next - it), last);
            it = next;
        }
    }

    void band(const Row &row, const Segment &segment, int index, BandState state, Nanoseconds end, int count,
              bool last)
    {
        const qreal left = m_viewport.start(segment.start);
        const qreal right = m_viewport.end(end);
        BandShape shape;
        shape.state = state;
        shape.item = ref(ItemType::Segment, row, index);
        shape.count = count;
        const qreal height = state == BandState::Closed ? 2 : kBandHeight;
        shape.rect = QRectF(left, row.y - height / 2, std::max<qreal>(right - left, 1), height);
        if (last && state == BandState::Backoff)
            shape.planned = m_viewport.end(segment.start + segment.planned);
        m_geometry.bands.push_back(shape);
    }

    void closings(const Row &row, const Lane &lane)
    {
        const std::vector<Closing> &closings = lane.closings;
        auto it = std::lower_bound(closings.begin(), closings.end(), m_viewport.range.from,
                                   [](const Closing &closing, Nanoseconds t) { return closing.t < t; });
        while (it != closings.end() && it->t <= m_viewport.range.to) {
            const Nanoseconds limit = it->t - it->t % m_viewport.fold + m_viewport.fold;
            const auto next =
                std::lower_bound(it + 1, closings.end(), limit,
                                 [](const Closing &closing, Nanoseconds t) { return closing.t < t; });
            CrossShape cross;
            cross.center = QPointF(m_viewport.scale.x(it->t), row.y);
            cross.orderly = !it->cut && it->code != 1006;
            cross.item = ref(ItemType::Closing, row, static_cast<int>(it - closings.begin()));
            cross.count = static_cast<int>(next - it);
            m_geometry.crosses.push_back(cross);
            it = next;
        }
    }

    void swaps(const Row &row, const Lane &lane)
    {
        const auto mark = [&](const Track::Entry &entry, int count) {
            MarkShape shape;
            shape.center = QPointF(m_viewport.scale.x(entry.start), row.y + kMarksBelow);
            shape.look = lane.swaps[static_cast<std::size_t>(entry.item)].look;
            shape.item = ref(ItemType::Swap, row, entry.item);
            shape.count = count;
            m_geometry.marks.push_back(shape);
        };
        lane.swapTrack.visit(m_viewport.range, m_viewport.fold, mark);
        lane.swapMissedTrack.visit(m_viewport.range, m_viewport.fold, mark);
    }

    // The selected item gets a shape of its own on top, even if it is folded with others or covered.
    void selected()
    {
        const ItemRef &item = m_input.selected;
        const Row *row = m_input.layout.rowOf(item.lane);
        if (row == nullptr || m_lanes.eventOf(item) == 0 ||
            !m_lanes.spanOf(item, m_input.now).intersects(m_viewport.range.from, m_viewport.range.to))
            return;
        const Lane &lane = m_lanes.lanes()[static_cast<std::size_t>(item.lane)];
        const auto index = static_cast<std::size_t>(item.index);
        const auto isIt = [&item](const auto &shape) { return shape.item == item; };
        switch (item.type) {
        case ItemType::Message:
            std::erase_if(m_geometry.lines, [&](const LineShape &s) { return isIt(s) && s.count == 1; });
            std::erase_if(m_geometry.holds, [&](const HoldShape &s) { return isIt(s) && s.count == 1; });
            m_messages.addMessage(*row, lane, item.index, 1);
            break;
        case ItemType::Missed:
            std::erase_if(m_geometry.lines, [&](const LineShape &s) { return isIt(s) && s.count == 1; });
            m_messages.addMissed(*row, lane, item.index, 1);
            break;
        case ItemType::Swap: {
            std::erase_if(m_geometry.marks, [&](const MarkShape &s) { return isIt(s) && s.count == 1; });
            MarkShape shape;
            shape.center = QPointF(m_viewport.scale.x(lane.swaps[index].t), row->y + kMarksBelow);
            shape.look = lane.swaps[index].look;
            shape.item = item;
            m_geometry.marks.push_back(shape);
            break;
        }
        case ItemType::Segment:
            if (std::none_of(m_geometry.bands.begin(), m_geometry.bands.end(), isIt)) {
                const Segment &segment = lane.segments[index];
                band(*row, segment, item.index, segment.state, m_lanes.spanOf(item, m_input.now).to, 1,
                     index + 1 == lane.segments.size());
            }
            break;
        case ItemType::Closing:
        case ItemType::Gap:
        case ItemType::None:
            break;
        }
    }

    const Lanes &m_lanes;
    const GeometryInput &m_input;
    const Viewport m_viewport;
    Geometry m_geometry;
    MessageLines m_messages;
};

} // namespace

Geometry geometry(const Lanes &lanes, const GeometryInput &input)
{
    return Builder(lanes, input).build();
}

} // namespace swapscope::timeline
