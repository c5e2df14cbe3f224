#pragma once

#include "coordinates.h"

#include <algorithm>
#include <vector>

namespace swapscope::timeline {

// Items of one look in one lane, sorted by their start, so that what is visible is found by binary search and
// what is too narrow to tell apart is folded without being walked. Appending at the end is O(1); an item that
// comes a little late costs as much as it is late.
class Track
{
public:
    struct Entry
    {
        Nanoseconds start = 0;
        int item = 0;

        friend bool operator==(const Entry &, const Entry &) = default;
    };

    void insert(Nanoseconds start, int item, Nanoseconds duration = 0)
    {
        noteDuration(duration);
        const auto after =
            std::upper_bound(m_entries.begin(), m_entries.end(), start,
                             [](Nanoseconds t, const Entry &entry) { return t < entry.start; });
        m_entries.insert(after, Entry{start, item});
    }

    // False when there is no such entry.
    bool remove(Nanoseconds start, int item)
    {
        for (auto it = at(start); it != m_entries.end() && it->start == start; ++it) {
            if (it->item == item) {
                m_entries.erase(it);
                return true;
            }
        }
        return false;
    }

    // An item lasts so long: items that start this much before a range may still reach into it.
    void noteDuration(Nanoseconds duration) { m_longest = std::max(m_longest, duration); }

    bool isEmpty() const { return m_entries.empty(); }
    std::size_t size() const { return m_entries.size(); }
    const std::vector<Entry> &entries() const { return m_entries; }

    // Calls emit(entry, count) for what reaches into the range, in the order of the starts. Items that start
    // in the same stretch of `fold` nanoseconds are one call, with the first of them and how many; the
    // stretches are counted from time 0, so what is folded does not change while the view moves. end(item) is
    // when an item ends. A fold of 1 or less folds nothing.
    template<typename End, typename Emit>
    void visit(const Range &range, Nanoseconds fold, End end, Emit emit) const
    {
        auto it = at(range.from - m_longest);
        while (it != m_entries.end() && it->start <= range.to) {
            if (it->start < range.from && end(it->item) < range.from) {
                ++it;
                continue;
            }
            auto next = it + 1;
            if (fold > 1 && next != m_entries.end()) {
                const Nanoseconds stretch = it->start / fold - (it->start % fold < 0 ? 1 : 0);
                const Nanoseconds limit = (stretch + 1) * fold;
                // Most often nothing is folded: look at the neighbour before searching.
                if (next->start < limit)
                    next = std::lower_bound(next, m_entries.end(), limit, startsBefore);
            }
            emit(*it, static_cast<int>(next - it));
            it = next;
        }
    }

    // The first entry after (time, item) in the order of the starts, and of the items where these are equal;
    // nullptr when there is none.
    const Entry *next(Nanoseconds t, int item) const
    {
        for (auto it = at(t); it != m_entries.end(); ++it) {
            if (it->start > t || it->item > item)
                return &*it;
        }
        return nullptr;
    }

    // The last entry before (time, item) likewise.
    const Entry *previous(Nanoseconds t, int item) const
    {
        auto it = std::lower_bound(m_entries.begin(), m_entries.end(), t + 1, startsBefore);
        while (it != m_entries.begin()) {
            --it;
            if (it->start < t || it->item < item)
                return &*it;
        }
        return nullptr;
    }

    friend bool operator==(const Track &, const Track &) = default;

private:
    static bool startsBefore(const Entry &entry, Nanoseconds t) { return entry.start < t; }

    std::vector<Entry>::const_iterator at(Nanoseconds t) const
    {
        return std::lower_bound(m_entries.begin(), m_entries.end(), t, startsBefore);
    }
    std::vector<Entry>::iterator at(Nanoseconds t)
    {
        return std::lower_bound(m_entries.begin(), m_entries.end(), t, startsBefore);
    }

    std::vector<Entry> m_entries;
    Nanoseconds m_longest = 0;
};

} // namespace swapscope::timeline
