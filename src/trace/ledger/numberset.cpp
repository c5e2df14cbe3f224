#include "numberset.h"

#include <algorithm>
#include <iterator>

namespace swapscope {

bool NumberSet::contains(qint64 number) const
{
    auto run = m_runs.upper_bound(number);
    return run != m_runs.begin() && std::prev(run)->second >= number;
}

bool NumberSet::insert(qint64 number)
{
    const auto next = m_runs.upper_bound(number);
    const auto before = next == m_runs.begin() ? m_runs.end() : std::prev(next);
    if (before != m_runs.end() && before->second >= number)
        return false;
    ++m_size;
    const bool joinsBefore = before != m_runs.end() && before->second == number - 1;
    const bool joinsNext = next != m_runs.end() && next->first == number + 1;
    const qint64 last = joinsNext ? next->second : number;
    if (joinsNext)
        m_runs.erase(next);
    if (joinsBefore)
        before->second = last;
    else
        m_runs.emplace(number, last);
    return true;
}

bool NumberSet::remove(qint64 number)
{
    auto run = m_runs.upper_bound(number);
    if (run == m_runs.begin() || (--run)->second < number)
        return false;
    --m_size;
    const auto [first, last] = *run;
    if (first == number)
        m_runs.erase(run);
    else
        run->second = number - 1;
    if (last > number)
        m_runs.emplace(number + 1, last);
    return true;
}

void NumberSet::insert(const NumberSet &other)
{
    for (const auto &[first, last] : other.m_runs) {
        for (qint64 number = first; number <= last; ++number)
            insert(number);
    }
}

void NumberSet::clear()
{
    m_runs.clear();
    m_size = 0;
}

std::vector<qint64> NumberSet::takeUpTo(qint64 last)
{
    std::vector<qint64> taken;
    while (!m_runs.empty() && m_runs.begin()->first <= last) {
        const auto [from, to] = *m_runs.begin();
        m_runs.erase(m_runs.begin());
        if (to > last)
            m_runs.emplace(last + 1, to);
        for (qint64 number = from; number <= std::min(to, last); ++number)
            taken.push_back(number);
    }
    m_size -= static_cast<qint64>(taken.size());
    return taken;
}

void NumberSet::removeUpTo(qint64 last)
{
    while (!m_runs.empty() && m_runs.begin()->first <= last) {
        const auto [from, to] = *m_runs.begin();
        m_runs.erase(m_runs.begin());
        if (to > last)
            m_runs.emplace(last + 1, to);
        m_size -= std::min(to, last) - from + 1;
    }
}

bool RecentNumbers::insert(qint64 number)
{
    if (contains(number))
        return false;
    m_seen.insert(number);
    if (const qint64 behind = number - kRemembered; behind > m_allUpTo) {
        m_seen.removeUpTo(behind);
        m_allUpTo = behind;
    }
    return true;
}

} // namespace swapscope
