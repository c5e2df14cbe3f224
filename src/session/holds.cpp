#include "holds.h"

#include "engine/enginethread.h"

namespace swapscope {

Holds::Holds(EngineThread &engine) : m_engine(engine)
{
    qRegisterMetaType<swapscope::HoldStatus>();
}

void Holds::watch(const Engine &engine, QObject *context)
{
    m_statuses.clear();
    connect(&engine, &Engine::holdChanged, context, [this](const QString &client, const HoldStatus &status) {
        m_statuses.insert(client, status);
        Q_EMIT changed(client);
    });
}

void Holds::set(const QString &client, bool on)
{
    Q_EMIT acted({.type = on ? StepAction::Type::Hold : StepAction::Type::Release, .client = client});
    command({HoldCommand::Switch{on}, client});
}

void Holds::setBreakpoints(const QString &client, const std::vector<Breakpoint> &breakpoints)
{
    command({HoldCommand::SetBreakpoints{breakpoints}, client});
}

void Holds::step(const QString &client)
{
    Q_EMIT acted({.type = StepAction::Type::Step, .client = client});
    command({HoldCommand::Step{}, client});
}

void Holds::releaseAll(const QString &client)
{
    command({HoldCommand::ReleaseAll{}, client});
}

void Holds::release(EventId id)
{
    command({HoldCommand::Release{id}, {}});
}

void Holds::edit(EventId id, const QString &text)
{
    command({HoldCommand::Edit{id, text}, {}});
}

void Holds::duplicate(EventId id)
{
    command({HoldCommand::Duplicate{id}, {}});
}

void Holds::discard(EventId id)
{
    command({HoldCommand::Discard{id}, {}});
}

void Holds::move(EventId id, int position)
{
    command({HoldCommand::Move{id, position}, {}});
}

void Holds::inject(const QString &client, ConnectionId conn, Direction direction, const QString &text,
                   const QString &event)
{
    m_engine.command([=](Engine &engine) { engine.inject(client, conn, direction, text, event); });
}

void Holds::command(const HoldCommand &command)
{
    m_engine.command([command](Engine &engine) { engine.applyHold(command); });
}

} // namespace swapscope
