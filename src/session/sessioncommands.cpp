#include "sessionprivate.h"

#include <scenario/scenario.h>

// What is asked of a run: of the engine, or of the observer, each on its own thread and in order.

namespace swapscope {

void Session::endTimes()
{
    d->observer().command([t = now()](Run &run) { run.endTimes(t); });
}

void Session::finishLedger()
{
    d->observer().command([t = now()](Run &run) { run.finishLedger(t); });
}

void Session::expectPage(const QString &client)
{
    d->observer().command([client](Run &run) { run.expectPage(client); });
}

void Session::reloadScript()
{
    d->engine.command(
        [params = scriptParams(d->setup.params)](Engine &engine) { engine.reloadScript(params); });
}

void Session::setParam(const QString &name, const QString &value)
{
    RunSetup &setup = d->requested ? *d->requested : d->setup;
    if (setup.attached() || setup.params.value(name) == value)
        return;
    if (const Result<void> checked = checkParam(setup.scenario.manifest, name, value); !checked) {
        Q_EMIT commandFailed(checked.error());
        return;
    }
    Q_EMIT acted({.type = StepAction::Type::Param, .name = name, .value = value});
    setup.params.insert(name, value);
    reloadScript(); // nothing, when the run is still to start
}

void Session::runCue(int index)
{
    if (const QString label = d->view.cues().value(index); !label.isEmpty())
        Q_EMIT acted({.type = StepAction::Type::Cue, .name = label});
    d->engine.command([index](Engine &engine) { engine.runCue(index); });
}

void Session::publish(const QString &channel, const QString &fragment)
{
    d->engine.command([channel, fragment](Engine &engine) { engine.publish(channel, fragment); });
}

void Session::sendTo(const QString &client, const QString &fragment)
{
    d->engine.command([client, fragment](Engine &engine) { engine.sendTo(client, fragment); });
}

void Session::applyFault(const FaultCommand &command)
{
    Q_EMIT acted({.type = StepAction::Type::Fault, .command = command});
    d->engine.command([command](Engine &engine) { engine.applyFault(command); });
}

void Session::deploy(int code, Nanoseconds down)
{
    Q_EMIT acted({.type = StepAction::Type::Deploy, .code = code, .time = down});
    d->engine.command([code, down](Engine &engine) { engine.deploy(code, down); });
}

void Session::playSchedule()
{
    d->engine.command(
        [steps = d->setup.scenario.manifest.network](Engine &engine) { engine.playSchedule(steps); });
}

void Session::stopSchedule()
{
    d->engine.command([](Engine &engine) { engine.stopSchedule(); });
}

void Session::tickStep(int step)
{
    d->observer().command([step, t = now()](Run &run) { run.tick(step, t); });
}

void Session::answerStep(int step, int choice)
{
    d->observer().command([step, choice, t = now()](Run &run) { run.answer(step, choice, t); });
}

void Session::showMe(int step)
{
    const std::vector<LessonStep> steps = d->setup.scenario.manifest.stepsUnder(d->setup.htmx);
    if (!isOpen() || step < 0 || static_cast<std::size_t>(step) >= steps.size())
        return;
    d->observer().command([step, t = now()](Run &run) { run.tryAgain(step, t); });
    d->actions.start(steps[static_cast<std::size_t>(step)].actions);
}

bool Session::isShowing() const
{
    return d->actions.isRunning();
}

void Session::pageActionDone(int request)
{
    d->actions.pageActionDone(request);
}

void Session::continueLesson(int done)
{
    d->actions.stop();
    d->observer().command([done, t = now()](Run &run) { run.skipTo(done, t); });
}

void Session::quiesce()
{
    d->engine.command([](Engine &engine) { engine.quiesce(); });
}

} // namespace swapscope
