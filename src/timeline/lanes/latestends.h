#pragma once

#include <core/clock.h>

#include <cstddef>
#include <vector>

namespace swapscope::timeline {

// The ends of a sequence of items, with an index that finds the next item that ends at or after a time
// without visiting those between: a tree in which each node holds the latest end of its 16 children. A plain
// value; any thread.
class LatestEnds
{
public:
    void append(Nanoseconds end); // amortized O(1)
    // O(number of items after the index).
    void insert(std::size_t index, Nanoseconds end);
    void remove(std::size_t index);
    void set(std::size_t index, Nanoseconds end);

    // The first index in [first, limit) whose end is at `t` or later; `limit` if there is none. Adds to
    // *looked how many values were compared: at most some 32 for each level of the tree.
    std::size_t next(std::size_t first, std::size_t limit, Nanoseconds t, std::size_t *looked) const;

    friend bool operator==(const LatestEnds &, const LatestEnds &) = default;

private:
    void summarize(std::size_t from);

    // m_levels[0] holds the ends; each value of m_levels[n + 1] is the latest of 16 values of m_levels[n].
    std::vector<std::vector<Nanoseconds>> m_levels{1};
};

} // namespace swapscope::timeline
