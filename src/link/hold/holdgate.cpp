#include "holdgate.h"

#include "../messagefaults.h"

namespace swapscope {

HoldGate::HoldGate(Direction direction, HoldQueue &queue, Exchanges &exchanges, Recorder &recorder,
                   const void *owner)
    : m_direction(direction), m_queue(queue), m_exchanges(exchanges), m_recorder(recorder), m_owner(owner)
{
}

bool HoldGate::isOpen() const
{
    return m_waiting.empty() && m_queue.total() == 0 && !m_queue.wants(m_direction);
}

HoldGate::Result HoldGate::take(std::vector<WireUnit> units)
{
    if (isOpen())
        return {std::move(units), {}};
    Result result;
    for (WireUnit &unit : units)
        take(std::move(unit), result);
    return result;
}

void HoldGate::take(WireUnit unit, Result &result)
{
    const bool held = stops(unit);
    if (!held && MessageFaults::ends(unit))
        end(unit, result);
    if (!m_waiting.empty() || !pass(unit, held, result))
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

bool HoldGate::pass(WireUnit &unit, bool held, Result &result)
{
    if (held)
        return hold(unit, result);
    result.onward.push_back(std::move(unit));
    return true;
}

bool HoldGate::hold(WireUnit &unit, Result &result)
{
    if (m_queue.isFull()) {
        result.changes.full = true;
        return false;
    }
    const LinkConnection connection = *m_exchanges.find(unit.exchange)->connection;
    const EventId id = m_exchanges.noteHeld(m_direction, unit);
    m_queue.add(id, connection, m_direction, std::move(unit), m_owner, m_recorder.now());
    result.changes.held = true;
    return true;
}

HoldGate::Result HoldGate::retry()
{
    Result result;
    while (!m_waiting.empty()) {
        WireUnit unit = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (pass(unit, stops(unit), result))
            continue;
        m_waiting.push_front(std::move(unit));
        break;
    }
    return result;
}

void HoldGate::end(const WireUnit &unit, Result &result)
{
    if (!unit.has(LinkMessage::Kind::Unread) && !unit.streamEnds) {
        result.changes |= lose(QStringLiteral("closed"));
        return;
    }
    // Nothing can be put between what is not read; and what was promised has to come.
    while (std::optional<HoldQueue::Held> held = m_queue.releaseOf(m_owner, m_direction))
        goOn(std::move(*held), result);
    for (WireUnit &waiting : std::exchange(m_waiting, {}))
        result.onward.push_back(std::move(waiting));
    result.changes.held = true;
}

HoldGate::Result HoldGate::goOn(HoldQueue::Held held)
{
    Result result;
    goOn(std::move(held), result);
    return result;
}

void HoldGate::goOn(HoldQueue::Held held, Result &result)
{
    held.unit.waited += m_recorder.now() - held.shown.since;
    m_exchanges.noteReleased(m_direction, held.unit, held.shown.id);
    if (MessageFaults::ends(held.unit))
        result.changes |= lose(QStringLiteral("closed"));
    result.onward.push_back(std::move(held.unit));
}

HoldChanges HoldGate::lose(const QString &why)
{
    const bool wasFull = m_queue.isFull();
    HoldChanges changes;
    while (const std::optional<HoldQueue::Held> held = m_queue.discardOf(m_owner, m_direction)) {
        m_exchanges.noteLost(m_direction, held->unit.exchange, held->unit.messages.front(),
                             QStringLiteral("held"), held->shown.id);
        changes.held = true;
    }
    for (const WireUnit &unit : std::exchange(m_waiting, {}))
        m_exchanges.noteLost(m_direction, unit, why);
    // Other connections of the link may wait for room, and nothing else would wake them.
    changes.freed = wasFull && !m_queue.isFull();
    return changes;
}

} // namespace swapscope
