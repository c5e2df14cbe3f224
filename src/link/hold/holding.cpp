#include "holding.h"

#include "../linkevents.h"

#include <utility>

namespace swapscope {

namespace {

LinkConnection connectionOf(const HeldMessage &message)
{
    return {message.client, message.conn, message.transport, message.path};
}

} // namespace

Holding::Holding(const QString &client, Recorder &recorder, Random &random, Outlet outlet)
    : m_client(client), m_recorder(recorder), m_random(random), m_outlet(std::move(outlet)), m_queue(client)
{
}

void Holding::noteFull()
{
    if (std::exchange(m_fullNoted, true))
        return;
    const HoldStatus held = status();
    Event event;
    event.kind = Kind::LinkHeld;
    event.client = m_client;
    event.data = {{Field::Full, true}, {Field::Messages, held.total}, {Field::Bytes, held.bytes}};
    m_recorder.record(std::move(event));
    m_outlet.changed();
}

void Holding::tell()
{
    m_outlet.freed();
    m_outlet.changed();
}

void Holding::setOn(bool on)
{
    if (m_queue.isOn() == on)
        return;
    m_queue.setOn(on);
    m_fullNoted = false;
    if (on)
        tell();
    else
        releaseAll();
}

Result<void> Holding::setBreakpoints(const std::vector<Breakpoint> &breakpoints)
{
    if (const Result<void> set = m_queue.setBreakpoints(breakpoints); !set)
        return set;
    tell();
    return {};
}

Result<void> Holding::step()
{
    std::optional<HoldQueue::Held> held = m_queue.releaseFirst();
    if (!held)
        return Error{QStringLiteral("No message of client %1 is held").arg(m_client)};
    m_outlet.goOn(std::move(*held));
    tell();
    return {};
}

Result<void> Holding::release(EventId id)
{
    std::optional<HoldQueue::Held> held = m_queue.release(id);
    if (!held)
        return m_queue.unknown(id);
    m_outlet.goOn(std::move(*held));
    tell();
    return {};
}

void Holding::releaseAll()
{
    // While it is on, what had no room comes in behind; that is not meant.
    for (int left = m_queue.total(); left > 0 || !m_queue.isOn(); --left) {
        std::optional<HoldQueue::Held> held = m_queue.releaseFirst();
        if (!held)
            break;
        m_outlet.goOn(std::move(*held));
    }
    tell();
}

Result<void> Holding::edit(EventId id, const QString &text)
{
    const auto mask = static_cast<quint32>(m_random.next());
    if (const Result<void> done = m_queue.edit(id, text, mask); !done)
        return done;
    tell();
    return {};
}

Result<void> Holding::duplicate(EventId id)
{
    if (const Result<void> may = m_queue.mayDuplicate(id); !may)
        return may;
    const HoldQueue::Held held = *m_queue.find(id);
    const LinkConnection connection = connectionOf(held.shown);
    const LinkMessage &message = held.unit.messages.front();
    m_recorder.record(duplicatedEvent(connection, held.shown.direction, message));
    const EventId copy = m_recorder.record(heldEvent(connection, held.shown.direction, message));
    if (const Result<void> done = m_queue.duplicate(id, copy, m_recorder.now()); !done)
        return done;
    tell();
    return {};
}

Result<void> Holding::discard(EventId id)
{
    if (const Result<void> may = m_queue.mayDiscard(id); !may)
        return may;
    const std::optional<HoldQueue::Held> held = m_queue.discard(id);
    Event event = lostEvent(connectionOf(held->shown), held->shown.direction, held->unit.messages.front(),
                            QStringLiteral("discarded"));
    event.cause = id;
    m_recorder.record(std::move(event));
    tell();
    return {};
}

Result<void> Holding::move(EventId id, int position)
{
    if (const Result<void> done = m_queue.move(id, position); !done)
        return done;
    m_outlet.changed();
    return {};
}

} // namespace swapscope
