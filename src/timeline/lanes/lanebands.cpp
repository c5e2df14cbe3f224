// The part of Lanes that follows connections: attempt, open, frozen, closed, back-off.
#include "lanes.h"

#include "../payload.h"

#include <algorithm>

namespace swapscope::timeline {

namespace {

// In the order of the messages.
std::vector<int> inFlightOn(const Lane &lane, ConnectionId conn)
{
    std::vector<int> found;
    for (std::size_t flow = 0; flow < kFlows; ++flow) {
        lane.inFlight.ofFlow(flow, [&](const OpenTrack &track) {
            for (const OpenTrack::Entry &entry : track) {
                if (lane.messages[static_cast<std::size_t>(entry.item)].conn == conn)
                    found.push_back(entry.item);
            }
        });
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace

void Lanes::beginSegment(int lane, BandState state, Nanoseconds t, const Event &event)
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
    // A closed segment of no length is replaced by what follows; its end has an item of its own, the closing.
    if (!segments.empty() && segments.back().state == BandState::Closed &&
        segments.back().start == segment.start)
        segments.back() = segment;
    else
        segments.push_back(segment);
    mapEvent(event.id, ItemType::Segment, lane, static_cast<int>(segments.size()) - 1);
}

void Lanes::connecting(const Event &event, bool page)
{
    const bool isNew = !event.conn.isNone() && knownConnection(event.conn) == nullptr;
    ConnectionState *connection = connectionOf(event);
    if (connection == nullptr)
        return;
    connection->page |= page;
    connection->linked |= !page;
    std::vector<Segment> &segments = m_lanes[static_cast<std::size_t>(connection->lane)].segments;
    if (isNew) {
        beginSegment(connection->lane, BandState::Connecting, event.t, event);
    } else if (!segments.empty() && segments.back().state == BandState::Connecting &&
               segments.back().conn == event.conn) {
        // Page and link report the same attempt, in either order: the earlier report says when it began.
        Segment &segment = segments.back();
        const Nanoseconds earliest = segments.size() < 2 ? event.t : segments[segments.size() - 2].start;
        segment.start = std::clamp(event.t, std::min(earliest, segment.start), segment.start);
        segment.end = segment.start;
        if (segments.size() >= 2)
            segments[segments.size() - 2].end = segment.start;
        mapEvent(event.id, ItemType::Segment, connection->lane, static_cast<int>(segments.size()) - 1);
    }
    if (event.kind == Kind::LinkRefused && !segments.empty() && segments.back().conn == event.conn &&
        segments.back().state == BandState::Connecting)
        segments.back().state = BandState::Failed;
}

void Lanes::opened(const Event &event, bool page)
{
    ConnectionState *connection = connectionOf(event);
    if (connection == nullptr)
        return;
    Lane &lane = m_lanes[static_cast<std::size_t>(connection->lane)];
    if (const QString channel = text(event, Field::Channel); !channel.isEmpty())
        lane.channel = channel;
    connection->page |= page;
    // The server reports the opening before the page does. If there is a page, its report counts.
    if (connection->closing >= 0 || (!page && connection->page)) {
        if (!lane.segments.empty() && lane.segments.back().conn == event.conn)
            mapEvent(event.id, ItemType::Segment, connection->lane,
                     static_cast<int>(lane.segments.size()) - 1);
        return;
    }
    if (connection->opened) {
        Segment &segment = lane.segments.back();
        if (page && segment.state == BandState::Open && segment.conn == event.conn &&
            event.t > segment.start) {
            segment.start = segment.end = event.t;
            if (lane.segments.size() >= 2)
                lane.segments[lane.segments.size() - 2].end = event.t;
        }
        mapEvent(event.id, ItemType::Segment, connection->lane, static_cast<int>(lane.segments.size()) - 1);
        return;
    }
    connection->opened = true;
    beginSegment(connection->lane, BandState::Open, event.t, event);
}

void Lanes::closed(const Event &event)
{
    ConnectionState *connection = connectionOf(event);
    if (connection == nullptr)
        return; // a cut of the whole link; each of its connections has an event of its own
    const bool page = event.kind == Kind::PageClosed;
    const bool cut = event.kind == Kind::LinkCut;
    connection->page |= page;
    const int laneIndex = connection->lane;
    Lane &lane = m_lanes[static_cast<std::size_t>(laneIndex)];
    const int code = event.data.value(Field::Code).toInt();

    if (connection->closing < 0 && !connection->opened) {
        // An attempt that failed. It ends with the page's report, or with the link's if there is no page.
        if (lane.segments.empty() || lane.segments.back().conn != event.conn)
            return;
        const int attempted = static_cast<int>(lane.segments.size()) - 1;
        const BandState state = lane.segments.back().state;
        if (state == BandState::Connecting)
            lane.segments.back().state = BandState::Failed;
        if ((page || !connection->page) && state != BandState::Closed)
            beginSegment(laneIndex, BandState::Closed, event.t, event);
        mapEvent(event.id, ItemType::Segment, laneIndex, attempted);
        return;
    }

    if (connection->closing < 0) {
        Closing closing;
        closing.t = lane.closings.empty() ? event.t : std::max(event.t, lane.closings.back().t);
        closing.conn = event.conn;
        closing.event = event.id;
        connection->closing = static_cast<int>(lane.closings.size());
        lane.closings.push_back(closing);
        beginSegment(laneIndex, BandState::Closed, event.t, event);
        for (const int index : inFlightOn(lane, event.conn))
            setFate(laneIndex, index, Fate::Lost, event.t);
    } else if (page && !lane.segments.empty() && lane.segments.back().state == BandState::Closed &&
               lane.segments.back().conn == event.conn && event.t > lane.segments.back().start) {
        // For the page the connection was open a little longer than for the link.
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
    mapEvent(event.id, ItemType::Closing, laneIndex, connection->closing);
}

void Lanes::backedOff(const Event &event)
{
    const int index = laneOf(event);
    if (index < 0)
        return;
    beginSegment(index, BandState::Backoff, event.t, event);
    Segment &segment = m_lanes[static_cast<std::size_t>(index)].segments.back();
    segment.attempt = event.data.value(Field::Attempt).toInt();
    segment.planned = nanoseconds(event, Field::DelayMs, kMillisecond);
    segment.plannedKnown = event.data.value(Field::Planned).toBool(true);
}

void Lanes::frozen(const Event &event, bool frozen)
{
    const BandState from = frozen ? BandState::Open : BandState::Frozen;
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        const Lane &lane = m_lanes[i];
        if (lane.client != event.client || lane.segments.empty())
            continue;
        const Segment &segment = lane.segments.back();
        if (segment.state != from || (!event.conn.isNone() && segment.conn != event.conn))
            continue;
        const ConnectionId conn = segment.conn;
        beginSegment(static_cast<int>(i), frozen ? BandState::Frozen : BandState::Open, event.t, event);
        m_lanes[i].segments.back().conn = conn;
    }
}

} // namespace swapscope::timeline
