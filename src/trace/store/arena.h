#pragma once

#include <core/result.h>

#include <QString>

#include <cstddef>
#include <vector>

namespace swapscope {

// Memory that only grows and never moves, of which the larger part lies in a temporary file: the file has no
// name any more, is mapped into memory, and the kernel writes its pages out and reads them back as it sees
// fit. So what is kept may be larger than memory. The first bytes lie in memory, so a small user never
// touches the disk; where no file can be made, all does, and note() says why.
//
// One thread allocates. What was allocated may be read by any thread until the arena ends.
class Arena
{
public:
    // `folder`: where the file is made; empty: $TMPDIR, else /var/tmp, else the system's place for such
    // files.
    explicit Arena(QString folder = {});
    Arena(const Arena &) = delete;
    Arena &operator=(const Arena &) = delete;
    ~Arena();

    // So many bytes, all zero, aligned for anything up to 8 bytes; null when there is neither disk nor memory
    // left: error() says so.
    void *allocate(std::size_t bytes);
    template<typename T>
    T *allocate(std::size_t count)
    {
        // NOLINTNEXTLINE(bugprone-sizeof-expression): a pointer is a T like any other.
        return static_cast<T *>(allocate(count * sizeof(T)));
    }

    // Lets the kernel take the pages in the file out of memory; they come back when they are read. For one
    // who has written much.
    void release();

    std::size_t allocated() const { return m_allocated; } // bytes
    QString note() const { return m_note; }               // empty: nothing to say
    const std::optional<Error> &error() const { return m_error; }

private:
    struct Extent
    {
        char *begin = nullptr;
        std::size_t size = 0;
        bool inFile = false;
    };
    bool grow(std::size_t bytes);
    Extent fromFile(std::size_t bytes);
    Extent fromMemory(std::size_t bytes);
    void openFile();
    void makeReady();

    QString m_folder;
    std::vector<Extent> m_extents;
    char *m_next = nullptr;
    std::size_t m_left = 0;
    char *m_ready = nullptr; // up to here pages have been asked for
    std::size_t m_allocated = 0;
    std::size_t m_fileSize = 0;
    int m_file = -1;
    bool m_tried = false;
    QString m_note;
    std::optional<Error> m_error;
};

} // namespace swapscope
