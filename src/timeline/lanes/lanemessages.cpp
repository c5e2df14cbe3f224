// The part of Lanes that follows messages: sent, held, delivered, lost.
#include "lanes.h"

#include "../payload.h"

#include <algorithm>

namespace swapscope::timeline {

Track &Lanes::trackOf(Lane &lane, const MessageItem &message)
{
    return message.fate == Fate::Lost ? lane.lost : lane.delivered[static_cast<std::size_t>(message.flow)];
}

int Lanes::messageIndex(const Event &event, bool up, int *lane) const
{
    const MessagesOfConnection *messages =
        !event.conn.isNone() && event.n > 0 ? m_messages.find(event.conn) : nullptr;
    const MessagePlace *place =
        messages == nullptr ? nullptr : (up ? messages->up : messages->down).find(event.n);
    if (place == nullptr || place->index < 0)
        return -1;
    *lane = place->lane;
    return place->index;
}

// The index of the event's message in its lane, which is stored in *lane. A message that is not known yet is
// added as in flight. -1 if its connection or its ordinal is not known.
int Lanes::findOrAddMessage(const Event &event, Flow flow, Nanoseconds start, int *lane)
{
    const bool up = flow == Flow::Sent;
    int index = messageIndex(event, up, lane);
    if (index >= 0)
        return index;
    if (event.conn.isNone() || event.n <= 0)
        return -1;
    *lane = laneOf(event);
    if (*lane < 0)
        return -1;
    Lane &home = m_lanes[static_cast<std::size_t>(*lane)];
    index = static_cast<int>(home.messages.size());
    MessageItem message;
    message.conn = event.conn;
    message.n = event.n;
    message.update = event.update;
    message.start = message.end = start;
    message.flow = flow;
    home.messages.push_back(message);
    enterFlight(home, index);
    MessagesOfConnection &messages = m_messages[event.conn];
    (up ? messages.up : messages.down)[event.n] = {*lane, index};
    if (!up && event.update > 0)
        home.ofUpdate[event.update] = index + 1;
    return index;
}

namespace {

// Where a message that is in flight stands, and by which time.
OpenTrack &openTrackOf(Lane &lane, const MessageItem &message)
{
    const auto flow = static_cast<std::size_t>(message.flow);
    if (message.heldAt == 0)
        return lane.inFlight.moving[flow];
    const std::size_t place = static_cast<std::size_t>(message.holdPlace) % kHoldPlaces;
    return message.held ? lane.inFlight.held[flow][place] : lane.inFlight.released[flow][place];
}

Nanoseconds openSince(const MessageItem &message)
{
    return message.heldAt > 0 ? message.heldAt : message.start;
}

} // namespace

// What a message in flight is sorted by may change only between leaveFlight() and enterFlight().
void Lanes::enterFlight(Lane &lane, int index)
{
    const MessageItem &message = lane.messages[static_cast<std::size_t>(index)];
    openTrackOf(lane, message).insert(openSince(message), index);
}

void Lanes::leaveFlight(Lane &lane, int index)
{
    const MessageItem &message = lane.messages[static_cast<std::size_t>(index)];
    openTrackOf(lane, message).remove(openSince(message), index);
}

// Sets how and when a message ended. May be called again, when a later report knows better.
void Lanes::setFate(int lane, int index, Fate fate, Nanoseconds end)
{
    Lane &home = m_lanes[static_cast<std::size_t>(lane)];
    MessageItem &message = home.messages[static_cast<std::size_t>(index)];
    if (message.fate == Fate::InFlight)
        leaveFlight(home, index);
    else if (message.fate != fate)
        trackOf(home, message).remove(message.start, index);
    const bool isNew = message.fate != fate;
    endHold(home, message, end);
    message.fate = fate;
    message.end = std::max(end, message.start);
    if (isNew)
        trackOf(home, message).insert(message.start, index, message.end);
    else
        trackOf(home, message).setEnd(message.start, index, message.end);
    if (fate == Fate::Delivered && !message.up())
        home.latency = message.end - message.start;
    extendCatchUp(lane, index);
}

// Moves the start of a message back, if `start` is earlier. Reports of one message come in any order.
void Lanes::moveStart(int lane, int index, Nanoseconds start)
{
    Lane &home = m_lanes[static_cast<std::size_t>(lane)];
    MessageItem &message = home.messages[static_cast<std::size_t>(index)];
    if (start >= message.start)
        return;
    if (message.fate == Fate::InFlight) {
        leaveFlight(home, index);
        message.start = message.end = start;
        enterFlight(home, index);
        return;
    }
    Track &track = trackOf(home, message);
    track.remove(message.start, index);
    message.start = start;
    track.insert(start, index, message.end);
}

void Lanes::serverSent(const Event &event)
{
    const bool catchUp = isCatchUp(event);
    int lane = -1;
    const int index = findOrAddMessage(event, catchUp ? Flow::CatchUp : Flow::Live, event.t, &lane);
    if (index < 0)
        return;
    m_lanes[static_cast<std::size_t>(lane)].messages[static_cast<std::size_t>(index)].intent = event.id;
    mapEvent(event.id, ItemType::Message, lane, index);

    if (catchUp) {
        std::vector<CatchUp> &catchUps = m_lanes[static_cast<std::size_t>(lane)].catchUps;
        if (catchUps.empty() || catchUps.back().conn != event.conn) {
            CatchUp begun;
            begun.conn = event.conn;
            begun.start = begun.end = event.t;
            begun.message = index;
            catchUps.push_back(begun);
        }
        ++(event.data.word(Field::Why) == Word::Replay ? catchUps.back().replayed
                                                       : catchUps.back().snapshots);
    }
    // If there is neither link nor page, nobody will report its arrival.
    const ConnectionState *connection = knownConnection(event.conn);
    if (connection != nullptr && !connection->linked && !connection->page)
        setFate(lane, index, Fate::Delivered, event.t);
}

void Lanes::extendCatchUp(int lane, int index)
{
    Lane &home = m_lanes[static_cast<std::size_t>(lane)];
    const MessageItem &message = home.messages[static_cast<std::size_t>(index)];
    if (message.flow != Flow::CatchUp || home.catchUps.empty() || home.catchUps.back().conn != message.conn)
        return;
    home.catchUps.back().end = std::max(home.catchUps.back().end, message.end);
}

void Lanes::linkForwarded(const Event &event)
{
    const bool down = isDown(event);
    const Nanoseconds start = event.t - nanoseconds(event, Field::HeldMs, kMillisecond);
    const bool catchUp = isCatchUp(event);
    int lane = -1;
    const int index = findOrAddMessage(event,
                                       !down     ? Flow::Sent
                                       : catchUp ? Flow::CatchUp
                                                 : Flow::Live,
                                       start, &lane);
    if (index < 0)
        return;
    MessageItem &message = m_lanes[static_cast<std::size_t>(lane)].messages[static_cast<std::size_t>(index)];
    message.wire = event.id;
    mapEvent(event.id, ItemType::Message, lane, index);
    if (message.fate != Fate::Delivered)
        setFate(lane, index, Fate::Delivered, event.t);
}

void Lanes::linkLost(const Event &event)
{
    const bool down = isDown(event);
    int lane = -1;
    const int index = findOrAddMessage(event, down ? Flow::Live : Flow::Sent, event.t, &lane);
    if (index < 0)
        return;
    m_lanes[static_cast<std::size_t>(lane)].messages[static_cast<std::size_t>(index)].wire = event.id;
    mapEvent(event.id, ItemType::Message, lane, index);
    setFate(lane, index, Fate::Lost, event.t);
}

void Lanes::linkHeld(const Event &event)
{
    // The link may report this before the sender does, or the sender not at all.
    int lane = -1;
    const int index = findOrAddMessage(event, isDown(event) ? Flow::Live : Flow::Sent, event.t, &lane);
    if (index < 0)
        return;
    Lane &home = m_lanes[static_cast<std::size_t>(lane)];
    MessageItem &message = home.messages[static_cast<std::size_t>(index)];
    mapEvent(event.id, ItemType::Message, lane, index);
    if (message.held || message.fate != Fate::InFlight)
        return;
    if (home.holding == 0)
        home.heldInARow = 0;
    leaveFlight(home, index);
    message.held = true;
    message.released = false;
    message.heldAt = std::max(event.t, message.start);
    message.heldUntil = 0;
    message.holdPlace = home.heldInARow;
    ++home.heldInARow;
    ++home.holding;
    enterFlight(home, index);
}

void Lanes::linkReleased(const Event &event)
{
    int lane = -1;
    const int index = messageIndex(event, !isDown(event), &lane);
    if (index < 0)
        return;
    Lane &home = m_lanes[static_cast<std::size_t>(lane)];
    MessageItem &message = home.messages[static_cast<std::size_t>(index)];
    const bool isInFlight = message.fate == Fate::InFlight;
    if (isInFlight)
        leaveFlight(home, index);
    message.released = message.held;
    endHold(home, message, event.t);
    if (isInFlight)
        enterFlight(home, index);
    mapEvent(event.id, ItemType::Message, lane, index);
}

void Lanes::endHold(Lane &lane, MessageItem &message, Nanoseconds t)
{
    if (!message.held)
        return;
    message.held = false;
    message.heldUntil = std::max(t, message.heldAt);
    --lane.holding;
}

// page.message and server.received: the receiver has it.
void Lanes::arrived(const Event &event)
{
    const bool down = event.kind == Kind::PageMessage;
    if (down) {
        if (ConnectionState *connection = knownConnection(event.conn))
            connection->page = true;
    }
    int lane = -1;
    const int index = findOrAddMessage(event, down ? Flow::Live : Flow::Sent, event.t, &lane);
    if (index < 0)
        return;
    MessageItem &message = m_lanes[static_cast<std::size_t>(lane)].messages[static_cast<std::size_t>(index)];
    (down ? message.effect : message.intent) = event.id;
    mapEvent(event.id, ItemType::Message, lane, index);
    setFate(lane, index, Fate::Delivered, event.t);
}

// page.sent. This report may come later than those of link and server on the same message.
void Lanes::pageSent(const Event &event)
{
    int lane = -1;
    const int index = findOrAddMessage(event, Flow::Sent, event.t, &lane);
    if (index < 0)
        return;
    m_lanes[static_cast<std::size_t>(lane)].messages[static_cast<std::size_t>(index)].effect = event.id;
    mapEvent(event.id, ItemType::Message, lane, index);
    moveStart(lane, index, event.t);
}

} // namespace swapscope::timeline
