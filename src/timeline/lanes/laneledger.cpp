// The part of Lanes that follows swaps and what the ledger reports: gaps, missed and recovered updates.
#include "lanes.h"

#include "../payload.h"

#include <trace/trace.h>

#include <algorithm>

namespace swapscope::timeline {

namespace {

constexpr Nanoseconds kLongestHint = 2 * kSecond; // the longest that the line of a missed update lasts

} // namespace

void Lanes::swapped(const Event &event, SwapLook look)
{
    const int index = laneOf(event);
    if (index < 0)
        return;
    Lane &lane = m_lanes[static_cast<std::size_t>(index)];
    Swap swap;
    swap.t = event.t;
    swap.look = look;
    swap.event = event.id;
    int messageLane = -1;
    if (const int message = messageIndex(event, false, &messageLane); messageLane == index)
        swap.message = message;
    const int place = static_cast<int>(lane.swaps.size());
    lane.swaps.push_back(swap);
    (look == SwapLook::Missed ? lane.swapMissedTrack : lane.swapTrack).insert(event.t, place, event.t);
    mapEvent(event.id, ItemType::Swap, index, place);
}

void Lanes::gapOpened(const Event &event)
{
    const int index = laneOf(event);
    if (index < 0)
        return;
    Lane &lane = m_lanes[static_cast<std::size_t>(index)];
    Gap gap;
    gap.start = lane.gaps.empty() ? event.t : std::max(event.t, lane.gaps.back().start);
    gap.end = gap.start;
    gap.channel = text(event, Field::Channel);
    gap.event = event.id;
    lane.gaps.push_back(gap);
    mapEvent(event.id, ItemType::Gap, index, static_cast<int>(lane.gaps.size()) - 1);
}

void Lanes::gapClosed(const Event &event)
{
    const int index = laneOf(event);
    if (index < 0)
        return;
    Lane &lane = m_lanes[static_cast<std::size_t>(index)];
    if (lane.gaps.empty() || !lane.gaps.back().open)
        return;
    Gap &gap = lane.gaps.back();
    gap.open = false;
    gap.end = std::max(event.t, gap.start);
    if (event.data.contains(Field::Missed))
        gap.missed = event.data.value(Field::Missed).toInt();
    mapEvent(event.id, ItemType::Gap, index, static_cast<int>(lane.gaps.size()) - 1);
}

void Lanes::updateMissed(const Event &event, const Trace &trace)
{
    const int index = laneOf(event);
    if (index < 0)
        return;
    Lane &lane = m_lanes[static_cast<std::size_t>(index)];
    if (!lane.gaps.empty() && lane.gaps.back().open)
        ++lane.gaps.back().missed;

    const QString channel = text(event, Field::Channel);
    const EventId published = trace.publicationOf(channel, event.update, event.id);
    const Nanoseconds start = published != 0 ? trace.head(published).t : event.t;
    // The lost message is on the timeline already; also one that was sent before the server noticed that its
    // page was away.
    const bool isLost = event.data.word(Field::Why) == Word::Lost;
    int messageLane = -1;
    int message = isLost ? messageIndex(event, false, &messageLane) : -1;
    if (message < 0 || messageLane != index) {
        const int *latest = lane.ofUpdate.find(event.update);
        message = latest == nullptr ? -1 : *latest - 1;
    }
    if (message >= 0) {
        const MessageItem &known = lane.messages[static_cast<std::size_t>(message)];
        const bool isOfIt = published != 0 && known.start >= start && known.flow == Flow::Live &&
                            (known.fate == Fate::InFlight || known.fate == Fate::Lost);
        if (isLost || isOfIt) {
            const Nanoseconds end = known.fate == Fate::InFlight ? event.t : known.end;
            setFate(index, message, Fate::Lost, end);
            mapEvent(event.id, ItemType::Message, index, message);
            return;
        }
    }
    Missed item;
    item.update = event.update;
    item.event = event.id;
    item.start = start;
    item.published = published;
    const Nanoseconds latency = lane.latency > 0 ? lane.latency : kUsualLatency;
    item.end = item.start + std::min(latency, kLongestHint);
    const int place = static_cast<int>(lane.missed.size());
    lane.missed.push_back(item);
    lane.missedTrack.insert(item.start, place, item.end);
    m_missed.insert({index, event.update}, place);
    mapEvent(event.id, ItemType::Missed, index, place);
}

void Lanes::updateRecovered(const Event &event)
{
    const int index = laneOf(event);
    if (index < 0)
        return;
    Lane &lane = m_lanes[static_cast<std::size_t>(index)];
    if (!lane.catchUps.empty())
        ++lane.catchUps.back().recovered;
    const auto found = m_missed.constFind({index, event.update});
    if (found == m_missed.constEnd())
        return;
    lane.missed[static_cast<std::size_t>(*found)].recovered = event.id;
    mapEvent(event.id, ItemType::Missed, index, *found);
}

void Lanes::mapEvent(EventId event, ItemType type, int lane, int index)
{
    if (event != 0)
        m_items[static_cast<qint64>(event)] = ItemRef{type, lane, index};
}

} // namespace swapscope::timeline
