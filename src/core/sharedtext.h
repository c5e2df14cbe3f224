#pragma once

#include <QByteArrayView>
#include <QString>

#include <atomic>
#include <utility>

namespace swapscope {

// A text that does not change, in UTF-8, shared by all of its copies: copying costs no memory. Any thread may
// copy it and drop its copy. The size of a pointer.
class SharedText
{
public:
    SharedText() = default; // empty
    explicit SharedText(QByteArrayView utf8);
    explicit SharedText(QStringView text);
    SharedText(const SharedText &other) : m_block(other.m_block) { retain(); }
    SharedText(SharedText &&other) noexcept : m_block(std::exchange(other.m_block, nullptr)) {}
    SharedText &operator=(SharedText other) noexcept
    {
        std::swap(m_block, other.m_block);
        return *this;
    }
    ~SharedText() { release(); }

    bool isEmpty() const { return m_block == nullptr; }
    QByteArrayView utf8() const
    {
        return m_block == nullptr ? QByteArrayView() : QByteArrayView(m_block->text(), m_block->size);
    }
    QString toString() const { return QString::fromUtf8(utf8()); }

    friend bool operator==(const SharedText &one, const SharedText &other)
    {
        return one.m_block == other.m_block || one.utf8() == other.utf8();
    }

    // A text in memory of somebody else's, as a store of events keeps it: head and bytes behind it. It is
    // never freed here; the owner outlives every text that was made of it.
    struct Block
    {
        std::atomic<qint32> copies; // kForeign: not counted
        quint32 size;
        char *text() { return reinterpret_cast<char *>(this + 1); }
        const char *text() const { return reinterpret_cast<const char *>(this + 1); }
    };
    static constexpr qint32 kForeign = -1;
    static SharedText foreign(const Block *block);
    bool isForeign() const
    {
        return m_block != nullptr && m_block->copies.load(std::memory_order_relaxed) == kForeign;
    }
    // For a container that keeps the pointer alone: release() gives it away with its count, adopt() takes it
    // back.
    Block *take() { return std::exchange(m_block, nullptr); }
    static SharedText adopt(Block *block)
    {
        SharedText text;
        text.m_block = block;
        return text;
    }
    const Block *block() const { return m_block; }

private:
    static Block *make(qsizetype size);
    void retain() const;
    void release();

    Block *m_block = nullptr;
};

} // namespace swapscope
