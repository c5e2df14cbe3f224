// How a connection lives: attempt, open, frozen, closed, back-off.
#include "lanes.h"

#include "payload.h"

#include <algorithm>

namespace swapscope::timeline {

void Lanes::begin(int lane, State state, Nanoseconds t, const Event &event)
{
    std::vector<Segment> &segments = m_lanes[static_cast<std::size_t>(lane)].segments;
    Segment segment;
    segment.state = state;
    segment.start = segments.empty() ? t : std::max(t, segments.back().start);
    segment.end = segment.start;
    segment.conn = event.conn;
    segment.event = event.id;
    if (!segments.empty())
        segments.back().end = segment.start;
    // A moment of being closed between two other states is no segment; its closing has an item of its own.
    if (!segments.empty() && segments.back().state == State::Closed && segments.back().start == segment.start)
        segments.back() = segment;
    else
        segments.push_back(segment);
    remember(event.id, ItemType::Segment, lane, static_cast<int>(segments.size()) - 1);
}

void Lanes::attempt(const Event &event, bool page)
{
    const bool isNew = event.conn > 0 && knownConnection(event.conn) == nullptr;
    Connection *connection = connectionOf(event);
    if (connection == nullptr)
        return;
    connection->page |= page;
    connection->linked |= !page;
    std::vector<Segment> &segments = m_lanes[static_cast<std::size_t>(connection->lane)].segments;
    if (isNew) {
        begin(connection->lane, State::Connecting, event.t, event);
    } else if (!segments.empty() && segments.back().state == State::Connecting &&
               segments.back().conn == event.conn) {
        // Page and link tell of the same attempt, in any order: it began with the earlier one.
        Segment &segment = segments.back();
        const Nanoseconds earliest = segments.size() < 2 ? event.t : segments[segments.size() - 2].start;
        segment.start = std::clamp(event.t, std::min(earliest, segment.start), segment.start);
        segment.end = segment.start;
        if (segments.size() >= 2)
            segments[segments.size() - 2].end = segment.start;
        remember(event.id, ItemType::Segment, connection->lane, static_cast<int>(segments.size()) - 1);
    }
    if (event.kind == Kind::LinkRefused && !segments.empty() && segments.back().conn == event.conn &&
        segments.back().state == State::Connecting)
        segments.back().state = State::Failed;
}

void Lanes::open(const Event &event, bool page)
{
    Connection *connection = connectionOf(event);
    if (connection == nullptr)
        return;
    Lane &lane = m_lanes[static_cast<std::size_t>(connection->lane)];
    if (const QString channel = text(event, Field::Channel); !channel.isEmpty())
        lane.channel = channel;
    connection->page |= page;
    // The server is open before the page is; where a page reports, the lane opens with the page.
    if (connection->closing >= 0 || (!page && connection->page)) {
        if (!lane.segments.empty() && lane.segments.back().conn == event.conn)
            remember(event.id, ItemType::Segment, connection->lane,
                     static_cast<int>(lane.segments.size()) - 1);
        return;
    }
    if (connection->opened) {
        Segment &segment = lane.segments.back();
        if (page && segment.state == State::Open && segment.conn == event.conn && event.t > segment.start) {
            segment.start = segment.end = event.t;
            if (lane.segments.size() >= 2)
                lane.segments[lane.segments.size() - 2].end = event.t;
        }
        remember(event.id, ItemType::Segment, connection->lane, static_cast<int>(lane.segments.size()) - 1);
        return;
    }
    connection->opened = true;
    begin(connection->lane, State::Open, event.t, event);
}

void Lanes::close(const Event &event)
{
    Connection *connection = connectionOf(event);
    if (connection == nullptr)
        return; // a cut of the whole link: its connections get an event each
    const bool page = event.kind == Kind::PageClosed;
    const bool cut = event.kind == Kind::LinkCut;
    connection->page |= page;
    const int laneIndex = connection->lane;
    Lane &lane = m_lanes[static_cast<std::size_t>(laneIndex)];
    const int code = event.data.value(Field::Code).toInt();

    if (connection->closing < 0 && !connection->opened) {
        // An attempt that came to nothing: the page's word ends it, or the link's where there is no page.
        if (lane.segments.empty() || lane.segments.back().conn != event.conn)
            return;
        const int attempted = static_cast<int>(lane.segments.size()) - 1;
        const State state = lane.segments.back().state;
        if (state == State::Connecting)
            lane.segments.back().state = State::Failed;
        if ((page || !connection->page) && state != State::Closed)
            begin(laneIndex, State::Closed, event.t, event);
        remember(event.id, ItemType::Segment, laneIndex, attempted);
        return;
    }

    if (connection->closing < 0) {
        Closing closing;
        closing.t = lane.closings.empty() ? event.t : std::max(event.t, lane.closings.back().t);
        closing.conn = event.conn;
        closing.event = event.id;
        connection->closing = static_cast<int>(lane.closings.size());
        lane.closings.push_back(closing);
        begin(laneIndex, State::Closed, event.t, event);
        for (const int index : std::vector<int>(lane.inFlight)) {
            if (lane.messages[static_cast<std::size_t>(index)].conn == event.conn)
                settle(laneIndex, index, Fate::Lost, event.t);
        }
    } else if (page && !lane.segments.empty() && lane.segments.back().state == State::Closed &&
               lane.segments.back().conn == event.conn && event.t > lane.segments.back().start) {
        // The page lived with it for a moment longer.
        Segment &segment = lane.segments.back();
        segment.start = segment.end = event.t;
        if (lane.segments.size() >= 2)
            lane.segments[lane.segments.size() - 2].end = event.t;
    }
    Closing &closing = lane.closings[static_cast<std::size_t>(connection->closing)];
    closing.cut |= cut;
    if (event.kind == Kind::LinkClosed) {
        closing.by = text(event, Field::By);
        closing.code = code;
    } else if (page && closing.code == 0) {
        closing.code = code;
    }
    remember(event.id, ItemType::Closing, laneIndex, connection->closing);
}

void Lanes::backoff(const Event &event)
{
    const int index = laneOf(event);
    if (index < 0)
        return;
    begin(index, State::Backoff, event.t, event);
    Segment &segment = m_lanes[static_cast<std::size_t>(index)].segments.back();
    segment.attempt = event.data.value(Field::Attempt).toInt();
    segment.planned = nanoseconds(event, Field::DelayMs, kMillisecond);
    segment.plannedKnown = event.data.value(Field::Planned).toBool(true);
}

void Lanes::freeze(const Event &event, bool frozen)
{
    const State from = frozen ? State::Open : State::Frozen;
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        const Lane &lane = m_lanes[i];
        if (lane.client != event.client || lane.segments.empty())
            continue;
        const Segment &segment = lane.segments.back();
        if (segment.state != from || (event.conn > 0 && segment.conn != event.conn))
            continue;
        const int conn = segment.conn;
        begin(static_cast<int>(i), frozen ? State::Frozen : State::Open, event.t, event);
        m_lanes[i].segments.back().conn = conn;
    }
}

} // namespace swapscope::timeline
