#include "pipe.h"

namespace swapscope {

const Pipe::Passage &Pipe::push(Unit unit, Nanoseconds now, Random &random)
{
    m_bytes += unit.raw.size();
    return m_passages.emplace_back(Passage{std::move(unit), now, random.uniform(-1.0, 1.0)});
}

std::optional<Pipe::Passage> Pipe::take(const LinkFaults &faults, Nanoseconds now)
{
    const std::optional<Nanoseconds> when = due(faults, now);
    if (!when || *when > now)
        return std::nullopt;
    Passage passage = std::move(m_passages.front());
    m_passages.pop_front();
    m_bytes -= passage.unit.raw.size();
    return passage;
}

std::optional<Nanoseconds> Pipe::due(const LinkFaults &faults, Nanoseconds now) const
{
    if (m_passages.empty() || faults.frozen(now))
        return std::nullopt;
    const Passage &next = m_passages.front();
    return next.arrived + next.unit.hold + faults.latency.of(next.draw);
}

std::vector<Pipe::Passage> Pipe::drain()
{
    std::vector<Passage> all(std::make_move_iterator(m_passages.begin()),
                             std::make_move_iterator(m_passages.end()));
    m_passages.clear();
    m_bytes = 0;
    return all;
}

} // namespace swapscope
