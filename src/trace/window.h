#pragma once

#include <cstddef>
#include <deque>
#include <map>

namespace swapscope {

// Values by ascending whole numbers, most of them without a gap: each is put in at the end and taken out near
// the beginning. What is put in far ahead or behind stands apart, so a file with any number costs no memory
// for those between.
template<typename T>
class Window
{
public:
    static constexpr int kMostApart = 1024;

    // The value of this number, a new one when there is none.
    T &at(int number)
    {
        if (m_values.empty() && m_apart.empty())
            m_first = number;
        const int place = number - m_first;
        if (place < 0 || place > static_cast<int>(m_values.size()) + kMostApart ||
            (!m_apart.empty() && m_apart.contains(number)))
            return m_apart[number];
        while (static_cast<int>(m_values.size()) <= place)
            m_values.emplace_back();
        return m_values[static_cast<std::size_t>(place)];
    }

    T *find(int number)
    {
        if (!m_apart.empty()) {
            if (const auto apart = m_apart.find(number); apart != m_apart.end())
                return &apart->second;
        }
        const int place = number - m_first;
        const bool there = place >= 0 && place < static_cast<int>(m_values.size());
        return there ? &m_values[static_cast<std::size_t>(place)] : nullptr;
    }

    // Takes out from the beginning, while the first one is such.
    template<typename Predicate>
    void dropWhile(Predicate isSuch)
    {
        while (!m_values.empty() && isSuch(m_values.front())) {
            m_values.pop_front();
            ++m_first;
        }
    }
    // Takes out all but the last so many.
    void keepLast(std::size_t count)
    {
        while (m_values.size() > count) {
            m_values.pop_front();
            ++m_first;
        }
        while (m_apart.size() > count)
            m_apart.erase(m_apart.begin());
    }

    std::size_t size() const { return m_values.size() + m_apart.size(); }

private:
    std::deque<T> m_values;
    int m_first = 1;
    std::map<int, T> m_apart;
};

} // namespace swapscope
