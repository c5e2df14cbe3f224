#include "arena.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>

#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace swapscope {

namespace {

constexpr std::size_t kInMemory = 256 * 1024; // so much before a file is made
constexpr std::size_t kExtent = 8 * 1024 * 1024;
constexpr std::size_t kPage = 4096;

std::size_t roundedUp(std::size_t bytes, std::size_t to)
{
    return (bytes + to - 1) / to * to;
}

QString defaultFolder()
{
    const QString named = qEnvironmentVariable("TMPDIR");
    // Not /tmp first: where it lies in memory nothing would be won.
    for (const QString &folder : {named, QStringLiteral("/var/tmp")}) {
        if (!folder.isEmpty() && QFileInfo(folder).isWritable())
            return folder;
    }
    return QDir::tempPath();
}

} // namespace

Arena::Arena(QString folder) : m_folder(std::move(folder)) {}

Arena::~Arena()
{
    for (const Extent &extent : m_extents) {
#ifdef Q_OS_LINUX
        if (extent.inFile) {
            ::munmap(extent.begin, extent.size);
            continue;
        }
#endif
        std::free(extent.begin);
    }
#ifdef Q_OS_LINUX
    if (m_file >= 0)
        ::close(m_file);
#endif
}

void *Arena::allocate(std::size_t bytes)
{
    bytes = roundedUp(std::max<std::size_t>(bytes, 1), 8);
    if (bytes > m_left && !grow(bytes))
        return nullptr;
    void *memory = m_next;
    m_next += bytes;
    m_left -= bytes;
    m_allocated += bytes;
    if (m_next > m_ready)
        makeReady();
    return memory;
}

bool Arena::grow(std::size_t bytes)
{
    if (m_error)
        return false;
    const bool small = m_extents.empty() && bytes <= kInMemory;
    const std::size_t size = small ? kInMemory : roundedUp(std::max(bytes, kExtent), kPage);
    Extent extent;
    if (!small)
        extent = fromFile(size);
    if (extent.begin == nullptr && !m_error)
        extent = fromMemory(size);
    if (extent.begin == nullptr) {
        if (!m_error)
            m_error = Error{QStringLiteral("There is not enough memory left to record more.")};
        return false;
    }
    m_extents.push_back(extent);
    m_next = extent.begin;
    m_left = extent.size;
    m_ready = extent.inFile ? extent.begin : extent.begin + extent.size;
    return true;
}

Arena::Extent Arena::fromMemory(std::size_t bytes)
{
    return {static_cast<char *>(std::calloc(bytes, 1)), bytes, false};
}

#ifdef Q_OS_LINUX

void Arena::openFile()
{
    m_tried = true;
    if (m_folder.isEmpty())
        m_folder = defaultFolder();
    const QByteArray folder = QFile::encodeName(m_folder);
    m_file = ::open(folder.constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (m_file < 0) {
        // Some file systems know no files without a name.
        QByteArray name = folder + "/swapscope-XXXXXX";
        m_file = ::mkostemp(name.data(), O_CLOEXEC);
        if (m_file >= 0)
            ::unlink(name.constData());
    }
    if (m_file < 0)
        m_note = QStringLiteral("The trace is kept in memory: no temporary file can be made in %1 (%2).")
                     .arg(m_folder, QString::fromLocal8Bit(std::strerror(errno)));
}

// Writing to a page of a mapped file for which the disk has no room ends the program: so the room is taken
// first.
Arena::Extent Arena::fromFile(std::size_t bytes)
{
    if (!m_tried)
        openFile();
    if (m_file < 0)
        return {};
    const auto at = static_cast<off_t>(m_fileSize);
    if (const int failure = ::posix_fallocate(m_file, at, static_cast<off_t>(bytes)); failure != 0) {
        m_error = Error{QStringLiteral("The trace cannot grow any more: no room in %1 (%2).")
                            .arg(m_folder, QString::fromLocal8Bit(std::strerror(failure)))};
        return {};
    }
    void *memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, m_file, at);
    if (memory == MAP_FAILED) {
        m_error = Error{QStringLiteral("The trace cannot grow any more: %1.")
                            .arg(QString::fromLocal8Bit(std::strerror(errno)))};
        return {};
    }
    m_fileSize += bytes;
    return {static_cast<char *>(memory), bytes, true};
}

void Arena::release()
{
    for (const Extent &extent : m_extents) {
        if (extent.inFile)
            ::madvise(extent.begin, extent.size, MADV_DONTNEED); // of a shared mapping: nothing is lost
    }
}

// Many pages at once cost a third of what they cost one by one, when each is written to first. A kernel that
// cannot do so does it one by one.
void Arena::makeReady()
{
    constexpr std::ptrdiff_t kAtOnce = 256 * 1024;
    char *const end = m_next + m_left;
    char *const from = m_ready;
    m_ready = std::min(end, from + ((m_next - from) / kAtOnce + 1) * kAtOnce);
#ifdef MADV_POPULATE_WRITE
    ::madvise(from, static_cast<std::size_t>(m_ready - from), MADV_POPULATE_WRITE);
#endif
}

#else

void Arena::makeReady() {}

void Arena::openFile()
{
    m_tried = true;
}

Arena::Extent Arena::fromFile(std::size_t)
{
    return {};
}

void Arena::release() {}

#endif

} // namespace swapscope
