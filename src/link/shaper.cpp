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
    return size - (unit.raw.left(size).endsWith("\r\n") ? 1 : 0);
}

} // namespace

const Shaper::Passage &Shaper::push(WireUnit unit, Nanoseconds now, Random &random)
{
    m_bytes += unit.raw.size();
    return m_passages.emplace_back(Passage{std::move(unit), now, random.uniform(-1.0, 1.0)});
}

std::optional<Shaper::Passage> Shaper::take(const LinkFaults &faults, Nanoseconds now)
{
    const std::optional<Nanoseconds> when = due(faults, now);
    if (!when || *when > now)
        return std::nullopt;
    Passage &front = m_passages.front();
    const qsizetype size = pieceSize(faults, now);
    occupy(faults, size, *when, now);
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

bool Shaper::isSpent(const LinkFaults &faults, Nanoseconds now) const
{
    return faults.limit.active(m_direction, now) && m_passed >= faults.limit.bytes;
}

// How much of the first unit leaves at once.
qsizetype Shaper::pieceSize(const LinkFaults &faults, Nanoseconds now) const
{
    const QByteArray &raw = m_passages.front().unit.raw;
    qsizetype size = raw.size() - m_offset;
    if (faults.limit.active(m_direction, now))
        size = std::min<qsizetype>(size, faults.limit.bytes - m_passed);
    if (faults.bandwidth.active(m_direction, now))
        size = std::min<qsizetype>(size,
                                   std::max<qint64>(1, faults.bandwidth.bytesPerSecond * kPiece / kSecond));
    if (faults.slicing.active(m_direction, now)) {
        size = std::min<qsizetype>(size, faults.slicing.bytes);
        const qsizetype lineEnd = raw.indexOf("\r\n", m_offset);
        if (lineEnd >= 0)
            size = std::min(size, lineEnd + 1 - m_offset);
    }
    return size;
}

// The piece takes its time, from when it was due: a late timer makes no path slower.
void Shaper::occupy(const LinkFaults &faults, qsizetype size, Nanoseconds due, Nanoseconds now)
{
    if (size == 0)
        return;
    if (faults.bandwidth.active(m_direction, now)) {
        m_free = std::max(due, now - 4 * kPiece) +
                 static_cast<qint64>(size) * kSecond / faults.bandwidth.bytesPerSecond;
    }
    if (faults.slicing.active(m_direction, now))
        m_free = std::max(m_free, now + std::max<Nanoseconds>(1, faults.slicing.gap));
}

std::optional<Nanoseconds> Shaper::due(const LinkFaults &faults, Nanoseconds now) const
{
    if (m_passages.empty() || faults.frozen(m_direction, now) || isSpent(faults, now))
        return std::nullopt;
    const Passage &next = m_passages.front();
    const Nanoseconds due = next.arrived + next.unit.hold + faults.latency.on(m_direction).of(next.draw);
    const bool paced = faults.bandwidth.active(m_direction, now) || faults.slicing.active(m_direction, now);
    return paced ? std::max(due, m_free) : due;
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
