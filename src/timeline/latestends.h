#pragma once

#include <core/clock.h>

#include <cstddef>
#include <vector>

namespace swapscope::timeline {

// Ends of items, with the latest end of every stretch of 16, of every stretch of 16 stretches, and so on:
// finds the next item that ends late enough without looking at those between. A plain value; any thread.
class LatestEnds
{
public:
    void append(Nanoseconds end); // O(1) on average
    // Elsewhere than at the end as much as stands behind it.
    void insert(std::size_t index, Nanoseconds end);
    void remove(std::size_t index);
    void set(std::size_t index, Nanoseconds end);

    // The first index from `first` on, and before `limit`, whose end is at `t` or later; `limit` when there
    // is none. Adds to *looked how many ends were looked at: some 32 for each power of 16 in the number of
    // items.
    std::size_t next(std::size_t first, std::size_t limit, Nanoseconds t, std::size_t *looked) const;

    friend bool operator==(const LatestEnds &, const LatestEnds &) = default;

private:
    void summarize(std::size_t from);

    // m_levels[0] has each end; in m_levels[n + 1] each value is the latest of 16 in m_levels[n].
    std::vector<std::vector<Nanoseconds>> m_levels{1};
};

} // namespace swapscope::timeline
