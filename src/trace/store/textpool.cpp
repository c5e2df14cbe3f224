#include "textpool.h"

#include <QHashFunctions>

#include <algorithm>
#include <new>

namespace swapscope {

std::uint32_t TextPool::put(Arena &arena, QByteArrayView text)
{
    if (m_used * 2 >= m_slots.size())
        makeRoom();
    const auto hash =
        static_cast<std::uint32_t>(qHashBits(text.data(), static_cast<std::size_t>(text.size())));
    Slot &slot = slotOf(text, hash);
    if (slot.number != kNoRoom)
        return slot.number;
    void *memory = arena.allocate(sizeof(SharedText::Block) + static_cast<std::size_t>(text.size()));
    if (memory == nullptr)
        return kNoRoom;
    auto *block = new (memory) SharedText::Block{SharedText::kForeign, static_cast<quint32>(text.size())};
    std::copy(text.begin(), text.end(), block->text()); // an empty text may have no memory to copy from
    const std::uint32_t number = m_texts.size();
    if (!m_texts.append(arena, block))
        return kNoRoom;
    slot = {hash, number};
    ++m_used;
    return number;
}

TextPool::Slot &TextPool::slotOf(QByteArrayView text, std::uint32_t hash)
{
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        Slot &slot = m_slots[at];
        if (slot.number == kNoRoom)
            return slot;
        if (slot.hash != hash)
            continue;
        const SharedText::Block *block = m_texts[slot.number];
        if (text == QByteArrayView(block->text(), block->size))
            return slot;
    }
}

void TextPool::makeRoom()
{
    const std::vector<Slot> before = std::exchange(m_slots, {});
    if (before.size() >= kMostSlots) {
        // Forget all texts. Frequent ones will soon be in the table again.
        m_slots.resize(kMostSlots);
        m_used = 0;
        return;
    }
    m_slots.resize(std::max<std::size_t>(64, before.size() * 4));
    const std::size_t mask = m_slots.size() - 1;
    for (const Slot &slot : before) {
        if (slot.number == kNoRoom)
            continue;
        std::size_t at = slot.hash & mask;
        while (m_slots[at].number != kNoRoom)
            at = (at + 1) & mask;
        m_slots[at] = slot;
    }
}

} // namespace swapscope
