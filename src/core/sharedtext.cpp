#include "sharedtext.h"

#include <QStringEncoder>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>

namespace swapscope {

SharedText::SharedText(QByteArrayView utf8)
{
    if (utf8.isEmpty())
        return;
    m_block = make(utf8.size());
    std::memcpy(m_block->text(), utf8.data(), m_block->size);
}

SharedText::SharedText(QStringView text)
{
    if (text.isEmpty())
        return;
    // Qt converts a long text faster, but not a short one.
    constexpr qsizetype kShort = 24;
    const bool shortAscii = text.size() <= kShort && std::all_of(text.begin(), text.end(), [](QChar letter) {
                                return letter.unicode() < 128;
                            });
    if (!shortAscii) {
        *this = SharedText(QByteArrayView(text.toUtf8()));
        return;
    }
    m_block = make(text.size());
    std::transform(text.begin(), text.end(), m_block->text(),
                   [](QChar letter) { return static_cast<char>(letter.unicode()); });
}

SharedText SharedText::foreign(const Block *block)
{
    return adopt(const_cast<Block *>(block));
}

SharedText::Block *SharedText::make(qsizetype size)
{
    Q_ASSERT(size <= std::numeric_limits<qint32>::max());
    void *memory = std::malloc(sizeof(Block) + static_cast<std::size_t>(size));
    Q_CHECK_PTR(memory);
    return new (memory) Block{1, static_cast<quint32>(size)};
}

void SharedText::retain() const
{
    if (m_block != nullptr && !isForeign())
        m_block->copies.fetch_add(1, std::memory_order_relaxed);
}

void SharedText::release()
{
    if (m_block == nullptr || isForeign())
        return;
    if (m_block->copies.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        m_block->~Block();
        std::free(m_block);
    }
}

} // namespace swapscope
