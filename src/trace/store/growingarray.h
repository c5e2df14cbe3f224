#pragma once

#include "arena.h"

#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <new>
#include <type_traits>

namespace swapscope {

// Plain values of which each keeps its address, however many follow: chunks of 8, 8, 16, 32, … in an arena.
// One thread appends (reserve() to write ahead of the size that readers know); any thread may read an element
// whose index it learnt from the writer by something that orders memory, such as publish() and size().
template<typename T>
class GrowingArray
{
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T> && alignof(T) <= 8);

public:
    // Null when the arena has no room.
    T *reserve(Arena &arena, std::uint32_t index)
    {
        const Place place = placeOf(index);
        std::atomic<T *> *chunk = &m_first;
        if (place.chunk > 0) {
            Directory *more = m_more.load(std::memory_order_relaxed);
            if (more == nullptr) {
                void *memory = arena.allocate(sizeof(Directory));
                if (memory == nullptr)
                    return nullptr;
                more = new (memory) Directory();
                m_more.store(more, std::memory_order_release);
            }
            chunk = &(*more)[place.chunk - 1];
        }
        T *begin = chunk->load(std::memory_order_relaxed);
        if (begin == nullptr) {
            begin = arena.allocate<T>(sizeOf(place.chunk));
            if (begin == nullptr)
                return nullptr;
            chunk->store(begin, std::memory_order_release);
        }
        return begin + place.index;
    }

    // Only of what was reserved.
    T &operator[](std::uint32_t index) const
    {
        const Place place = placeOf(index);
        if (place.chunk == 0)
            return m_first.load(std::memory_order_acquire)[place.index];
        const Directory &more = *m_more.load(std::memory_order_acquire);
        return more[place.chunk - 1].load(std::memory_order_acquire)[place.index];
    }

    // How many readers may see.
    std::uint32_t size() const { return m_size.load(std::memory_order_acquire); }
    void publish(std::uint32_t size) { m_size.store(size, std::memory_order_release); }

    bool append(Arena &arena, const T &value)
    {
        const std::uint32_t index = m_size.load(std::memory_order_relaxed);
        T *place = reserve(arena, index);
        if (place == nullptr)
            return false;
        *place = value;
        publish(index + 1);
        return true;
    }

private:
    static constexpr int kFirstBits = 3;
    static constexpr std::size_t kChunks = 32 - kFirstBits;
    using Directory = std::array<std::atomic<T *>, kChunks>;
    struct Place
    {
        std::uint32_t chunk;
        std::uint32_t index;
    };
    // Chunk 0 holds 0 … 7, chunk k holds 8·2^(k-1) … 8·2^k − 1.
    static Place placeOf(std::uint32_t index)
    {
        const auto chunk = static_cast<std::uint32_t>(std::bit_width(index >> kFirstBits));
        return {chunk, chunk == 0 ? index : index - (std::uint32_t(1) << (kFirstBits + chunk - 1))};
    }
    static std::size_t sizeOf(std::uint32_t chunk)
    {
        return std::size_t(1) << (chunk == 0 ? kFirstBits : kFirstBits + chunk - 1);
    }

    std::atomic<T *> m_first = nullptr;
    std::atomic<Directory *> m_more = nullptr;
    std::atomic<std::uint32_t> m_size = 0;
};

} // namespace swapscope
