#pragma once

#include "track.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace swapscope::timeline {

// Items of one kind in one lane that have begun and not ended, sorted by their start. Most are added behind
// the others, and most go from the front: both are amortized O(1), however many there are. Elsewhere it costs
// as much as there are items between the place and the nearer end. A plain value; any thread.
class OpenTrack
{
public:
    using Entry = Track::Entry;

    void insert(Nanoseconds start, int item)
    {
        const Entry entry{start, item};
        m_entries.insert(std::upper_bound(begin(), end(), entry, before), entry);
    }

    // Returns false if there is no such entry.
    bool remove(Nanoseconds start, int item)
    {
        const Entry entry{start, item};
        const auto at = std::lower_bound(begin(), end(), entry, before);
        if (at == end() || *at != entry)
            return false;
        const auto index = at - m_entries.cbegin();
        const auto first = m_entries.begin() + static_cast<std::ptrdiff_t>(m_gone);
        const auto place = m_entries.begin() + index;
        if (place - first > m_entries.end() - place) {
            m_entries.erase(place);
            return true;
        }
        std::move_backward(first, place, place + 1);
        ++m_gone;
        if (m_gone > m_entries.size() / 2) {
            m_entries.erase(m_entries.begin(), m_entries.begin() + static_cast<std::ptrdiff_t>(m_gone));
            m_gone = 0;
        }
        return true;
    }

    bool isEmpty() const { return size() == 0; }
    std::size_t size() const { return m_entries.size() - m_gone; }
    std::vector<Entry>::const_iterator begin() const
    {
        return m_entries.begin() + static_cast<std::ptrdiff_t>(m_gone);
    }
    std::vector<Entry>::const_iterator end() const { return m_entries.end(); }

    // Calls emit(entry, count) for the items that start at `until` or before, in the order of their starts.
    // alike(first, other) tells whether a later item is drawn as one with the first of a group: if it is not,
    // no later one may be. Only the groups are visited, not their items. Returns how many entries were
    // looked at.
    template<typename Alike, typename Emit>
    std::size_t visit(Nanoseconds until, Alike alike, Emit emit) const
    {
        const auto last = std::upper_bound(begin(), end(), until,
                                           [](Nanoseconds t, const Entry &entry) { return t < entry.start; });
        std::size_t looked = 0;
        for (auto first = begin(); first != last;) {
            const auto belongs = [&](const Entry &entry) {
                ++looked;
                return alike(*first, entry);
            };
            auto next = first + 1;
            // Most often nothing is folded: look at the neighbour before searching.
            if (next != last && belongs(*next))
                next = std::partition_point(next + 1, last, belongs);
            emit(*first, static_cast<int>(next - first));
            ++looked;
            first = next;
        }
        return looked;
    }

    friend bool operator==(const OpenTrack &left, const OpenTrack &right)
    {
        return std::equal(left.begin(), left.end(), right.begin(), right.end());
    }

private:
    static bool before(const Entry &left, const Entry &right)
    {
        return left.start != right.start ? left.start < right.start : left.item < right.item;
    }

    std::vector<Entry> m_entries;
    std::size_t m_gone = 0; // so many at the front are left over from entries that were removed
};

inline constexpr std::size_t kFlows = 3;
inline constexpr std::size_t kHoldPlaces = 4; // held messages are stacked in so many places

// The messages of a lane that have neither arrived nor been lost, by Flow. Those that wait at a breakpoint,
// or have waited there, are sorted by the time at which they were stopped, in the place where they are drawn.
struct InFlight
{
    std::array<OpenTrack, kFlows> moving; // never stopped
    std::array<std::array<OpenTrack, kHoldPlaces>, kFlows> held;
    std::array<std::array<OpenTrack, kHoldPlaces>, kFlows> released; // and on their way again

    // Calls visit(track) for each track of one flow.
    template<typename Visit>
    void ofFlow(std::size_t flow, Visit visit) const
    {
        visit(moving[flow]);
        for (const OpenTrack &track : held[flow])
            visit(track);
        for (const OpenTrack &track : released[flow])
            visit(track);
    }

    std::size_t size() const
    {
        std::size_t sum = 0;
        for (std::size_t flow = 0; flow < kFlows; ++flow)
            ofFlow(flow, [&sum](const OpenTrack &track) { sum += track.size(); });
        return sum;
    }
    bool isEmpty() const { return size() == 0; }

    friend bool operator==(const InFlight &, const InFlight &) = default;
};

} // namespace swapscope::timeline
