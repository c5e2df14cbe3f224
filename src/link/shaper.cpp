#include "shaper.h"

#include <algorithm>
#include <utility>

namespace swapscope {

namespace {

// With a bandwidth, so much time's worth of bytes leaves as one.
constexpr Nanoseconds kPiece = 20 * kMillisecond;

// With so many bytes the receiver has what the unit says: an event's reader waits neither for the end of its
// chunk nor for the LF of its last CRLF (WHATWG HTML, 9.2.6).
qsizetype heardAfter(const WireUnit &unit)
{
    qsizetype size = unit.raw.size();
    if (!unit.stream)
        return size;
    if (unit.stream->chunked && !unit.stream->insideAfter)
        size -= 2;
    return size - (QByteArrayView(unit.raw).first(size).endsWith("\r\n") ? 1 : 0);
}

} // namespace

const Shaper::Passage &Shaper::push(WireUnit unit, Nanoseconds now, Random &random)
{
    m_bytes += unit.raw.size();
    return m_passages.emplace_back(Passage{std::move(unit), now, random.uniform(-1.0, 1.0)});
}

std::optional<Shaper::Passage> Shaper::take(const PathActs &path, Nanoseconds now)
{
    const std::optional<Nanoseconds> when = due(path);
    if (!when || *when > now)
        return std::nullopt;
    Passage &front = m_passages.front();
    const qsizetype size = pieceSize(path);
    occupy(path, size, *when, now);
    m_bytes -= size;
    m_passed += size;
    if (m_offset + size < front.unit.raw.size()) {
        Passage piece{{.raw = front.unit.raw.mid(m_offset, size), .exchange = front.unit.exchange},
                      front.arrived,
                      front.draw};
        piece.unit.request = std::exchange(front.unit.request, nullptr);
        m_offset += size;
        if (!front.unit.messages.empty() && m_offset >= heardAfter(front.unit)) {
            piece.unit.messages = std::exchange(front.unit.messages, {});
            piece.unit.waited = front.unit.waited;
        }
        return piece;
    }
    Passage passage = std::move(front);
    m_passages.pop_front();
    passage.unit.raw.remove(0, std::exchange(m_offset, 0));
    return passage;
}

std::optional<Shaper::Passage> Shaper::finishBegun()
{
    if (m_offset == 0)
        return std::nullopt;
    Passage rest = std::move(m_passages.front());
    m_passages.pop_front();
    rest.unit.raw.remove(0, std::exchange(m_offset, 0));
    m_bytes -= rest.unit.raw.size();
    m_passed += rest.unit.raw.size();
    return rest;
}

bool Shaper::isSpent(const PathActs &path) const
{
    return path.endsAfterBytes && m_passed >= *path.endsAfterBytes;
}

// How much of the first unit leaves at once.
qsizetype Shaper::pieceSize(const PathActs &path) const
{
    const QByteArray &raw = m_passages.front().unit.raw;
    qsizetype size = raw.size() - m_offset;
    if (path.endsAfterBytes)
        size = std::min<qsizetype>(size, *path.endsAfterBytes - m_passed);
    if (path.bytesPerSecond)
        size = std::min<qsizetype>(size, std::max<qint64>(1, *path.bytesPerSecond * kPiece / kSecond));
    if (path.slices) {
        size = std::min<qsizetype>(size, path.slices->bytes);
        // No farther than the segment reaches, or a large unit would be read once for each of its segments.
        const QByteArrayView next =
            QByteArrayView(raw).sliced(m_offset, std::min(size + 1, raw.size() - m_offset));
        if (const qsizetype lineEnd = next.indexOf("\r\n"); lineEnd >= 0)
            size = std::min(size, lineEnd + 1);
    }
    return size;
}

// The piece takes its time, from when it was due: a late timer makes no path slower.
void Shaper::occupy(const PathActs &path, qsizetype size, Nanoseconds due, Nanoseconds now)
{
    if (size == 0)
        return;
    if (path.bytesPerSecond) {
        m_free = std::max(due, now - 4 * kPiece) + static_cast<qint64>(size) * kSecond / *path.bytesPerSecond;
    }
    if (path.slices)
        m_free = std::max(m_free, now + std::max<Nanoseconds>(1, path.slices->gap));
}

std::optional<Nanoseconds> Shaper::due(const PathActs &path) const
{
    if (m_passages.empty() || path.frozen || isSpent(path))
        return std::nullopt;
    const Passage &next = m_passages.front();
    const Nanoseconds due = next.arrived + next.unit.hold + path.latency.of(next.draw);
    return path.bytesPerSecond || path.slices ? std::max(due, m_free) : due;
}

std::vector<Shaper::Passage> Shaper::drain()
{
    std::vector<Passage> all(std::make_move_iterator(m_passages.begin()),
                             std::make_move_iterator(m_passages.end()));
    if (m_offset > 0)
        all.front().unit.raw.remove(0, std::exchange(m_offset, 0));
    m_passages.clear();
    m_bytes = 0;
    return all;
}

} // namespace swapscope
