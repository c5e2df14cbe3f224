#include "messagelines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace swapscope::timeline {

namespace {

constexpr qreal kFull = 0.92;    // the share of its way after which the tip of a message in flight stops
constexpr qreal kHoldAbove = 18; // from the middle of a band up to the middle of the lowest held message
constexpr int kHoldPlaces = 4;   // held messages are stacked in so many places
constexpr qreal kBeside = 2.5;   // pixels

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

qreal holdY(const Row &row, const MessageItem &message)
{
    return row.y - kHoldAbove - (kHoldHeight + 2) * (message.holdPlace % kHoldPlaces);
}

// Clips the line to left … right; false if no part of it is inside. Lines stay inside the diagram vertically,
// so only the sides matter.
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
        lane.missedTrack.visit(m_viewport.range, m_viewport.fold, [&](const Track::Entry &entry, int count) {
            addMissed(row, lane, entry.item, count);
        });
    }
    const auto addOne = [&](const Track::Entry &entry, int count) {
        addMessage(row, lane, entry.item, count);
    };
    for (const Flow flow : {Flow::Sent, Flow::Live, Flow::CatchUp}) {
        if (shows(flow))
            lane.delivered[static_cast<std::size_t>(flow)].visit(m_viewport.range, m_viewport.fold, addOne);
    }
    if (m_input.filter.lost)
        lane.lost.visit(m_viewport.range, m_viewport.fold, addOne);
    inFlight(row, lane);
}

void MessageLines::addMessage(const Row &row, const Lane &lane, int index, int count)
{
    const MessageItem &message = lane.messages[static_cast<std::size_t>(index)];
    const qreal serverY = m_input.layout.serverY;
    const qreal startY = message.up() ? row.y : serverY;
    const qreal endY = message.up() ? serverY : row.y;
    LineShape line;
    line.item = refTo(ItemType::Message, row, index);
    line.count = count;
    line.from = QPointF(m_viewport.scale.x(message.start), startY);
    line.ink = inkOf(message.flow);
    if (message.heldAt > 0) {
        hold(row, message, line);
        if (message.held)
            return;
        line.from = QPointF(m_viewport.scale.x(message.heldUntil), holdY(row, message));
    }
    switch (message.fate) {
    case Fate::Delivered:
        line.to = QPointF(m_viewport.scale.x(message.end), endY);
        break;
    case Fate::Lost: {
        line.ink = Ink::Lost;
        line.dashed = true;
        line.end = LineEnd::Cross;
        const qreal y = message.up() ? serverY + (row.missedY - serverY) / 2 : row.missedY;
        // A message that was lost while it was held ends where it was held.
        line.to =
            message.heldAt > 0 && !message.released ? line.from : QPointF(m_viewport.scale.x(message.end), y);
        break;
    }
    case Fate::InFlight: {
        m_geometry.grows = true;
        // Its tip approaches the receiver ever more slowly: it must not touch before the message arrives.
        const Nanoseconds left = message.heldAt > 0 ? message.heldUntil : message.start;
        const Nanoseconds age = std::max<Nanoseconds>(m_input.now - left, 0);
        const Nanoseconds usual = lane.latency > 0 ? lane.latency : kUsualLatency;
        const double way =
            kFull * (1 - std::exp(-1.5 * static_cast<double>(age) / static_cast<double>(usual)));
        line.to = QPointF(m_viewport.scale.x(left + age), line.from.y() + way * (endY - line.from.y()));
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
    // A little to the right, so that a message to another client at the same moment stays visible.
    line.from = QPointF(m_viewport.scale.x(missed.start) + kBeside, m_input.layout.serverY);
    // The slope of a message that would have arrived, but the line ends above the band.
    const qreal share = (row.missedY - m_input.layout.serverY) / (row.y - m_input.layout.serverY);
    const auto length = static_cast<Nanoseconds>(static_cast<double>(missed.end - missed.start) * share);
    line.to = QPointF(m_viewport.scale.x(missed.start + length) + kBeside, row.missedY);
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
    // Thousands may be held: those too close together in one place are folded.
    std::array<Nanoseconds, kHoldPlaces> last;
    std::array<std::size_t, kHoldPlaces> shape{};
    last.fill(std::numeric_limits<Nanoseconds>::min() / 2);
    for (const int index : lane.inFlight) {
        const MessageItem &message = lane.messages[static_cast<std::size_t>(index)];
        if (!shows(message.flow) || message.start > m_viewport.range.to)
            continue;
        if (message.heldAt > 0) {
            const auto place = static_cast<std::size_t>(message.holdPlace % kHoldPlaces);
            if (message.held && message.heldAt - last[place] < m_viewport.fold) {
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

// The line to the place where the link holds the message, and the box for the time that it waits there.
void MessageLines::hold(const Row &row, const MessageItem &message, const LineShape &line)
{
    const qreal y = holdY(row, message);
    LineShape way = line;
    way.to = QPointF(m_viewport.scale.x(message.heldAt), y);
    way.end = LineEnd::Tip;
    way.dashed = false;
    way.ink = inkOf(message.flow);
    add(way);
    if (message.held && m_viewport.grows(m_input.now))
        m_geometry.grows = true;
    const Nanoseconds until = message.held ? std::max(m_input.now, message.heldAt) : message.heldUntil;
    const qreal left = m_viewport.start(message.heldAt);
    const qreal right = m_viewport.end(until);
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
    if (!cutAtSides(line.from, line.to, m_viewport.left, m_viewport.right, endIsCut))
        return;
    if (endIsCut)
        line.end = LineEnd::Tip;
    m_geometry.lines.push_back(line);
}

} // namespace swapscope::timeline
