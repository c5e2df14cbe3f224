#include "latestends.h"

#include <algorithm>

namespace swapscope::timeline {

namespace {

constexpr std::size_t kChildren = 16; // of a node

} // namespace

void LatestEnds::append(Nanoseconds end)
{
    std::size_t index = m_levels.front().size();
    m_levels.front().push_back(end);
    if (index % kChildren == 0)
        return summarize(index); // a new node, and perhaps a new level
    for (std::size_t level = 1; level < m_levels.size(); ++level) {
        index /= kChildren;
        m_levels[level][index] = std::max(m_levels[level][index], end);
    }
}

void LatestEnds::insert(std::size_t index, Nanoseconds end)
{
    std::vector<Nanoseconds> &ends = m_levels.front();
    ends.insert(ends.begin() + static_cast<std::ptrdiff_t>(index), end);
    summarize(index);
}

void LatestEnds::remove(std::size_t index)
{
    std::vector<Nanoseconds> &ends = m_levels.front();
    ends.erase(ends.begin() + static_cast<std::ptrdiff_t>(index));
    summarize(index);
}

void LatestEnds::set(std::size_t index, Nanoseconds end)
{
    m_levels.front()[index] = end;
    for (std::size_t level = 1; level < m_levels.size(); ++level) {
        const std::vector<Nanoseconds> &below = m_levels[level - 1];
        index /= kChildren;
        const auto first = below.begin() + static_cast<std::ptrdiff_t>(index * kChildren);
        const auto last =
            below.begin() + static_cast<std::ptrdiff_t>(std::min((index + 1) * kChildren, below.size()));
        m_levels[level][index] = *std::max_element(first, last);
    }
}

// Computes all nodes again that depend on an end at `from` or later.
void LatestEnds::summarize(std::size_t from)
{
    std::size_t level = 0;
    for (; m_levels[level].size() > kChildren; ++level) {
        if (level + 1 == m_levels.size()) {
            m_levels.emplace_back();
            from = 0;
        }
        const std::vector<Nanoseconds> &below = m_levels[level];
        std::vector<Nanoseconds> &above = m_levels[level + 1];
        from /= kChildren;
        above.resize((below.size() + kChildren - 1) / kChildren);
        for (std::size_t i = from; i < above.size(); ++i) {
            const auto first = below.begin() + static_cast<std::ptrdiff_t>(i * kChildren);
            const auto last =
                below.begin() + static_cast<std::ptrdiff_t>(std::min((i + 1) * kChildren, below.size()));
            above[i] = *std::max_element(first, last);
        }
    }
    m_levels.resize(level + 1);
}

std::size_t LatestEnds::next(std::size_t first, std::size_t limit, Nanoseconds t, std::size_t *looked) const
{
    limit = std::min(limit, m_levels.front().size());
    std::size_t level = 0;
    std::size_t width = 1; // how many ends one value of the level covers
    std::size_t i = first; // the index in the level
    while (i * width < limit) {
        // At the first child of a node, the node tells whether all its children end too early.
        if (level + 1 < m_levels.size() && i % kChildren == 0) {
            ++*looked;
            if (m_levels[level + 1][i / kChildren] < t) {
                i = i / kChildren + 1;
                ++level;
                width *= kChildren;
                continue;
            }
        }
        ++*looked;
        if (m_levels[level][i] < t) {
            ++i;
        } else if (level == 0) {
            return i;
        } else {
            --level;
            width /= kChildren;
            i *= kChildren;
        }
    }
    return limit;
}

} // namespace swapscope::timeline
