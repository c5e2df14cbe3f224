#include "session.h"

#include "engineplan.h"
#include "enginethread.h"
#include "engineview.h"
#include "holds.h"
#include "run.h"
#include "runsetup.h"
#include "stepactions.h"

#include <core/places.h>
#include <scenario/scenario.h>
#include <server/site.h>

#include <QTimer>

namespace swapscope {

namespace {

constexpr auto kGoodByeStep = std::chrono::milliseconds(5);
constexpr int kGoodByeSteps = 40; // a page that has not heard of its server's end by then will not tell
constexpr Nanoseconds kFrameBudget = 8 * kMillisecond; // half a display frame is left to whoever shows it

} // namespace

class Session::Private
{
public:
    explicit Private(Session *session)
        : q(session), run(std::make_unique<Run>()), holds(engine), actions(*session)
    {
        frame.setInterval(kFrameMs);
        goodBye.setInterval(kGoodByeStep);
        QObject::connect(&frame, &QTimer::timeout, q, [this] { look(kFrameBudget); });
        QObject::connect(&goodBye, &QTimer::timeout, q, [this] { hearPagesOut(); });
        QObject::connect(&actions, &StepActions::pageActionRequested, q, &Session::pageActionRequested);
        QObject::connect(&holds, &Holds::acted, q, &Session::acted);
        QObject::connect(&view, &EngineView::clientsChanged, q, [this] {
            if (state == State::Running)
                Q_EMIT q->clientsChanged();
        });
        QObject::connect(&view, &EngineView::cuesChanged, q, [this] {
            if (state == State::Running)
                Q_EMIT q->cuesChanged();
        });
        QObject::connect(&view, &EngineView::scriptLoaded, q, &Session::scriptLoaded);
        QObject::connect(&view, &EngineView::scriptFailed, q, [this](const Error &error) {
            if (state == State::Running) // at the start scriptError() tells it
                Q_EMIT q->scriptFailed(error);
        });
        QObject::connect(&engine, &EngineThread::started, q,
                         [this](const EngineAddresses &addresses) { started(addresses); });
        QObject::connect(&engine, &EngineThread::startFailed, q,
                         [this](const Error &error) { startFailed(error); });
        QObject::connect(&engine, &EngineThread::stopped, q, [this] { engineStopped(); });
        QObject::connect(&engine, &EngineThread::leftBehind, q, [this](const Error &error) { tell(error); });
    }

    // What is asked for; the last wish counts.
    void wishFor(const Result<RunSetup> &setup, bool attaching);
    // Of what restart() and setHtmx() make another run; null: there is none.
    const RunSetup *wanted() const;
    void again(const QString &htmx);
    void begin();
    void started(const EngineAddresses &addresses);
    void startFailed(const Error &error);
    void stop();
    void engineStopped();
    void hearPagesOut();
    void finishStopping();
    void beginWish();
    void look(Nanoseconds budget);
    void setState(State next);
    // Tells what is wrong; what happens while a run starts or stops, when that is over.
    void tell(const Error &error);
    void tellLate();

    Session *q;
    std::unique_ptr<Run> run;
    EngineThread engine;
    EngineView view;
    Holds holds;
    QTimer frame;
    QTimer goodBye;
    int goodByeSteps = 0;
    StepActions actions;
    State state = State::Idle;
    bool wasOpen = false; // opened() was sent, and closed() not yet
    bool playing = false; // the schedule
    RunSetup setup;
    std::optional<RunSetup> wish;
    std::vector<Error> late;
};

Session::Session(QObject *parent) : QObject(parent), d(std::make_unique<Private>(this)) {}

Session::~Session()
{
    endNow();
}

void Session::Private::setState(State next)
{
    if (std::exchange(state, next) != next)
        Q_EMIT q->stateChanged(next);
}

void Session::Private::tell(const Error &error)
{
    if (state == State::Starting || state == State::Stopping)
        late.push_back(error);
    else
        Q_EMIT q->commandFailed(error);
}

void Session::Private::tellLate()
{
    for (const Error &error : std::exchange(late, {}))
        Q_EMIT q->commandFailed(error);
}

void Session::open(const Scenario &scenario, const SessionOptions &options)
{
    d->wishFor(setupOf(scenario, options), false);
}

void Session::attach(const AttachOptions &options)
{
    d->wishFor(setupOf(options), true);
}

void Session::Private::wishFor(const Result<RunSetup> &asked, bool attaching)
{
    if (!asked) {
        QMetaObject::invokeMethod(
            q, [this, error = asked.error(), attaching] { Q_EMIT q->openFailed({error}, attaching); },
            Qt::QueuedConnection);
        return;
    }
    wish = *asked;
    if (state == State::Idle)
        begin();
    else
        stop();
}

// The wish is granted: nothing else runs.
void Session::Private::begin()
{
    RunSetup next = std::move(*wish);
    wish.reset();
    EnginePlan plan =
        next.attach ? planOf(*next.attach) : planOf(next.scenario, next.options, next.htmx, next.params);
    if (keepsAddresses(setup, next))
        plan.wantedPorts = view.ports();
    setState(State::Starting);
    Q_EMIT q->starting();
    setup = std::move(next);
    view.clear();
    playing = false;
    run = std::make_unique<Run>();
    run->lesson = Lesson(setup.scenario.manifest.stepsUnder(setup.htmx));
    run->coach = RunningCoach(setup.scenario.manifest.silence);
    engine.start(plan, run->source, [this](Engine &starting, QObject *ear) {
        view.watch(starting, ear);
        holds.watch(starting, ear);
        QObject::connect(&starting, &Engine::commandFailed, ear, [this](const Error &error) { tell(error); });
        QObject::connect(&starting, &Engine::scheduleChanged, ear, [this](bool running) {
            playing = running;
            Q_EMIT q->scheduleChanged(running);
        });
    });
}

void Session::Private::started(const EngineAddresses &addresses)
{
    if (state != State::Starting)
        return;
    view.setStarted(addresses, setup.attach ? setup.attach->upstream.path : QStringLiteral("/"));
    wasOpen = true;
    frame.start();
    setState(State::Running);
    // A front end may close the run, or wish for another, at any of these.
    using Signal = void (Session::*)();
    for (const Signal signal :
         {&Session::opened, &Session::clientsChanged, &Session::cuesChanged, &Session::stepsChanged}) {
        if (state == State::Running)
            Q_EMIT(q->*signal)();
    }
    if (state == State::Running)
        tellLate();
}

void Session::Private::startFailed(const Error &error)
{
    const bool attaching = setup.attached();
    const bool asked = state == State::Starting; // else close() or another wish came first
    setState(State::Idle);
    if (asked)
        Q_EMIT q->openFailed({error}, attaching);
    tellLate();
    beginWish();
}

void Session::close()
{
    d->wish.reset();
    d->stop();
}

void Session::Private::stop()
{
    if (state != State::Starting && state != State::Running)
        return;
    setState(State::Stopping);
    actions.stop();
    engine.stop();
}

// The server's good-bye is on its way to the pages; what they do with it belongs into the trace.
void Session::Private::engineStopped()
{
    if (!wasOpen) {
        finishStopping();
        return;
    }
    goodByeSteps = 0;
    goodBye.start();
    hearPagesOut();
}

void Session::Private::hearPagesOut()
{
    q->flush();
    if (run->aPageIsOpen() && ++goodByeSteps <= kGoodByeSteps)
        return;
    goodBye.stop();
    finishStopping();
}

void Session::Private::finishStopping()
{
    frame.stop();
    if (std::exchange(wasOpen, false))
        Q_EMIT q->closed();
    setState(State::Idle);
    tellLate();
    beginWish();
}

void Session::Private::beginWish()
{
    if (state == State::Idle && wish)
        begin();
}

void Session::endNow()
{
    d->wish.reset();
    if (d->state == State::Idle)
        return;
    d->actions.stop();
    d->engine.stopNow();
    flush();
    d->goodBye.stop();
    d->frame.stop();
    if (std::exchange(d->wasOpen, false))
        Q_EMIT closed();
    d->wish.reset();
    d->setState(State::Idle);
}

Session::State Session::state() const
{
    return d->state;
}

bool Session::isOpen() const
{
    return d->state == State::Running;
}

bool Session::isAttached() const
{
    return d->setup.attached();
}

std::optional<Upstream> Session::upstream() const
{
    return d->setup.attach ? std::optional(d->setup.attach->upstream) : std::nullopt;
}

const Scenario &Session::scenario() const
{
    return d->setup.scenario;
}

QString Session::htmx() const
{
    return d->setup.htmx;
}

QString Session::htmxVersion() const
{
    const QString &htmx = d->setup.htmx;
    return htmx.isEmpty() ? QString() : mock::htmxVersion({.htmxDir = dataPlace(u"htmx"), .htmx = htmx});
}

QMap<QString, QString> Session::params() const
{
    return d->setup.params;
}

quint64 Session::seed() const
{
    return d->setup.options.seed;
}

QUrl Session::serverUrl() const
{
    return d->setup.attach ? d->setup.attach->upstream.url()
                           : QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(d->view.serverPort()));
}

std::vector<ClientInfo> Session::clients() const
{
    return d->view.clients();
}

QStringList Session::cues() const
{
    return d->view.cues();
}

QStringList Session::channels() const
{
    return d->view.channels();
}

std::optional<Error> Session::scriptError() const
{
    return d->view.scriptError();
}

bool Session::isPlayingSchedule() const
{
    return d->playing;
}

Holds &Session::holds()
{
    return d->holds;
}

const Trace &Session::trace() const
{
    return d->run->trace;
}

const Ledger &Session::ledger() const
{
    return d->run->ledger;
}

const FindingLog &Session::findings() const
{
    return d->run->findings;
}

const std::vector<StepState> &Session::steps() const
{
    return d->run->lesson.steps();
}

Recorder &Session::recorder()
{
    return d->run->recorder;
}

ConnectionRegistry &Session::connections()
{
    return d->run->source->connections;
}

Nanoseconds Session::now() const
{
    return d->run->recorder.now();
}

void Session::flush()
{
    d->look(Run::kNoLimit);
}

void Session::Private::look(Nanoseconds budget)
{
    const auto [before, ticked, found] = run->take(state == State::Running, budget);
    if (run->trace.size() > before)
        Q_EMIT q->appended(before + 1, run->trace.size());
    if (ticked)
        Q_EMIT q->stepsChanged();
    if (found)
        Q_EMIT q->findingsChanged();
}

std::size_t Session::behind() const
{
    return d->run->waiting();
}

void Session::endTimes()
{
    d->run->ledger.endTimes(now());
}

void Session::finishLedger()
{
    flush();
    for (Event &derived : d->run->ledger.finish(now()))
        d->run->recorder.record(std::move(derived));
    flush();
}

void Session::expectPage(const QString &client)
{
    d->run->ledger.expectPage(client);
}

void Session::reloadScript()
{
    d->engine.command(
        [params = scriptParams(d->setup.params)](Engine &engine) { engine.reloadScript(params); });
}

const RunSetup *Session::Private::wanted() const
{
    if (wish)
        return &*wish;
    return state == State::Starting || state == State::Running ? &setup : nullptr;
}

void Session::Private::again(const QString &htmx)
{
    if (const Result<RunSetup> next = setupAgain(*wanted(), htmx))
        wishFor(next, next->attached());
    else
        tell(next.error());
}

void Session::restart()
{
    if (const RunSetup *wanted = d->wanted())
        d->again(wanted->htmx);
}

void Session::setHtmx(const QString &version)
{
    const RunSetup *wanted = d->wanted();
    if (wanted != nullptr && version != wanted->htmx && wanted->scenario.manifest.htmx.contains(version))
        d->again(version);
}

void Session::setParam(const QString &name, const QString &value)
{
    RunSetup &setup = d->wish ? *d->wish : d->setup;
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
    if (d->run->lesson.tick(step, now()))
        Q_EMIT stepsChanged();
}

void Session::answerStep(int step, int choice)
{
    if (d->run->lesson.answer(step, choice, now()))
        Q_EMIT stepsChanged();
}

void Session::showMe(int step)
{
    const std::vector<LessonStep> steps = d->setup.scenario.manifest.stepsUnder(d->setup.htmx);
    if (!isOpen() || step < 0 || static_cast<std::size_t>(step) >= steps.size())
        return;
    if (d->run->lesson.tryAgain(step, now()))
        Q_EMIT stepsChanged();
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
    d->run->lesson = Lesson(d->setup.scenario.manifest.stepsUnder(d->setup.htmx));
    d->run->lesson.skip(done, now());
    Q_EMIT stepsChanged();
}

void Session::quiesce()
{
    d->engine.command([](Engine &engine) { engine.quiesce(); });
}

} // namespace swapscope
