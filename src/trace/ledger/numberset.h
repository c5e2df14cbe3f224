#pragma once

#include <QtGlobal>

#include <map>
#include <utility>
#include <vector>

namespace swapscope {

// A set of whole numbers that is mostly runs: 1–500, 503, 510–900. Memory grows with the runs, not the
// numbers.
class NumberSet
{
public:
    bool contains(qint64 number) const;
    bool insert(qint64 number); // false: it was there
    bool remove(qint64 number); // false: it was not there
    void insert(const NumberSet &other);
    void clear();

    bool isEmpty() const { return m_runs.empty(); }
    qint64 size() const { return m_size; }
    qint64 last() const { return m_runs.empty() ? 0 : m_runs.rbegin()->second; } // 0: it is empty
    void removeUpTo(qint64 last);                                                // and this one
    // All numbers up to this one (included), ascending, taken out of the set.
    std::vector<qint64> takeUpTo(qint64 last);
    // The runs, first and last number of each, ascending.
    const std::map<qint64, qint64> &runs() const { return m_runs; }

private:
    std::map<qint64, qint64> m_runs; // first -> last
    qint64 m_size = 0;
};

// A set of numbers that come in ascending order, give or take some: 5, 7, 6, 9. It is exact for the last
// kRemembered below the highest. Every number below those counts as a member, so that memory has a bound.
class RecentNumbers
{
public:
    static constexpr qint64 kRemembered = 65'536;

    bool contains(qint64 number) const { return number <= m_allUpTo || m_seen.contains(number); }
    bool insert(qint64 number); // false: it was there

private:
    NumberSet m_seen; // above m_allUpTo
    qint64 m_allUpTo = 0;
};

} // namespace swapscope
