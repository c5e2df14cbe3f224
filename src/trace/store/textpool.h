#pragma once

#include "growingarray.h"

#include <core/sharedtext.h>

#include <QByteArrayView>

#include <cstdint>
#include <vector>

namespace swapscope {

// Texts by number, each of them once in the arena however often it is put in. Which were put in last is known
// by a table that does not grow beyond kMostSlots: of more different texts than it holds, one that comes
// again late is kept a second time.
//
// One thread puts in; any thread reads what it was given the number of.
class TextPool
{
public:
    static constexpr std::uint32_t kNoRoom = 0xffffffff;
    static constexpr std::size_t kMostSlots = std::size_t(1) << 20;

    // The number of the text; kNoRoom when the arena is full.
    std::uint32_t put(Arena &arena, QByteArrayView text);
    const SharedText::Block *at(std::uint32_t number) const { return m_texts[number]; }
    std::uint32_t size() const { return m_texts.size(); }

private:
    struct Slot
    {
        std::uint32_t hash = 0;
        std::uint32_t number = kNoRoom;
    };
    Slot &slotOf(QByteArrayView text, std::uint32_t hash);
    void makeRoom();

    std::vector<Slot> m_slots;
    std::size_t m_used = 0;
    GrowingArray<const SharedText::Block *> m_texts;
};

} // namespace swapscope
