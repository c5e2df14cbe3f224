#pragma once

#include "growingarray.h"

#include <core/event.h>

#include <compare>
#include <cstddef>
#include <iterator>
#include <vector>

namespace swapscope {

// Ids of events in ascending order, to which the writer of a trace may add while they are read: size() says
// how many there are now. Any thread may read.
class EventList
{
public:
    class Iterator
    {
    public:
        using iterator_category = std::random_access_iterator_tag;
        using value_type = EventId;
        using difference_type = std::ptrdiff_t;
        using pointer = const EventId *;
        using reference = EventId;

        Iterator() = default;
        Iterator(const EventList *list, std::size_t at) : m_list(list), m_at(at) {}
        EventId operator*() const { return (*m_list)[m_at]; }
        EventId operator[](difference_type by) const { return *(*this + by); }
        Iterator &operator+=(difference_type by)
        {
            m_at = static_cast<std::size_t>(static_cast<difference_type>(m_at) + by);
            return *this;
        }
        Iterator &operator-=(difference_type by) { return *this += -by; }
        Iterator &operator++() { return *this += 1; }
        Iterator &operator--() { return *this += -1; }
        Iterator operator++(int)
        {
            const Iterator before = *this;
            ++*this;
            return before;
        }
        Iterator operator--(int)
        {
            const Iterator before = *this;
            --*this;
            return before;
        }
        friend Iterator operator+(Iterator it, difference_type by) { return it += by; }
        friend Iterator operator+(difference_type by, Iterator it) { return it += by; }
        friend Iterator operator-(Iterator it, difference_type by) { return it -= by; }
        friend difference_type operator-(const Iterator &one, const Iterator &other)
        {
            return static_cast<difference_type>(one.m_at) - static_cast<difference_type>(other.m_at);
        }
        friend bool operator==(const Iterator &one, const Iterator &other) { return one.m_at == other.m_at; }
        friend auto operator<=>(const Iterator &one, const Iterator &other)
        {
            return one.m_at <=> other.m_at;
        }

    private:
        const EventList *m_list = nullptr;
        std::size_t m_at = 0;
    };

    std::size_t size() const { return m_ids.size(); }
    bool empty() const { return size() == 0; }
    EventId operator[](std::size_t index) const { return m_ids[static_cast<std::uint32_t>(index)]; }
    EventId front() const { return (*this)[0]; }
    EventId back() const { return (*this)[size() - 1]; }
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, size()}; }
    auto rbegin() const { return std::reverse_iterator(end()); }
    auto rend() const { return std::reverse_iterator(begin()); }

    // As they are now.
    operator std::vector<EventId>() const { return {begin(), end()}; }
    friend bool operator==(const EventList &list, const std::vector<EventId> &ids)
    {
        return std::vector<EventId>(list) == ids;
    }

    // The writer's.
    bool append(Arena &arena, EventId id) { return m_ids.append(arena, static_cast<std::uint32_t>(id)); }

private:
    GrowingArray<std::uint32_t> m_ids;
};

} // namespace swapscope
