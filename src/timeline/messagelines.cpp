#include "messagelines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace swapscope::timeline {

namespace {

constexpr qreal kFull = 0.92;    // how near a message in flight comes to where it goes
constexpr qreal kHoldAbove = 18; // the middle of the lowest held message, above its row's band
constexpr int kHoldPlaces = 4;   // above one another
constexpr qreal kBeside = 2.5;

ItemRef refTo(ItemType type, const Row &row, int index)
{
    return {type, row.lane, index};
}

Ink inkOf(Flow flow)
{
    switch (flow) {
    case Flow::Sent:
        return Ink::Sent;
    case Flow::CatchUp:
        return Ink::CatchUp;
    case Flow::Live:
        break;
    }
    return Ink::Live;
}

qreal holdY(const Row &row, const Message &message)
{
    return row.y - kHoldAbove - (kHoldHeight + 2) * (message.holdPlace % kHoldPlaces);
}

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

} // namespace

void MessageLines::addAll(const Row &row, const Lane &lane)
{
    if (m_input.filter.lost) {
        lane.missedTrack.visit(m_sight.range, m_sight.fold, [&](const Track::Entry &entry, int count) {
            addMissed(row, lane, entry.item, count);
        });
    }
    const auto addOne = [&](const Track::Entry &entry, int count) {
        addMessage(row, lane, entry.item, count);
    };
    for (const Flow flow : {Flow::Sent, Flow::Live, Flow::CatchUp}) {
        if (shows(flow))
            lane.delivered[static_cast<std::size_t>(flow)].visit(m_sight.range, m_sight.fold, addOne);
    }
    if (m_input.filter.lost)
        lane.lost.visit(m_sight.range, m_sight.fold, addOne);
    inFlight(row, lane);
}

void MessageLines::addMessage(const Row &row, const Lane &lane, int index, int count)
{
    const Message &message = lane.messages[static_cast<std::size_t>(index)];
    const qreal serverY = m_input.layout.serverY;
    const qreal startY = message.up() ? row.y : serverY;
    const qreal endY = message.up() ? serverY : row.y;
    LineShape line;
    line.item = refTo(ItemType::Message, row, index);
    line.count = count;
    line.from = QPointF(m_sight.scale.x(message.start), startY);
    line.ink = inkOf(message.flow);
    if (message.heldAt > 0) {
        hold(row, message, line);
        if (message.held)
            return;
        line.from = QPointF(m_sight.scale.x(message.heldUntil), holdY(row, message));
    }
    switch (message.fate) {
    case Fate::Delivered:
        line.to = QPointF(m_sight.scale.x(message.end), endY);
        break;
    case Fate::Lost: {
        line.ink = Ink::Lost;
        line.dashed = true;
        line.end = LineEnd::Cross;
        const qreal y = message.up() ? serverY + (row.missedY - serverY) / 2 : row.missedY;
        // One that was held when it was lost was lost where it stood.
        line.to =
            message.heldAt > 0 && !message.released ? line.from : QPointF(m_sight.scale.x(message.end), y);
        break;
    }
    case Fate::InFlight: {
        m_geometry.grows = true;
        // It comes nearer the longer it takes, and never quite arrives before it does.
        const Nanoseconds left = message.heldAt > 0 ? message.heldUntil : message.start;
        const Nanoseconds age = std::max<Nanoseconds>(m_input.now - left, 0);
        const Nanoseconds usual = lane.latency > 0 ? lane.latency : kUsualLatency;
        const double way =
            kFull * (1 - std::exp(-1.5 * static_cast<double>(age) / static_cast<double>(usual)));
        line.to = QPointF(m_sight.scale.x(left + age), line.from.y() + way * (endY - line.from.y()));
        line.end = LineEnd::Tip;
        break;
    }
    }
    add(line);
}

void MessageLines::addMissed(const Row &row, const Lane &lane, int index, int count)
{
    const Missed &missed = lane.missed[static_cast<std::size_t>(index)];
    LineShape line;
    line.ink = Ink::Lost;
    line.dashed = true;
    line.end = LineEnd::Cross;
    line.item = refTo(ItemType::Missed, row, index);
    line.count = count;
    // Beside the message to another client that left at the same moment.
    line.from = QPointF(m_sight.scale.x(missed.start) + kBeside, m_input.layout.serverY);
    // As steep as a message that would have arrived, but it stops above the lane.
    const qreal share = (row.missedY - m_input.layout.serverY) / (row.y - m_input.layout.serverY);
    const auto length = static_cast<Nanoseconds>(static_cast<double>(missed.end - missed.start) * share);
    line.to = QPointF(m_sight.scale.x(missed.start + length) + kBeside, row.missedY);
    add(line);
}

bool MessageLines::shows(Flow flow) const
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

void MessageLines::inFlight(const Row &row, const Lane &lane)
{
    // Of thousands that are held only those that can be told apart are drawn.
    std::array<Nanoseconds, kHoldPlaces> last;
    std::array<std::size_t, kHoldPlaces> shape{};
    last.fill(std::numeric_limits<Nanoseconds>::min() / 2);
    for (const int index : lane.inFlight) {
        const Message &message = lane.messages[static_cast<std::size_t>(index)];
        if (!shows(message.flow) || message.start > m_sight.range.to)
            continue;
        if (message.heldAt > 0) {
            const auto place = static_cast<std::size_t>(message.holdPlace % kHoldPlaces);
            if (message.held && message.heldAt - last[place] < m_sight.fold) {
                ++m_geometry.holds[shape[place]].count;
                continue;
            }
            const std::size_t before = m_geometry.holds.size();
            addMessage(row, lane, index, 1);
            if (message.held && m_geometry.holds.size() > before) {
                last[place] = message.heldAt;
                shape[place] = before;
            }
            continue;
        }
        addMessage(row, lane, index, 1);
    }
}

// The way to where the link holds it, and the time that it stands there.
void MessageLines::hold(const Row &row, const Message &message, const LineShape &line)
{
    const qreal y = holdY(row, message);
    LineShape way = line;
    way.to = QPointF(m_sight.scale.x(message.heldAt), y);
    way.end = LineEnd::Tip;
    way.dashed = false;
    way.ink = inkOf(message.flow);
    add(way);
    if (message.held && m_sight.grows(m_input.now))
        m_geometry.grows = true;
    const Nanoseconds until = message.held ? std::max(m_input.now, message.heldAt) : message.heldUntil;
    const qreal left = m_sight.start(message.heldAt);
    const qreal right = m_sight.end(until);
    if (right < left)
        return;
    HoldShape shape;
    shape.rect = QRectF(left, y - kHoldHeight / 2, std::max<qreal>(right - left, 2), kHoldHeight);
    shape.waiting = message.held;
    shape.item = line.item;
    shape.count = line.count;
    m_geometry.holds.push_back(shape);
}

void MessageLines::add(LineShape line)
{
    bool endIsCut = false;
    if (!cutAtSides(line.from, line.to, m_sight.left, m_sight.right, endIsCut))
        return;
    if (endIsCut)
        line.end = LineEnd::Tip;
    m_geometry.lines.push_back(line);
}

} // namespace swapscope::timeline
