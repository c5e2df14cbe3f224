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

Holding::Holding(const QString &client, Recorder &recorder, Random &random)
    : m_client(client), m_recorder(recorder), m_random(random), m_queue(client)
{
}

bool Holding::noteFull()
{
    if (std::exchange(m_fullNoted, true))
        return false;
    const HoldStatus held = status();
    Event event;
    event.kind = Kind::LinkHeld;
    event.client = m_client;
    event.data = {{Field::Full, true}, {Field::Messages, held.total}, {Field::Bytes, held.bytes}};
    m_recorder.record(std::move(event));
    return true;
}

Result<Holding::Outcome> Holding::apply(const HoldCommand &command)
{
    return std::visit([this](const auto &each) { return apply(each); }, command.what);
}

Result<Holding::Outcome> Holding::apply(const HoldCommand::Switch &command)
{
    if (m_queue.isOn() == command.on)
        return Outcome{.changed = false};
    m_queue.setOn(command.on);
    m_fullNoted = false;
    return Outcome{.goOn = command.on ? std::vector<EventId>() : m_queue.ids(), .freed = true};
}

Result<Holding::Outcome> Holding::apply(const HoldCommand::SetBreakpoints &command)
{
    if (const Result<void> set = m_queue.setBreakpoints(command.breakpoints); !set)
        return set.error();
    return Outcome{.freed = true};
}

Result<Holding::Outcome> Holding::apply(const HoldCommand::Step &)
{
    const std::optional<EventId> first = m_queue.first();
    if (!first)
        return Error{QStringLiteral("No message of client %1 is held").arg(m_client)};
    return Outcome{.goOn = {*first}, .freed = true};
}

Result<Holding::Outcome> Holding::apply(const HoldCommand::ReleaseAll &)
{
    return Outcome{.goOn = m_queue.ids(), .freed = true};
}

Result<Holding::Outcome> Holding::apply(const HoldCommand::Release &command)
{
    if (!m_queue.find(command.id))
        return m_queue.unknown(command.id);
    return Outcome{.goOn = {command.id}, .freed = true};
}

Result<Holding::Outcome> Holding::apply(const HoldCommand::Edit &command)
{
    const auto mask = static_cast<quint32>(m_random.next());
    if (const Result<void> done = m_queue.edit(command.id, command.text, mask); !done)
        return done.error();
    return Outcome{.freed = true};
}

Result<Holding::Outcome> Holding::apply(const HoldCommand::Duplicate &command)
{
    if (const Result<void> may = m_queue.mayDuplicate(command.id); !may)
        return may.error();
    const HoldQueue::Held held = *m_queue.find(command.id);
    const LinkConnection connection = connectionOf(held.shown);
    const LinkMessage &message = held.unit.messages.front();
    m_recorder.record(duplicatedEvent(connection, held.shown.direction, message));
    const EventId copy = m_recorder.record(heldEvent(connection, held.shown.direction, message));
    if (const Result<void> done = m_queue.duplicate(command.id, copy, m_recorder.now()); !done)
        return done.error();
    return Outcome{};
}

Result<Holding::Outcome> Holding::apply(const HoldCommand::Discard &command)
{
    if (const Result<void> may = m_queue.mayDiscard(command.id); !may)
        return may.error();
    const std::optional<HoldQueue::Held> held = m_queue.discard(command.id);
    Event event = lostEvent(connectionOf(held->shown), held->shown.direction, held->unit.messages.front(),
                            QStringLiteral("discarded"));
    event.cause = command.id;
    m_recorder.record(std::move(event));
    return Outcome{.freed = true};
}

Result<Holding::Outcome> Holding::apply(const HoldCommand::Move &command)
{
    if (const Result<void> done = m_queue.move(command.id, command.position); !done)
        return done.error();
    return Outcome{};
}

} // namespace swapscope
