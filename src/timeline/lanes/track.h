#pragma once

#include "../coordinates.h"
#include "latestends.h"

#include <algorithm>
#include <vector>

namespace swapscope::timeline {

// Items of one kind in one lane, sorted by their start. Those that overlap a range are found by binary search
// over the starts and an index over the ends, so that one very long item does not slow down every query.
// Items that are too close together to be told apart are folded without being visited. Inserting at the end
// is amortized O(1); elsewhere it costs as much as there are items after it.
class Track
{
public:
    struct Entry
    {
        Nanoseconds start = 0;
        int item = 0;

        friend bool operator==(const Entry &, const Entry &) = default;
    };

    void insert(Nanoseconds start, int item, Nanoseconds end)
    {
        if (m_entries.empty() || start >= m_entries.back().start) {
            m_entries.push_back({start, item});
            m_ends.append(end);
            return;
        }
        const auto after =
            std::upper_bound(m_entries.begin(), m_entries.end(), start,
                             [](Nanoseconds t, const Entry &entry) { return t < entry.start; });
        m_ends.insert(static_cast<std::size_t>(after - m_entries.begin()), end);
        m_entries.insert(after, Entry{start, item});
    }

    // Returns false if there is no such entry.
    bool remove(Nanoseconds start, int item)
    {
        const std::size_t index = find(start, item);
        if (index == m_entries.size())
            return false;
        m_entries.erase(m_entries.begin() + static_cast<std::ptrdiff_t>(index));
        m_ends.remove(index);
        return true;
    }

    // Changes when the item ends. Returns false if there is no such entry.
    bool setEnd(Nanoseconds start, int item, Nanoseconds end)
    {
        const std::size_t index = find(start, item);
        if (index == m_entries.size())
            return false;
        m_ends.set(index, end);
        return true;
    }

    bool isEmpty() const { return m_entries.empty(); }
    std::size_t size() const { return m_entries.size(); }
    const std::vector<Entry> &entries() const { return m_entries; }

    // Calls emit(entry, count) for the items that overlap the range, in the order of their starts. Items that
    // start in the same interval of `fold` nanoseconds give one call, with the first of them and their
    // number; the intervals start at time 0, so that folding does not change while the view moves. A fold of
    // 1 or less folds nothing. Returns how many entries and nodes of the index were visited.
    template<typename Emit>
    std::size_t visit(const Range &range, Nanoseconds fold, Emit emit) const
    {
        const std::size_t inside = lowerBound(0, range.from);
        std::size_t looked = 0;
        std::size_t i = m_ends.next(0, inside, range.from, &looked);
        while (i != m_entries.size() && m_entries[i].start <= range.to) {
            ++looked;
            std::size_t next = i + 1;
            if (fold > 1 && next != m_entries.size()) {
                const Nanoseconds start = m_entries[i].start;
                const Nanoseconds stretch = start / fold - (start % fold < 0 ? 1 : 0);
                const Nanoseconds limit = (stretch + 1) * fold;
                // Most often nothing is folded: look at the neighbour before searching.
                if (m_entries[next].start < limit)
                    next = lowerBound(next, limit);
            }
            emit(m_entries[i], static_cast<int>(next - i));
            i = next < inside ? m_ends.next(next, inside, range.from, &looked) : next;
        }
        return looked;
    }

    // The first entry after (t, item) in the order of starts, then of items; null if there is none.
    const Entry *next(Nanoseconds t, int item) const
    {
        for (std::size_t i = lowerBound(0, t); i != m_entries.size(); ++i) {
            if (m_entries[i].start > t || m_entries[i].item > item)
                return &m_entries[i];
        }
        return nullptr;
    }

    // The last entry before (t, item); null if there is none.
    const Entry *previous(Nanoseconds t, int item) const
    {
        for (std::size_t i = lowerBound(0, t + 1); i != 0; --i) {
            if (m_entries[i - 1].start < t || m_entries[i - 1].item < item)
                return &m_entries[i - 1];
        }
        return nullptr;
    }

    friend bool operator==(const Track &, const Track &) = default;

private:
    // The index of the first entry, from `first` on, that starts at t or later.
    std::size_t lowerBound(std::size_t first, Nanoseconds t) const
    {
        const auto it =
            std::lower_bound(m_entries.begin() + static_cast<std::ptrdiff_t>(first), m_entries.end(), t,
                             [](const Entry &entry, Nanoseconds start) { return entry.start < start; });
        return static_cast<std::size_t>(it - m_entries.begin());
    }

    // The index of the entry; the number of entries if there is none.
    std::size_t find(Nanoseconds start, int item) const
    {
        // Most often it is the last one, or not far from it.
        for (std::size_t i = m_entries.size(), looked = 0; i != 0 && looked < 4; --i, ++looked) {
            if (m_entries[i - 1].start == start && m_entries[i - 1].item == item)
                return i - 1;
        }
        for (std::size_t i = lowerBound(0, start); i != m_entries.size() && m_entries[i].start == start;
             ++i) {
            if (m_entries[i].item == item)
                return i;
        }
        return m_entries.size();
    }

    std::vector<Entry> m_entries;
    LatestEnds m_ends; // of the entries, in the same order
};

} // namespace swapscope::timeline
