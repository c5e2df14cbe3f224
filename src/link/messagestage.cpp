#include "messagestage.h"

#include <algorithm>

namespace swapscope {

namespace {

// So much may wait inside before the link stops reading.
constexpr qint64 kRoom = 4 * 1024 * 1024;

} // namespace

MessageStage::MessageStage(Direction direction, const Means &means)
    : m_direction(direction),
      m_means(means),
      m_messageFaults(direction),
      m_gate(direction, means.hold, means.exchanges, means.recorder, means.owner)
{
}

bool MessageStage::swallows(const WireUnit &unit)
{
    m_hole = m_hole || path().swallows;
    if (!m_hole)
        return false;
    m_means.exchanges.noteLost(m_direction, unit, QStringLiteral("fault"));
    m_endLost = m_endLost || unit.eof;
    return true;
}

MessageStage::Effects MessageStage::take(WireUnit unit)
{
    m_messageFaults.keepWhole(wantsWhole());
    MessageFaults::Result edited =
        m_messageFaults.take(std::move(unit), m_means.faults, now(), m_means.decisions);
    for (const MessageFaults::Note &note : edited.notes) {
        using What = MessageFaults::Note::What;
        if (note.what == What::Lost)
            m_means.exchanges.noteLost(m_direction, note.exchange, note.message, QStringLiteral("fault"));
        else if (note.what == What::Duplicated)
            m_means.exchanges.noteDuplicated(m_direction, note.exchange, note.message);
        else
            m_means.exchanges.noteDelayed(m_direction, note.exchange, note.message, note.by);
    }
    Effects effects = pipe(m_gate.take(std::move(edited.units)));
    effects.faultsUsed = !edited.notes.empty();
    return effects;
}

void MessageStage::insert(WireUnit unit)
{
    for (WireUnit &ready : m_messageFaults.insert(std::move(unit), now()))
        put(std::move(ready));
}

void MessageStage::put(WireUnit unit)
{
    const Shaper::Passage &passage = m_shaper.push(std::move(unit), now(), m_means.random);
    if (const Latency latency = path().latency; !latency.isNone())
        m_means.exchanges.noteDelayed(m_direction, passage.unit, latency.of(passage.draw));
}

MessageStage::Effects MessageStage::pipe(HoldGate::Result passed)
{
    for (WireUnit &unit : passed.onward)
        put(std::move(unit));
    return {.hold = passed.changes};
}

MessageStage::Effects MessageStage::goOn(HoldQueue::Held held)
{
    return pipe(m_gate.goOn(std::move(held)));
}

MessageStage::Effects MessageStage::advance()
{
    Effects effects = pipe(m_gate.retry());
    m_messageFaults.keepWhole(wantsWhole());
    effects |= pipe(m_gate.take(m_messageFaults.release(m_means.faults, now())));
    return effects;
}

MessageStage::Effects MessageStage::settle()
{
    for (WireUnit &unit : m_messageFaults.releaseAll(now()))
        put(std::move(unit));
    return {.hold = m_gate.lose(QStringLiteral("closed"))};
}

MessageStage::Effects MessageStage::lose(const QString &why)
{
    for (const Shaper::Passage &passage : m_shaper.drain())
        m_means.exchanges.noteLost(m_direction, passage.unit, why);
    const Effects effects{.hold = m_gate.lose(why)};
    for (const WireUnit &unit : m_messageFaults.drain(now()))
        m_means.exchanges.noteLost(m_direction, unit, why);
    return effects;
}

// What is due comes before anything else leaves.
std::optional<Shaper::Passage> MessageStage::next()
{
    if (m_means.faults.anyDue(now()))
        return std::nullopt;
    return m_shaper.take(path(), now());
}

MessageStage::Effects MessageStage::notePassed(const Shaper::Passage &passage, Side by)
{
    const int messages = m_means.exchanges.notePassed(m_direction, passage, by);
    // A fault that waited for so many comes before the next one.
    return {.faultsUsed = messages > 0 && !m_means.faults.waiting().empty() &&
                          m_means.faults.countPassed(m_direction, messages, now())};
}

std::optional<Nanoseconds> MessageStage::due(bool open) const
{
    const std::optional<Nanoseconds> late = m_messageFaults.due();
    const std::optional<Nanoseconds> next = open ? m_shaper.due(path()) : std::nullopt;
    return next && late ? std::min(*next, *late) : next ? next : late;
}

bool MessageStage::isSpent() const
{
    return m_shaper.isSpent(path());
}

bool MessageStage::hasRoom(qint64 waiting) const
{
    return !m_gate.isBlocked() && m_shaper.bytes() + m_messageFaults.bytes() + waiting < kRoom;
}

} // namespace swapscope
