// How messages leave, arrive and get lost.
#include "lanes.h"

#include "payload.h"

#include <algorithm>

namespace swapscope::timeline {

Track &Lanes::trackOf(Lane &lane, const Message &message)
{
    return message.fate == Fate::Lost ? lane.lost : lane.delivered[static_cast<std::size_t>(message.flow)];
}

int Lanes::messageIndex(const Event &event, bool up, int *lane) const
{
    const Messages *messages = event.conn > 0 && event.n > 0 ? m_messages.find(event.conn) : nullptr;
    const Place *place = messages == nullptr ? nullptr : (up ? messages->up : messages->down).find(event.n);
    if (place == nullptr || place->index < 0)
        return -1;
    *lane = place->lane;
    return place->index;
}

// The message that the event speaks of, in flight when it is new; -1 when it cannot be placed.
int Lanes::ensureMessage(const Event &event, Flow flow, Nanoseconds start, int *lane)
{
    const bool up = flow == Flow::Sent;
    int index = messageIndex(event, up, lane);
    if (index >= 0)
        return index;
    if (event.conn <= 0 || event.n <= 0)
        return -1;
    *lane = laneOf(event);
    if (*lane < 0)
        return -1;
    Lane &home = m_lanes[static_cast<std::size_t>(*lane)];
    index = static_cast<int>(home.messages.size());
    Message message;
    message.conn = event.conn;
    message.n = event.n;
    message.update = event.update;
    message.start = message.end = start;
    message.flow = flow;
    home.messages.push_back(message);
    home.inFlight.push_back(index);
    Messages &messages = m_messages[event.conn];
    (up ? messages.up : messages.down)[event.n] = {*lane, index};
    if (!up && event.update > 0)
        home.ofUpdate[event.update] = index + 1;
    return index;
}

// Says how a message ended, or says it anew.
void Lanes::settle(int lane, int index, Fate fate, Nanoseconds end)
{
    Lane &home = m_lanes[static_cast<std::size_t>(lane)];
    Message &message = home.messages[static_cast<std::size_t>(index)];
    if (message.fate == Fate::InFlight)
        home.inFlight.erase(std::find(home.inFlight.begin(), home.inFlight.end(), index));
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
    noteCatchUp(lane, index);
}

// The message began earlier than was thought.
void Lanes::restart(int lane, int index, Nanoseconds start)
{
    Lane &home = m_lanes[static_cast<std::size_t>(lane)];
    Message &message = home.messages[static_cast<std::size_t>(index)];
    if (start >= message.start)
        return;
    if (message.fate == Fate::InFlight) {
        message.start = message.end = start;
        return;
    }
    Track &track = trackOf(home, message);
    track.remove(message.start, index);
    message.start = start;
    track.insert(start, index, message.end);
}

void Lanes::sent(const Event &event)
{
    const bool catchUp = isCatchUp(event);
    int lane = -1;
    const int index = ensureMessage(event, catchUp ? Flow::CatchUp : Flow::Live, event.t, &lane);
    if (index < 0)
        return;
    m_lanes[static_cast<std::size_t>(lane)].messages[static_cast<std::size_t>(index)].intent = event.id;
    remember(event.id, ItemType::Message, lane, index);

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
    // Without a link or a page nobody will tell of its arrival.
    const Connection *connection = knownConnection(event.conn);
    if (connection != nullptr && !connection->linked && !connection->page)
        settle(lane, index, Fate::Delivered, event.t);
}

void Lanes::noteCatchUp(int lane, int index)
{
    Lane &home = m_lanes[static_cast<std::size_t>(lane)];
    const Message &message = home.messages[static_cast<std::size_t>(index)];
    if (message.flow != Flow::CatchUp || home.catchUps.empty() || home.catchUps.back().conn != message.conn)
        return;
    home.catchUps.back().end = std::max(home.catchUps.back().end, message.end);
}

void Lanes::wire(const Event &event)
{
    const bool down = isDown(event);
    const Nanoseconds start = event.t - nanoseconds(event, Field::HeldMs, kMillisecond);
    const bool catchUp = isCatchUp(event);
    int lane = -1;
    const int index = ensureMessage(event,
                                    !down     ? Flow::Sent
                                    : catchUp ? Flow::CatchUp
                                              : Flow::Live,
                                    start, &lane);
    if (index < 0)
        return;
    Message &message = m_lanes[static_cast<std::size_t>(lane)].messages[static_cast<std::size_t>(index)];
    message.wire = event.id;
    remember(event.id, ItemType::Message, lane, index);
    if (message.fate != Fate::Delivered)
        settle(lane, index, Fate::Delivered, event.t);
}

void Lanes::wireLost(const Event &event)
{
    const bool down = isDown(event);
    int lane = -1;
    const int index = ensureMessage(event, down ? Flow::Live : Flow::Sent, event.t, &lane);
    if (index < 0)
        return;
    m_lanes[static_cast<std::size_t>(lane)].messages[static_cast<std::size_t>(index)].wire = event.id;
    remember(event.id, ItemType::Message, lane, index);
    settle(lane, index, Fate::Lost, event.t);
}

void Lanes::held(const Event &event)
{
    // Its sender's report may come later, or not at all.
    int lane = -1;
    const int index = ensureMessage(event, isDown(event) ? Flow::Live : Flow::Sent, event.t, &lane);
    if (index < 0)
        return;
    Lane &home = m_lanes[static_cast<std::size_t>(lane)];
    Message &message = home.messages[static_cast<std::size_t>(index)];
    remember(event.id, ItemType::Message, lane, index);
    if (message.held || message.fate != Fate::InFlight)
        return;
    if (home.holding == 0)
        home.heldInARow = 0;
    message.held = true;
    message.released = false;
    message.heldAt = std::max(event.t, message.start);
    message.heldUntil = 0;
    message.holdPlace = home.heldInARow;
    ++home.heldInARow;
    ++home.holding;
}

void Lanes::released(const Event &event)
{
    int lane = -1;
    const int index = messageIndex(event, !isDown(event), &lane);
    if (index < 0)
        return;
    Lane &home = m_lanes[static_cast<std::size_t>(lane)];
    Message &message = home.messages[static_cast<std::size_t>(index)];
    message.released = message.held;
    endHold(home, message, event.t);
    remember(event.id, ItemType::Message, lane, index);
}

void Lanes::endHold(Lane &lane, Message &message, Nanoseconds t)
{
    if (!message.held)
        return;
    message.held = false;
    message.heldUntil = std::max(t, message.heldAt);
    --lane.holding;
}

// page.message and server.received: the far end has it.
void Lanes::arrived(const Event &event)
{
    const bool down = event.kind == Kind::PageMessage;
    if (down) {
        if (Connection *connection = knownConnection(event.conn))
            connection->page = true;
    }
    int lane = -1;
    const int index = ensureMessage(event, down ? Flow::Live : Flow::Sent, event.t, &lane);
    if (index < 0)
        return;
    Message &message = m_lanes[static_cast<std::size_t>(lane)].messages[static_cast<std::size_t>(index)];
    (down ? message.effect : message.intent) = event.id;
    remember(event.id, ItemType::Message, lane, index);
    settle(lane, index, Fate::Delivered, event.t);
}

// page.sent; its report may come after the link, and even the server, saw the message.
void Lanes::uttered(const Event &event)
{
    int lane = -1;
    const int index = ensureMessage(event, Flow::Sent, event.t, &lane);
    if (index < 0)
        return;
    m_lanes[static_cast<std::size_t>(lane)].messages[static_cast<std::size_t>(index)].effect = event.id;
    remember(event.id, ItemType::Message, lane, index);
    restart(lane, index, event.t);
}

} // namespace swapscope::timeline
