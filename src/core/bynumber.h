#pragma once

#include <QtGlobal>

#include <map>
#include <type_traits>
#include <utility>
#include <vector>

namespace swapscope {

// A map from whole numbers that mostly follow one another (connections of a run, messages of a connection,
// ids of events) to values. It is an array that begins with the first number put in, so a look-up is an
// index. Numbers far away from the others are kept in a tree: whatever numbers a file has, memory is bounded
// by some values for each. A plain value. References are valid until the next change. Number: qint64, or a
// typed id with number().
template<typename T, typename Number = qint64>
class ByNumber
{
public:
    // The value of this number; a new one is T().
    T &operator[](Number of)
    {
        const qint64 number = plain(of);
        if (m_values.empty() && m_apart.empty())
            m_first = number;
        const qint64 place = number - m_first;
        const auto size = static_cast<qint64>(m_values.size());
        if (place >= 0 && place < size)
            return m_values[static_cast<std::size_t>(place)];
        if (place < 0 || place > kMostEmpty + kEmptyForEach * m_grown)
            return m_apart[number];
        grow(place + 1);
        return m_values.back();
    }

    // The value of this number; null if there is none. Between numbers that were put in there may be values
    // T() that nobody asked for.
    const T *find(Number of) const
    {
        const qint64 number = plain(of);
        const qint64 place = number - m_first;
        if (place >= 0 && place < static_cast<qint64>(m_values.size()))
            return &m_values[static_cast<std::size_t>(place)];
        if (m_apart.empty())
            return nullptr;
        const auto apart = m_apart.find(number);
        return apart == m_apart.end() ? nullptr : &apart->second;
    }
    T *find(Number of) { return const_cast<T *>(std::as_const(*this).find(of)); }

    friend bool operator==(const ByNumber &, const ByNumber &) = default;

private:
    // The array may have so many values that nobody asked for: some in any case, and some more for each
    // number that made it longer.
    static constexpr qint64 kMostEmpty = 1024;
    static constexpr qint64 kEmptyForEach = 16;

    static qint64 plain(Number number)
    {
        if constexpr (std::is_same_v<Number, qint64>)
            return number;
        else
            return number.number();
    }

    void grow(qint64 size)
    {
        ++m_grown;
        m_values.resize(static_cast<std::size_t>(size));
        while (!m_apart.empty()) {
            const auto next = m_apart.lower_bound(m_first);
            if (next == m_apart.end() || next->first - m_first >= size)
                break;
            m_values[static_cast<std::size_t>(next->first - m_first)] = std::move(next->second);
            m_apart.erase(next);
        }
    }

    std::vector<T> m_values;
    std::map<qint64, T> m_apart;
    qint64 m_first = 0;
    qint64 m_grown = 0;
};

} // namespace swapscope
