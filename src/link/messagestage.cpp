#include "messagestage.h"

#include <algorithm>

namespace swapscope {

namespace {

// So much may wait inside before the link stops reading.
constexpr qint64 kRoom = 4 * 1024 * 1024;

} // namespace

MessageStage::MessageStage(Direction direction, const Means &means, Outlet outlet)
    : m_direction(direction),
      m_means(means),
      m_outlet(std::move(outlet)),
      m_messageFaults(direction),
      m_gate(direction, means.hold, means.exchanges, means.recorder, means.owner,
             {.onward = [this](WireUnit unit) { put(std::move(unit)); },
              .changed = [this] { m_outlet.holdChanged(); },
              .full = [this] { m_outlet.holdFull(); },
              .freed = [this] { m_outlet.holdFreed(); }})
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

void MessageStage::take(WireUnit unit)
{
    m_messageFaults.keepWhole(wantsWhole());
    MessageFaults::Result edited =
        m_messageFaults.take(std::move(unit), m_means.faults, now(), m_means.decisions);
    if (!edited.notes.empty())
        m_outlet.faultsUsed();
    for (const MessageFaults::Note &note : edited.notes) {
        using What = MessageFaults::Note::What;
        if (note.what == What::Lost)
            m_means.exchanges.noteLost(m_direction, note.exchange, note.message, QStringLiteral("fault"));
        else if (note.what == What::Duplicated)
            m_means.exchanges.noteDuplicated(m_direction, note.exchange, note.message);
        else
            m_means.exchanges.noteDelayed(m_direction, note.exchange, note.message, note.by);
    }
    for (WireUnit &each : edited.units)
        m_gate.take(std::move(each));
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

void MessageStage::goOn(HoldQueue::Held held)
{
    m_gate.goOn(std::move(held));
}

void MessageStage::advance()
{
    m_gate.retry();
    m_messageFaults.keepWhole(wantsWhole());
    for (WireUnit &each : m_messageFaults.release(m_means.faults, now()))
        m_gate.take(std::move(each));
}

void MessageStage::settle()
{
    for (WireUnit &unit : m_messageFaults.releaseAll(now()))
        put(std::move(unit));
    m_gate.lose(QStringLiteral("closed"));
}

void MessageStage::lose(const QString &why)
{
    for (const Shaper::Passage &passage : m_shaper.drain())
        m_means.exchanges.noteLost(m_direction, passage.unit, why);
    m_gate.lose(why);
    for (const WireUnit &unit : m_messageFaults.drain(now()))
        m_means.exchanges.noteLost(m_direction, unit, why);
}

// What is due comes before anything else leaves.
std::optional<Shaper::Passage> MessageStage::next()
{
    if (m_means.faults.anyDue(now()))
        return std::nullopt;
    return m_shaper.take(path(), now());
}

void MessageStage::notePassed(const Shaper::Passage &passage, Side by)
{
    const int messages = m_means.exchanges.notePassed(m_direction, passage, by);
    // A fault that waited for so many comes before the next one.
    if (messages > 0 && !m_means.faults.waiting().empty() &&
        m_means.faults.countPassed(m_direction, messages, now()))
        m_outlet.faultsUsed();
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
