#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace swapscope {

// Values by ascending whole numbers, most of them without a gap: each is put in at the end and taken out near
// the beginning. What is put in far ahead or behind stands apart, so a file with any number costs no memory
// for those between. An empty one has no memory of its own.
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
        const int count = static_cast<int>(inRow());
        if (place < 0 || place > count + kMostApart || (!m_apart.empty() && m_apart.contains(number)))
            return m_apart[number];
        if (place >= count)
            append(static_cast<std::size_t>(place - count) + 1);
        return m_values[m_begin + static_cast<std::size_t>(place)];
    }

    T *find(int number)
    {
        if (!m_apart.empty()) {
            if (const auto apart = m_apart.find(number); apart != m_apart.end())
                return &apart->second;
        }
        const int place = number - m_first;
        const bool there = place >= 0 && place < static_cast<int>(inRow());
        return there ? &m_values[m_begin + static_cast<std::size_t>(place)] : nullptr;
    }

    // Takes out from the beginning, while the first one is such.
    template<typename Predicate>
    void dropWhile(Predicate isSuch)
    {
        while (inRow() != 0 && isSuch(m_values[m_begin]))
            dropFirst();
    }
    // Takes out all but the last so many.
    void keepLast(std::size_t count)
    {
        while (inRow() > count)
            dropFirst();
        while (m_apart.size() > count)
            m_apart.erase(m_apart.begin());
    }

    std::size_t size() const { return inRow() + m_apart.size(); }

private:
    std::size_t inRow() const { return m_values.size() - m_begin; }

    void append(std::size_t count)
    {
        // The room at the beginning is used again before more is taken.
        if (m_begin >= inRow() && m_values.size() + count > m_values.capacity()) {
            m_values.erase(m_values.begin(), m_values.begin() + static_cast<std::ptrdiff_t>(m_begin));
            m_begin = 0;
        }
        m_values.resize(m_values.size() + count);
    }

    void dropFirst()
    {
        m_values[m_begin++] = T();
        ++m_first;
        if (inRow() == 0) {
            m_values.clear();
            m_begin = 0;
        }
    }

    std::vector<T> m_values; // those that are there stand from m_begin on
    std::size_t m_begin = 0;
    int m_first = 1;
    std::map<int, T> m_apart;
};

} // namespace swapscope
