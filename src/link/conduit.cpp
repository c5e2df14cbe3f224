#include "conduit.h"

#include <algorithm>

namespace swapscope {

namespace {

// So much may wait inside before the link stops reading.
constexpr qint64 kRoom = 4 * 1024 * 1024;

} // namespace

Conduit::Conduit(Direction direction, const Means &means, Outlet outlet)
    : m_direction(direction),
      m_means(means),
      m_outlet(std::move(outlet)),
      m_editor(direction),
      m_gate(direction, means.hold, means.exchanges, means.recorder, means.owner,
             {.onward = [this](Unit unit) { put(std::move(unit)); },
              .changed = [this] { m_outlet.holdChanged(); },
              .full = [this] { m_outlet.holdFull(); }}),
      m_pipe(direction)
{
}

bool Conduit::swallows(const Unit &unit)
{
    m_hole = m_hole || m_means.faults.halfOpen.active(m_direction, now());
    if (!m_hole)
        return false;
    m_means.exchanges.noteLost(m_direction, unit, QStringLiteral("fault"));
    m_endLost = m_endLost || unit.eof;
    return true;
}

void Conduit::take(Unit unit)
{
    m_editor.keepWhole(wantsWhole());
    Editor::Result edited = m_editor.take(std::move(unit), m_means.faults, now(), m_means.decisions);
    if (!edited.notes.empty())
        m_outlet.faultsUsed();
    for (const Editor::Note &note : edited.notes) {
        using What = Editor::Note::What;
        if (note.what == What::Lost)
            m_means.exchanges.noteLost(m_direction, note.exchange, note.message, QStringLiteral("fault"));
        else if (note.what == What::Duplicated)
            m_means.exchanges.noteDuplicated(m_direction, note.exchange, note.message);
        else
            m_means.exchanges.noteDelayed(m_direction, note.exchange, note.message, note.by);
    }
    for (Unit &each : edited.units)
        m_gate.take(std::move(each));
}

void Conduit::insert(Unit unit)
{
    for (Unit &ready : m_editor.insert(std::move(unit), now()))
        put(std::move(ready));
}

void Conduit::put(Unit unit)
{
    const Pipe::Passage &passage = m_pipe.push(std::move(unit), now(), m_means.random);
    if (const Latency &latency = m_means.faults.latency.on(m_direction); !latency.none())
        m_means.exchanges.noteDelayed(m_direction, passage.unit, latency.of(passage.draw));
}

void Conduit::goOn(HoldQueue::Held held)
{
    m_gate.goOn(std::move(held));
}

void Conduit::advance()
{
    m_gate.retry();
    m_editor.keepWhole(wantsWhole());
    for (Unit &each : m_editor.release(m_means.faults, now()))
        m_gate.take(std::move(each));
}

void Conduit::settle()
{
    for (Unit &unit : m_editor.releaseAll(now()))
        put(std::move(unit));
    m_gate.lose();
}

void Conduit::lose(const QString &why)
{
    for (const Pipe::Passage &passage : m_pipe.drain())
        m_means.exchanges.noteLost(m_direction, passage.unit, why);
    m_gate.lose();
    for (const Unit &unit : m_editor.drain(now()))
        m_means.exchanges.noteLost(m_direction, unit, why);
}

// What is due comes before anything else leaves.
std::optional<Pipe::Passage> Conduit::next()
{
    if (m_means.faults.anyDue(now()))
        return std::nullopt;
    return m_pipe.take(m_means.faults, now());
}

void Conduit::notePassed(const Pipe::Passage &passage, Side by)
{
    const int messages = m_means.exchanges.notePassed(m_direction, passage, by);
    // A fault that waited for so many comes before the next one.
    if (messages > 0 && !m_means.faults.later.empty() &&
        m_means.faults.countPassed(m_direction, messages, now()))
        m_outlet.faultsUsed();
}

std::optional<Nanoseconds> Conduit::due(bool open) const
{
    const std::optional<Nanoseconds> late = m_editor.due();
    const std::optional<Nanoseconds> next = open ? m_pipe.due(m_means.faults, now()) : std::nullopt;
    return next && late ? std::min(*next, *late) : next ? next : late;
}

bool Conduit::isSpent() const
{
    return m_pipe.isSpent(m_means.faults, now());
}

bool Conduit::hasRoom(qint64 waiting) const
{
    return !m_gate.isBlocked() && m_pipe.bytes() + m_editor.bytes() + waiting < kRoom;
}

} // namespace swapscope
