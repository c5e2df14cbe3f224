#pragma once

#include <QByteArrayView>
#include <QString>

#include <atomic>
#include <utility>

namespace swapscope {

// An immutable text in UTF-8 that all copies share, with a counter of references. A value of the size of a
// pointer. Different threads may copy and destroy copies of their own.
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

    // How a text is in memory: this head, directly followed by its bytes. A foreign block is part of somebody
    // else's memory, as of a store of events: it is never freed here, and its owner must outlive every text
    // that refers to it.
    struct Block
    {
        std::atomic<qint32> copies; // number of references; kForeign: not counted
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
    // For containers that keep the bare pointer: take() gives it away with its reference, adopt() makes a
    // text of it again.
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
