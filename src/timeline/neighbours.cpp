#include "neighbours.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>

namespace swapscope::timeline {

namespace {

// The position of an item in the order of its lane.
struct Position
{
    Nanoseconds start = 0;
    ItemType type = ItemType::None;
    int index = -1;

    // clang-tidy takes the generated comparison with 0 for a null pointer.
    friend auto operator<=>(const Position &, const Position &) = default; // NOLINT(modernize-use-nullptr)
};

constexpr int kLast = std::numeric_limits<int>::max();

// Finds the first position after, or the last one before, a given position among all that are passed to
// consider().
class Search
{
public:
    Search(const Position &from, bool forward) : m_from(from), m_forward(forward) {}

    void consider(const Position &place)
    {
        if (m_forward ? place <= m_from : place >= m_from)
            return;
        if (!m_best || (m_forward ? place < *m_best : place > *m_best))
            m_best = place;
    }

    void consider(const Track &track, ItemType type)
    {
        // Among items with the same start the order is by type.
        const int index = type == m_from.type ? m_from.index : (type > m_from.type) ? -1 : kLast;
        const Track::Entry *entry =
            m_forward ? track.next(m_from.start, index) : track.previous(m_from.start, index);
        if (entry != nullptr)
            consider(Position{entry->start, type, entry->item});
    }

    // All items of a vector that is sorted by start.
    template<typename T, typename Start>
    void consider(const std::vector<T> &items, ItemType type, Start start)
    {
        const auto at = std::lower_bound(items.begin(), items.end(), m_from.start,
                                         [&](const T &item, Nanoseconds t) { return start(item) < t; });
        const auto place = [&](auto it) {
            return Position{start(*it), type, static_cast<int>(it - items.begin())};
        };
        if (m_forward) {
            for (auto it = at; it != items.end(); ++it) {
                consider(place(it));
                if (start(*it) > m_from.start)
                    break;
            }
            return;
        }
        for (auto it = at; it != items.end() && start(*it) == m_from.start; ++it)
            consider(place(it));
        if (at != items.begin())
            consider(place(at - 1));
    }

    const std::optional<Position> &best() const { return m_best; }

private:
    Position m_from;
    bool m_forward;
    std::optional<Position> m_best;
};

bool shows(const Filter &filter, Flow flow)
{
    return flow == Flow::Live ? filter.live : flow == Flow::CatchUp ? filter.catchUp : filter.sent;
}

std::optional<Position> search(const Lane &lane, const Filter &filter, const Position &from, bool forward)
{
    Search search(from, forward);
    for (const Flow flow : {Flow::Live, Flow::CatchUp, Flow::Sent}) {
        if (shows(filter, flow))
            search.consider(lane.delivered[static_cast<std::size_t>(flow)], ItemType::Message);
    }
    for (const Flow flow : {Flow::Live, Flow::CatchUp, Flow::Sent}) {
        if (!shows(filter, flow))
            continue;
        lane.inFlight.ofFlow(static_cast<std::size_t>(flow), [&](const OpenTrack &track) {
            for (const OpenTrack::Entry &entry : track) {
                const MessageItem &message = lane.messages[static_cast<std::size_t>(entry.item)];
                search.consider(Position{message.start, ItemType::Message, entry.item});
            }
        });
    }
    if (filter.lost) {
        search.consider(lane.lost, ItemType::Message);
        search.consider(lane.missedTrack, ItemType::Missed);
    }
    if (filter.swaps) {
        search.consider(lane.swapTrack, ItemType::Swap);
        search.consider(lane.swapMissedTrack, ItemType::Swap);
    }
    search.consider(lane.segments, ItemType::Segment, [](const Segment &segment) { return segment.start; });
    search.consider(lane.closings, ItemType::Closing, [](const Closing &closing) { return closing.t; });
    search.consider(lane.gaps, ItemType::Gap, [](const Gap &gap) { return gap.start; });
    return search.best();
}

} // namespace

ItemRef neighbour(const Lanes &lanes, const Filter &filter, const ItemRef &from, Step step)
{
    if (lanes.eventOf(from) == 0)
        return {};
    const Nanoseconds start = lanes.spanOf(from, 0).from;
    if (step == Step::Previous || step == Step::Next) {
        const auto found = search(lanes.lanes()[static_cast<std::size_t>(from.lane)], filter,
                                  {start, from.type, from.index}, step == Step::Next);
        return found ? ItemRef{found->type, from.lane, found->index} : ItemRef{};
    }
    std::vector<int> shown;
    for (const int lane : lanes.order()) {
        if (!filter.hiddenClients.contains(lanes.lanes()[static_cast<std::size_t>(lane)].client))
            shown.push_back(lane);
    }
    const auto here = std::find(shown.begin(), shown.end(), from.lane);
    if (here == shown.end() || (step == Step::Above && here == shown.begin()) ||
        (step == Step::Below && here + 1 == shown.end()))
        return {};
    return nearest(lanes, filter, start, step == Step::Above ? *(here - 1) : *(here + 1));
}

ItemRef nearest(const Lanes &lanes, const Filter &filter, Nanoseconds t, int lane)
{
    std::optional<Position> best;
    int bestLane = -1;
    const auto away = [t](const Position &place) {
        return place.start > t ? place.start - t : t - place.start;
    };
    for (const int index : lanes.order()) {
        const Lane &home = lanes.lanes()[static_cast<std::size_t>(index)];
        if ((lane >= 0 && index != lane) || filter.hiddenClients.contains(home.client))
            continue;
        for (const bool forward : {true, false}) {
            const auto found = search(home, filter, {t, ItemType::None, forward ? -1 : kLast}, forward);
            if (found && (!best || away(*found) < away(*best))) {
                best = found;
                bestLane = index;
            }
        }
    }
    return best ? ItemRef{best->type, bestLane, best->index} : ItemRef{};
}

} // namespace swapscope::timeline
