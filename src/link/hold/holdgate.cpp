#include "holdgate.h"

#include "../messagefaults.h"

namespace swapscope {

HoldGate::HoldGate(Direction direction, HoldQueue &queue, Exchanges &exchanges, Recorder &recorder,
                   const void *owner, Outlet outlet)
    : m_direction(direction),
      m_queue(queue),
      m_exchanges(exchanges),
      m_recorder(recorder),
      m_owner(owner),
      m_outlet(std::move(outlet))
{
}

void HoldGate::take(WireUnit unit)
{
    const bool held = stops(unit);
    if (!held && MessageFaults::ends(unit))
        end(unit);
    if (!m_waiting.empty() || !pass(unit, held))
        m_waiting.push_back(std::move(unit));
}

bool HoldGate::stops(const WireUnit &unit) const
{
    if (!(unit.whole || unit.fixed || unit.has(LinkMessage::Kind::Close)) || unit.messages.front().injected)
        return false;
    const Exchanges::Exchange *owner = m_exchanges.find(unit.exchange);
    return owner && owner->connection &&
           m_queue.stops(*owner->connection, m_direction, unit.messages.front());
}

bool HoldGate::pass(WireUnit &unit, bool held)
{
    if (held)
        return hold(unit);
    m_outlet.onward(std::move(unit));
    return true;
}

bool HoldGate::hold(WireUnit &unit)
{
    if (m_queue.isFull()) {
        m_outlet.full();
        return false;
    }
    const LinkConnection connection = *m_exchanges.find(unit.exchange)->connection;
    const EventId id = m_exchanges.noteHeld(m_direction, unit);
    m_queue.add(id, connection, m_direction, std::move(unit), m_owner, m_recorder.now());
    m_outlet.changed();
    return true;
}

void HoldGate::retry()
{
    while (!m_waiting.empty()) {
        WireUnit unit = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (pass(unit, stops(unit)))
            continue;
        m_waiting.push_front(std::move(unit));
        return;
    }
}

void HoldGate::end(const WireUnit &unit)
{
    if (!unit.has(LinkMessage::Kind::Unread) && !unit.streamEnds)
        return lose(QStringLiteral("closed"));
    // Nothing can be put between what is not read; and what was promised has to come.
    while (std::optional<HoldQueue::Held> held = m_queue.releaseOf(m_owner, m_direction))
        goOn(std::move(*held));
    for (WireUnit &waiting : std::exchange(m_waiting, {}))
        m_outlet.onward(std::move(waiting));
    m_outlet.changed();
}

void HoldGate::goOn(HoldQueue::Held held)
{
    held.unit.waited += m_recorder.now() - held.shown.since;
    m_exchanges.noteReleased(m_direction, held.unit, held.shown.id);
    if (MessageFaults::ends(held.unit))
        lose(QStringLiteral("closed"));
    m_outlet.onward(std::move(held.unit));
}

void HoldGate::lose(const QString &why)
{
    const bool wasFull = m_queue.isFull();
    bool any = false;
    while (const std::optional<HoldQueue::Held> held = m_queue.discardOf(m_owner, m_direction)) {
        m_exchanges.noteLost(m_direction, held->unit.exchange, held->unit.messages.front(),
                             QStringLiteral("held"), held->shown.id);
        any = true;
    }
    for (const WireUnit &unit : std::exchange(m_waiting, {}))
        m_exchanges.noteLost(m_direction, unit, why);
    if (any)
        m_outlet.changed();
    // Other connections of the link may wait for room, and nothing else would wake them.
    if (wasFull && !m_queue.isFull())
        m_outlet.freed();
}

} // namespace swapscope
