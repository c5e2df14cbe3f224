#include "geometry.h"

#include "labels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace swapscope::timeline {

namespace {

constexpr qreal kTickSpacing = 68;
constexpr qreal kMarksBelow = 17; // the middle of a row's swap marks, below its band's middle
constexpr qreal kTextBelow = 24;  // of the back-offs' labels
constexpr qreal kTextAbove = 18;  // of a closing's label
constexpr qreal kOutside = 64;    // pixels beyond the scale that lines are still drawn
constexpr qreal kFull = 0.92;     // how near a message in flight comes to where it goes
constexpr qreal kLeastLabelled = 24;
constexpr qreal kHoldAbove = 18; // the middle of the lowest held message, above its row's band
constexpr int kHoldPlaces = 4;   // above one another
constexpr qreal kBeside = 2.5;
constexpr int kFoldedLookAt = 16;

// Cuts a line to left … right; false when nothing is left. Lines are never steeper in time than the range is
// long, so it is enough to cut at the sides.
bool cutAtSides(QPointF &from, QPointF &to, qreal left, qreal right, bool &endIsCut)
{
    if (std::max(from.x(), to.x()) < left || std::min(from.x(), to.x()) > right)
        return false;
    const QPointF a = from;
    const QPointF b = to;
    const auto at = [&](qreal x) {
        const qreal share = (x - a.x()) / (b.x() - a.x());
        return QPointF(x, a.y() + share * (b.y() - a.y()));
    };
    if (a.x() < left)
        from = at(left);
    else if (a.x() > right)
        from = at(right);
    if (b.x() < left) {
        to = at(left);
        endIsCut = true;
    } else if (b.x() > right) {
        to = at(right);
        endIsCut = true;
    }
    return true;
}

int severity(State state)
{
    switch (state) {
    case State::Failed:
        return 5;
    case State::Backoff:
        return 4;
    case State::Frozen:
        return 3;
    case State::Closed:
        return 2;
    case State::Connecting:
        return 1;
    case State::Open:
        break;
    }
    return 0;
}

class Builder
{
public:
    Builder(const Lanes &lanes, const GeometryInput &input)
        : m_lanes(lanes),
          m_input(input),
          m_scale(input.scale),
          m_range(widened(input.scale)),
          m_fold(input.scale.duration(kFold))
    {
    }

    Geometry build()
    {
        m_geometry.ticks = ticks(m_scale, kTickSpacing);
        if (m_scale.range.isEmpty() || m_scale.width <= 0)
            return m_geometry;
        for (const Row &row : m_input.layout.rows) {
            const Lane &lane = m_lanes.lanes()[static_cast<std::size_t>(row.lane)];
            gaps(row, lane);
            bands(row, lane);
            if (m_input.filter.lost)
                missed(row, lane);
            messages(row, lane);
            closings(row, lane);
            if (m_input.filter.swaps)
                swaps(row, lane);
        }
        selected();
        for (const Row &row : m_input.layout.rows)
            labels(row, m_lanes.lanes()[static_cast<std::size_t>(row.lane)]);
        return std::move(m_geometry);
    }

private:
    // What is drawn at a time just outside may reach in with its dot or mark.
    static Range widened(const Scale &scale)
    {
        const Nanoseconds margin = scale.duration(2 * kMarkSize);
        return {scale.range.from - margin, scale.range.to + margin};
    }

    static ItemRef ref(ItemType type, const Row &row, int index) { return {type, row.lane, index}; }

    void gaps(const Row &row, const Lane &lane)
    {
        // Gaps follow one another, so the ends are sorted as the starts are.
        const auto first =
            std::lower_bound(lane.gaps.begin(), lane.gaps.end(), m_range.from,
                             [](const Gap &gap, Nanoseconds t) { return !gap.open && gap.end < t; });
        for (auto it = first; it != lane.gaps.end() && it->start <= m_range.to; ++it) {
            const int index = static_cast<int>(it - lane.gaps.begin());
            const qreal left = std::max(m_scale.x(it->start), m_scale.left - kOutside);
            const qreal right = std::min(m_scale.x(it->open ? std::max(m_input.now, it->start) : it->end),
                                         m_scale.right() + kOutside);
            if (!m_geometry.gaps.empty() && m_geometry.gaps.back().item.lane == row.lane &&
                right < m_geometry.gaps.back().rect.right() + 1)
                continue; // too narrow to tell from the one before
            m_geometry.gaps.push_back(
                {QRectF(left, row.gapTop, std::max<qreal>(right - left, 1), row.gapBottom - row.gapTop),
                 ref(ItemType::Gap, row, index)});
        }
    }

    void bands(const Row &row, const Lane &lane)
    {
        const std::vector<Segment> &segments = lane.segments;
        auto it = std::upper_bound(segments.begin(), segments.end(), m_range.from,
                                   [](Nanoseconds t, const Segment &segment) { return t < segment.start; });
        if (it != segments.begin())
            --it;
        while (it != segments.end() && it->start <= m_range.to) {
            const bool last = it + 1 == segments.end();
            const Nanoseconds end = last ? std::max(m_input.now, it->start) : it->end;
            auto next = it + 1;
            Nanoseconds drawnEnd = end;
            State state = it->state;
            if (end - it->start < m_fold && !last) {
                // All that ends in the same stretch is one; of its first states the worst is shown.
                const Nanoseconds limit = it->start - it->start % m_fold + m_fold;
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

    void band(const Row &row, const Segment &segment, int index, State state, Nanoseconds end, int count,
              bool last)
    {
        const qreal left = std::max(m_scale.x(segment.start), m_scale.left - kOutside);
        const qreal right = std::min(m_scale.x(end), m_scale.right() + kOutside);
        BandShape shape;
        shape.state = state;
        shape.item = ref(ItemType::Segment, row, index);
        shape.count = count;
        const qreal height = state == State::Closed ? 2 : kBandHeight;
        shape.rect = QRectF(left, row.y - height / 2, std::max<qreal>(right - left, 1), height);
        if (last && state == State::Backoff)
            shape.planned = std::min(m_scale.x(segment.start + segment.planned), m_scale.right() + kOutside);
        m_geometry.bands.push_back(shape);
    }

    void missed(const Row &row, const Lane &lane)
    {
        lane.missedTrack.visit(
            m_range, m_fold, [&](int item) { return lane.missed[static_cast<std::size_t>(item)].end; },
            [&](const Track::Entry &entry, int count) { missedLine(row, lane, entry.item, count); });
    }

    void missedLine(const Row &row, const Lane &lane, int index, int count)
    {
        const Missed &missed = lane.missed[static_cast<std::size_t>(index)];
        LineShape line;
        line.ink = Ink::Lost;
        line.dashed = true;
        line.end = LineEnd::Cross;
        line.item = ref(ItemType::Missed, row, index);
        line.count = count;
        // Beside the message to another client that left at the same moment.
        line.from = QPointF(m_scale.x(missed.start) + kBeside, m_input.layout.serverY);
        // As steep as a message that would have arrived, but it stops above the lane.
        const qreal share = (row.missedY - m_input.layout.serverY) / (row.y - m_input.layout.serverY);
        const auto length = static_cast<Nanoseconds>(static_cast<double>(missed.end - missed.start) * share);
        line.to = QPointF(m_scale.x(missed.start + length) + kBeside, row.missedY);
        add(line);
    }

    bool shows(Flow flow) const
    {
        switch (flow) {
        case Flow::Live:
            return m_input.filter.live;
        case Flow::CatchUp:
            return m_input.filter.catchUp;
        case Flow::Sent:
            return m_input.filter.sent;
        }
        return true;
    }

    void messages(const Row &row, const Lane &lane)
    {
        const auto endOf = [&](int item) { return lane.messages[static_cast<std::size_t>(item)].end; };
        const auto emitLine = [&](const Track::Entry &entry, int count) {
            messageLine(row, lane, entry.item, count);
        };
        for (const Flow flow : {Flow::Sent, Flow::Live, Flow::CatchUp}) {
            if (shows(flow))
                lane.delivered[static_cast<std::size_t>(flow)].visit(m_range, m_fold, endOf, emitLine);
        }
        if (m_input.filter.lost)
            lane.lost.visit(m_range, m_fold, endOf, emitLine);
        inFlight(row, lane);
    }

    void inFlight(const Row &row, const Lane &lane)
    {
        // Of thousands that are held only those that can be told apart are drawn.
        std::array<Nanoseconds, kHoldPlaces> last;
        std::array<std::size_t, kHoldPlaces> shape{};
        last.fill(std::numeric_limits<Nanoseconds>::min() / 2);
        for (const int index : lane.inFlight) {
            const Message &message = lane.messages[static_cast<std::size_t>(index)];
            if (!shows(message.flow) || message.start > m_range.to)
                continue;
            if (message.heldAt > 0) {
                const auto place = static_cast<std::size_t>(message.holdPlace % kHoldPlaces);
                if (message.held && message.heldAt - last[place] < m_fold) {
                    ++m_geometry.holds[shape[place]].count;
                    continue;
                }
                const std::size_t before = m_geometry.holds.size();
                messageLine(row, lane, index, 1);
                if (message.held && m_geometry.holds.size() > before) {
                    last[place] = message.heldAt;
                    shape[place] = before;
                }
                continue;
            }
            messageLine(row, lane, index, 1);
        }
    }

    qreal holdY(const Row &row, const Message &message) const
    {
        return row.y - kHoldAbove - (kHoldHeight + 2) * (message.holdPlace % kHoldPlaces);
    }

    // The way to where the link holds it, and the time that it stands there.
    void holdShapes(const Row &row, const Message &message, const LineShape &line)
    {
        const qreal y = holdY(row, message);
        LineShape way = line;
        way.to = QPointF(m_scale.x(message.heldAt), y);
        way.end = LineEnd::Tip;
        way.dashed = false;
        way.ink = message.flow == Flow::Sent      ? Ink::Sent
                  : message.flow == Flow::CatchUp ? Ink::CatchUp
                                                  : Ink::Live;
        add(way);
        const Nanoseconds until = message.held ? std::max(m_input.now, message.heldAt) : message.heldUntil;
        const qreal left = std::max(m_scale.x(message.heldAt), m_scale.left - kOutside);
        const qreal right = std::min(m_scale.x(until), m_scale.right() + kOutside);
        if (right < left)
            return;
        HoldShape hold;
        hold.rect = QRectF(left, y - kHoldHeight / 2, std::max<qreal>(right - left, 2), kHoldHeight);
        hold.waiting = message.held;
        hold.item = line.item;
        hold.count = line.count;
        m_geometry.holds.push_back(hold);
    }

    void messageLine(const Row &row, const Lane &lane, int index, int count)
    {
        const Message &message = lane.messages[static_cast<std::size_t>(index)];
        const qreal serverY = m_input.layout.serverY;
        const qreal startY = message.up() ? row.y : serverY;
        const qreal endY = message.up() ? serverY : row.y;
        LineShape line;
        line.item = ref(ItemType::Message, row, index);
        line.count = count;
        line.from = QPointF(m_scale.x(message.start), startY);
        line.ink = message.flow == Flow::Sent      ? Ink::Sent
                   : message.flow == Flow::CatchUp ? Ink::CatchUp
                                                   : Ink::Live;
        if (message.heldAt > 0) {
            holdShapes(row, message, line);
            if (message.held)
                return;
            line.from = QPointF(m_scale.x(message.heldUntil), holdY(row, message));
        }
        switch (message.fate) {
        case Fate::Delivered:
            line.to = QPointF(m_scale.x(message.end), endY);
            break;
        case Fate::Lost: {
            line.ink = Ink::Lost;
            line.dashed = true;
            line.end = LineEnd::Cross;
            const qreal y = message.up() ? serverY + (row.missedY - serverY) / 2 : row.missedY;
            // One that was held when it was lost was lost where it stood.
            line.to =
                message.heldAt > 0 && !message.released ? line.from : QPointF(m_scale.x(message.end), y);
            break;
        }
        case Fate::InFlight: {
            // It comes nearer the longer it takes, and never quite arrives before it does.
            const Nanoseconds left = message.heldAt > 0 ? message.heldUntil : message.start;
            const Nanoseconds age = std::max<Nanoseconds>(m_input.now - left, 0);
            const Nanoseconds usual = lane.latency > 0 ? lane.latency : kUsualLatency;
            const double way =
                kFull * (1 - std::exp(-1.5 * static_cast<double>(age) / static_cast<double>(usual)));
            line.to = QPointF(m_scale.x(left + age), line.from.y() + way * (endY - line.from.y()));
            line.end = LineEnd::Tip;
            break;
        }
        }
        add(line);
    }

    void add(LineShape line)
    {
        bool endIsCut = false;
        if (!cutAtSides(line.from, line.to, m_scale.left - kOutside, m_scale.right() + kOutside, endIsCut))
            return;
        if (endIsCut)
            line.end = LineEnd::Tip;
        m_geometry.lines.push_back(line);
    }

    void closings(const Row &row, const Lane &lane)
    {
        const std::vector<Closing> &closings = lane.closings;
        auto it = std::lower_bound(closings.begin(), closings.end(), m_range.from,
                                   [](const Closing &closing, Nanoseconds t) { return closing.t < t; });
        while (it != closings.end() && it->t <= m_range.to) {
            const Nanoseconds limit = it->t - it->t % m_fold + m_fold;
            const auto next =
                std::lower_bound(it + 1, closings.end(), limit,
                                 [](const Closing &closing, Nanoseconds t) { return closing.t < t; });
            CrossShape cross;
            cross.center = QPointF(m_scale.x(it->t), row.y);
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
            shape.center = QPointF(m_scale.x(entry.start), row.y + kMarksBelow);
            shape.look = lane.swaps[static_cast<std::size_t>(entry.item)].look;
            shape.item = ref(ItemType::Swap, row, entry.item);
            shape.count = count;
            m_geometry.marks.push_back(shape);
        };
        const auto end = [&](int item) { return lane.swaps[static_cast<std::size_t>(item)].t; };
        lane.swapTrack.visit(m_range, m_fold, end, mark);
        lane.swapMissedTrack.visit(m_range, m_fold, end, mark);
    }

    // What is selected is drawn for itself, where folding or order would hide it.
    void selected()
    {
        const ItemRef &item = m_input.selected;
        const Row *row = m_input.layout.rowOf(item.lane);
        if (row == nullptr || m_lanes.eventOf(item) == 0 ||
            !m_lanes.spanOf(item, m_input.now).intersects(m_range.from, m_range.to))
            return;
        const Lane &lane = m_lanes.lanes()[static_cast<std::size_t>(item.lane)];
        const auto index = static_cast<std::size_t>(item.index);
        const auto isIt = [&item](const auto &shape) { return shape.item == item; };
        switch (item.type) {
        case ItemType::Message:
            std::erase_if(m_geometry.lines, [&](const LineShape &s) { return isIt(s) && s.count == 1; });
            std::erase_if(m_geometry.holds, [&](const HoldShape &s) { return isIt(s) && s.count == 1; });
            messageLine(*row, lane, item.index, 1);
            break;
        case ItemType::Missed:
            std::erase_if(m_geometry.lines, [&](const LineShape &s) { return isIt(s) && s.count == 1; });
            missedLine(*row, lane, item.index, 1);
            break;
        case ItemType::Swap: {
            std::erase_if(m_geometry.marks, [&](const MarkShape &s) { return isIt(s) && s.count == 1; });
            MarkShape shape;
            shape.center = QPointF(m_scale.x(lane.swaps[index].t), row->y + kMarksBelow);
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

    void labels(const Row &row, const Lane &lane)
    {
        const QRectF area(m_scale.left + 2, 0, m_scale.width - 4, std::max(row.gapBottom, row.y + 60));
        LabelPlacer placer(area, m_input);
        for (const MarkShape &mark : m_geometry.marks) {
            if (mark.item.lane == row.lane) {
                const QPointF half(kMarkSize / 2 + 1, kMarkSize / 2);
                placer.block(QRectF(mark.center - half, mark.center + half));
            }
        }
        std::vector<LabelShape> &out = m_geometry.labels;
        for (const GapShape &gap : m_geometry.gaps) {
            if (gap.item.lane == row.lane)
                gapLabel(placer, row, lane, gap);
        }
        for (const CrossShape &cross : m_geometry.crosses) {
            if (cross.item.lane != row.lane || !visible(cross.center.x()))
                continue;
            const QString text = closingText(lane.closings[static_cast<std::size_t>(cross.item.index)]);
            placer.place(out, cross.count == 1 ? text : QStringLiteral("%1 \u00d7 closed").arg(cross.count),
                         cross.orderly ? Ink::Dim : Ink::Lost, cross.item, cross.center.x(),
                         {row.y - kTextAbove});
        }
        catchUpLabels(placer, row, lane);
        for (const BandShape &band : m_geometry.bands) {
            if (band.item.lane != row.lane || band.count > 1 ||
                (band.state != State::Backoff && band.state != State::Frozen))
                continue;
            const qreal left = std::max(band.rect.left(), m_scale.left);
            const qreal right = std::min(std::max(band.rect.right(), band.planned), m_scale.right());
            const QString text = band.state == State::Frozen
                                     ? QStringLiteral("frozen")
                                     : backoffText(lane.segments[static_cast<std::size_t>(band.item.index)]);
            // A little wider than its band is still clear; much wider is not.
            if (right - left >= 0.6 * placer.width(text))
                placer.place(out, text, Ink::Wait, band.item, (left + right) / 2,
                             {row.y + kTextBelow, row.y + kTextBelow + m_input.labelHeight});
        }
    }

    void gapLabel(LabelPlacer &placer, const Row &row, const Lane &lane, const GapShape &shape)
    {
        const Gap &gap = lane.gaps[static_cast<std::size_t>(shape.item.index)];
        const qreal left = std::max(shape.rect.left(), m_scale.left);
        const qreal right = std::min(shape.rect.right(), m_scale.right());
        if (right - left < kLeastLabelled)
            return;
        const QString full = gapText(lane, gap, m_input.now);
        const QString lasted =
            durationLabel((gap.open ? std::max(m_input.now, gap.start) : gap.end) - gap.start);
        const QStringList texts =
            gap.missed == 0
                ? QStringList{full, QStringLiteral("nothing missed")}
                : QStringList{full, QStringLiteral("%1 \u2014 %2 missed").arg(lasted).arg(gap.missed),
                              QStringLiteral("%1 missed").arg(gap.missed)};
        for (const QString &text : texts) {
            if (placer.width(text) + 8 > right - left)
                continue;
            if (placer.place(m_geometry.labels, text, gap.missed > 0 ? Ink::Lost : Ink::Dim, shape.item,
                             (left + right) / 2, {row.gapTop + m_input.labelHeight / 2 + 2}))
                return;
        }
    }

    void catchUpLabels(LabelPlacer &placer, const Row &row, const Lane &lane)
    {
        if (!m_input.filter.catchUp)
            return;
        auto it = std::lower_bound(lane.catchUps.begin(), lane.catchUps.end(), m_range.from,
                                   [](const CatchUp &catchUp, Nanoseconds t) { return catchUp.end < t; });
        qreal lastRight = m_scale.left;
        for (; it != lane.catchUps.end() && it->start <= m_range.to; ++it) {
            const QString text = catchUpText(*it);
            const qreal right = m_scale.x(it->end);
            if (text.isEmpty() || !visible(right) || right < lastRight)
                continue;
            const qreal x = right + 18 + placer.width(text) / 2;
            if (placer.place(m_geometry.labels, text, Ink::CatchUp, ref(ItemType::Message, row, it->message),
                             x, {row.y - kTextAbove - m_input.labelHeight, row.y - kTextAbove}))
                lastRight = m_geometry.labels.back().rect.right();
        }
    }

    bool visible(qreal x) const { return x >= m_scale.left && x <= m_scale.right(); }

    const Lanes &m_lanes;
    const GeometryInput &m_input;
    const Scale &m_scale;
    const Range m_range;
    const Nanoseconds m_fold;
    Geometry m_geometry;
};

} // namespace

Geometry geometry(const Lanes &lanes, const GeometryInput &input)
{
    return Builder(lanes, input).build();
}

} // namespace swapscope::timeline
