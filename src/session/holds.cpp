#include "holds.h"

#include "enginethread.h"

namespace swapscope {

Holds::Holds(EngineThread &engine) : m_engine(engine)
{
    qRegisterMetaType<swapscope::HoldStatus>();
}

void Holds::watch(const Engine &engine, QObject *ear)
{
    m_statuses.clear();
    connect(&engine, &Engine::holdChanged, ear, [this](const QString &client, const HoldStatus &status) {
        m_statuses.insert(client, status);
        Q_EMIT changed(client);
    });
}

void Holds::set(const QString &client, bool on)
{
    Q_EMIT acted({.type = on ? StepAction::Type::Hold : StepAction::Type::Release, .client = client});
    onLinks([client, on](Links &links) { return links.setHold(client, on); });
}

void Holds::setBreakpoints(const QString &client, const std::vector<Breakpoint> &breakpoints)
{
    onLinks([client, breakpoints](Links &links) { return links.setBreakpoints(client, breakpoints); });
}

void Holds::step(const QString &client)
{
    Q_EMIT acted({.type = StepAction::Type::Step, .client = client});
    onLinks([client](Links &links) { return links.stepHeld(client); });
}

void Holds::releaseAll(const QString &client)
{
    onLinks([client](Links &links) { return links.releaseAllHeld(client); });
}

void Holds::release(EventId id)
{
    onLinks([id](Links &links) { return links.releaseHeld(id); });
}

void Holds::edit(EventId id, const QString &text)
{
    onLinks([id, text](Links &links) { return links.editHeld(id, text); });
}

void Holds::duplicate(EventId id)
{
    onLinks([id](Links &links) { return links.duplicateHeld(id); });
}

void Holds::discard(EventId id)
{
    onLinks([id](Links &links) { return links.discardHeld(id); });
}

void Holds::move(EventId id, int position)
{
    onLinks([id, position](Links &links) { return links.moveHeld(id, position); });
}

void Holds::inject(const QString &client, int conn, Direction direction, const QString &text,
                   const QString &event)
{
    onLinks([=](Links &links) { return links.inject(client, conn, direction, text, event); });
}

void Holds::onLinks(const std::function<Result<void>(Links &)> &act)
{
    m_engine.command([act](Engine &engine) { engine.withLinks(act); });
}

} // namespace swapscope
