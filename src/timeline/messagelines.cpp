#include "messagelines.h"

#include <algorithm>
#include <cmath>

namespace swapscope::timeline {

namespace {

constexpr qreal kFull = 0.92;    // the share of its way after which the tip of a message in flight stops
constexpr qreal kHoldAbove = 18; // from the middle of a band up to the middle of the lowest held message
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
    return row.y - kHoldAbove - (kHoldHeight + 2) * (message.holdPlace % static_cast<int>(kHoldPlaces));
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
    LineShape line;
    line.item = refTo(ItemType::Message, row, index);
    line.count = count;
    line.from = QPointF(m_viewport.scale.x(message.start), startY(row, message));
    line.ink = inkOf(message.flow);
    if (message.heldAt > 0) {
        hold(row, message, line);
        if (message.held)
            return;
        line.from = QPointF(m_viewport.scale.x(message.heldUntil), holdY(row, message));
    }
    switch (message.fate) {
    case Fate::Delivered:
        line.to = QPointF(m_viewport.scale.x(message.end), endY(row, message));
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
    case Fate::InFlight:
        m_geometry.grows = true;
        line.to = tipOf(row, lane, message);
        line.end = LineEnd::Tip;
        break;
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

// Tens of thousands may be on their way, or held: those that would lie on one another are one shape.
void MessageLines::inFlight(const Row &row, const Lane &lane)
{
    for (const Flow flow : {Flow::Sent, Flow::Live, Flow::CatchUp}) {
        if (!shows(flow))
            continue;
        lane.inFlight.ofFlow(static_cast<std::size_t>(flow), [&](const OpenTrack &track) {
            Trail first;
            int of = -1;
            const auto alike = [&](const OpenTrack::Entry &one, const OpenTrack::Entry &other) {
                if (of != one.item) {
                    of = one.item;
                    first = trailOf(row, lane, lane.messages[static_cast<std::size_t>(of)]);
                }
                return first.covers(trailOf(row, lane, lane.messages[static_cast<std::size_t>(other.item)]));
            };
            track.visit(m_viewport.range.to, alike, [&](const OpenTrack::Entry &entry, int count) {
                addMessage(row, lane, entry.item, count);
            });
        });
    }
}

bool MessageLines::Trail::covers(const Trail &other) const
{
    return started == other.started && stopped == other.stopped && wentOn == other.wentOn &&
           std::abs(enters - other.enters) < kFold && std::abs(ends - other.ends) < kFold;
}

MessageLines::Trail MessageLines::trailOf(const Row &row, const Lane &lane, const MessageItem &message) const
{
    // All that is left of the view looks the same.
    const auto stretch = [this](Nanoseconds t) {
        const Nanoseconds inView = std::max(t, m_viewport.range.from);
        const Nanoseconds fold = std::max<Nanoseconds>(m_viewport.fold, 1);
        return inView / fold - (inView % fold < 0 ? 1 : 0);
    };
    Trail trail;
    trail.started = stretch(message.start);
    if (message.heldAt > 0)
        trail.stopped = stretch(message.heldAt);
    if (message.held)
        return trail;
    const Nanoseconds left = message.heldAt > 0 ? message.heldUntil : message.start;
    trail.wentOn = stretch(left);
    // Where a line begins that is within the view follows from that. One that comes in from the left may do
    // so at any height.
    if (left >= m_viewport.range.from || m_input.now <= left)
        return trail;
    const QPointF from(m_viewport.scale.x(left),
                       message.heldAt > 0 ? holdY(row, message) : startY(row, message));
    const QPointF tip = tipOf(row, lane, message);
    const auto heightAt = [&](Nanoseconds t) {
        const qreal share = static_cast<qreal>(t - left) / static_cast<qreal>(m_input.now - left);
        return from.y() + std::clamp<qreal>(share, 0, 1) * (tip.y() - from.y());
    };
    trail.enters = heightAt(m_viewport.range.from);
    trail.ends = heightAt(m_viewport.range.to);
    return trail;
}

qreal MessageLines::startY(const Row &row, const MessageItem &message) const
{
    return message.up() ? row.y : m_input.layout.serverY;
}

qreal MessageLines::endY(const Row &row, const MessageItem &message) const
{
    return message.up() ? m_input.layout.serverY : row.y;
}

// The tip of a message in flight approaches the receiver ever more slowly: it must not touch before the
// message arrives.
QPointF MessageLines::tipOf(const Row &row, const Lane &lane, const MessageItem &message) const
{
    const bool wasHeld = message.heldAt > 0;
    const Nanoseconds left = wasHeld ? message.heldUntil : message.start;
    const qreal y = wasHeld ? holdY(row, message) : startY(row, message);
    const Nanoseconds age = std::max<Nanoseconds>(m_input.now - left, 0);
    const Nanoseconds usual = lane.latency > 0 ? lane.latency : kUsualLatency;
    const double way = kFull * (1 - std::exp(-1.5 * static_cast<double>(age) / static_cast<double>(usual)));
    return {m_viewport.scale.x(left + age), y + way * (endY(row, message) - y)};
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
