#include "session.h"

#include "engineplan.h"
#include "enginethread.h"
#include "engineview.h"
#include "holds.h"
#include "observer/observer.h"
#include "runsetup.h"
#include "stepactions.h"

#include <core/places.h>
#include <scenario/scenario.h>
#include <server/site.h>

#include <QElapsedTimer>
#include <QTimer>

namespace swapscope {

namespace {

constexpr auto kGoodByeStep = std::chrono::milliseconds(5);
constexpr int kGoodByeSteps = 40; // a page that has not heard of its server's end by then will not tell
constexpr std::chrono::milliseconds kObserverPatience(2000); // at the program's end
constexpr std::chrono::milliseconds kLongestFrame(100);

} // namespace

class Session::Private
{
public:
    explicit Private(Session *session) : q(session), holds(engine), actions(*session)
    {
        observe({});
        frame.setSingleShot(true);
        frame.setTimerType(Qt::PreciseTimer);
        goodBye.setInterval(kGoodByeStep);
        QObject::connect(&frame, &QTimer::timeout, q, [this] { look(); });
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
    // Another run is observed from here on.
    void observe(const RunPlan &plan);
    void look();
    // The one before.
    RunSnapshot show(RunSnapshot snapshot);
    void setState(State next);
    // Tells what is wrong; what happens while a run starts or stops, when that is over.
    void tell(const Error &error);
    void tellLate();

    Session *q;
    // Of a run, until the next one starts. One that is not needed any more is deleted when its thread has
    // ended.
    std::unique_ptr<Observer> observer;
    RunSnapshot shown; // what front ends know
    // Of it, what they may hold a reference to.
    std::vector<StepState> steps;
    FindingLog findings;
    std::vector<ReconnectionTime> reconnections;
    Keeping keeping;
    QElapsedTimer sinceLook;
    std::chrono::milliseconds frameTime{kFrameMs};
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

void Session::keep(const Keeping &keeping)
{
    d->keeping = keeping;
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
    observe({.steps = setup.scenario.manifest.stepsUnder(setup.htmx),
             .silence = setup.scenario.manifest.silence,
             .attached = setup.attached(),
             .keeping = keeping});
    observer->start();
    engine.start(plan, observer->source(), [this](Engine &starting, QObject *ear) {
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
    observer->setOpen(true);
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
    frame.start(0); // what has happened until now
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
    observer->setOpen(false);
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
    if ((shown.pageIsOpen || q->behind() > 0) && ++goodByeSteps <= kGoodByeSteps)
        return;
    goodBye.stop();
    finishStopping();
}

void Session::Private::finishStopping()
{
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
    d->observer->setOpen(false);
    d->engine.stopNow();
    d->observer->settle(kObserverPatience);
    flush();
    d->goodBye.stop();
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
    return d->observer->trace();
}

const RunModel &Session::model() const
{
    return d->observer->model();
}

const LedgerSnapshot &Session::ledger() const
{
    return d->shown.ledger;
}

const FindingLog &Session::findings() const
{
    return d->findings;
}

const std::vector<StepState> &Session::steps() const
{
    return d->steps;
}

const std::vector<ReconnectionTime> &Session::reconnectionTimes() const
{
    return d->reconnections;
}

Recorder &Session::recorder()
{
    return d->observer->source()->recorder;
}

ConnectionRegistry &Session::connections()
{
    return d->observer->source()->connections;
}

Nanoseconds Session::now() const
{
    return d->observer->source()->recorder.now();
}

void Session::Private::observe(const RunPlan &plan)
{
    if (observer) {
        Observer *last = observer.release();
        last->setParent(q);
        last->disconnect(q);
        QObject::connect(last, &Observer::ended, last, &QObject::deleteLater);
        last->end();
    }
    frame.stop();
    observer = std::make_unique<Observer>(plan);
    show(observer->take().value_or(RunSnapshot()));
    QObject::connect(observer.get(), &Observer::news, q, [this] {
        const qint64 wait = sinceLook.isValid() ? frameTime.count() - sinceLook.elapsed() : 0;
        if (!frame.isActive())
            frame.start(std::chrono::milliseconds(std::max<qint64>(wait, 0)));
    });
}

RunSnapshot Session::Private::show(RunSnapshot snapshot)
{
    RunSnapshot before = std::exchange(shown, std::move(snapshot));
    if (shown.steps != before.steps)
        steps = *shown.steps;
    if (shown.findings != before.findings)
        findings = *shown.findings;
    if (shown.reconnections != before.reconnections)
        reconnections = *shown.reconnections;
    return before;
}

// What front ends know becomes what the observer has come to. Before a run is open nobody shows it.
void Session::Private::look()
{
    if (state == State::Starting)
        return;
    sinceLook.start();
    const std::vector<LogLine> lines = observer->takeLines();
    std::optional<RunSnapshot> news = observer->take();
    if (news) {
        const RunSnapshot before = show(std::move(*news));
        // A front end may wish for another run at any of these; that one starts later.
        if (shown.traced > before.traced)
            Q_EMIT q->appended(before.traced + 1, shown.traced);
        if (shown.steps != before.steps)
            Q_EMIT q->stepsChanged();
        if (shown.findings != before.findings)
            Q_EMIT q->findingsChanged();
        Q_EMIT q->observed();
        if (shown.finished && !before.finished)
            Q_EMIT q->ledgerFinished();
        if (shown.problem && !before.problem)
            Q_EMIT q->commandFailed(*shown.problem);
    }
    if (!lines.empty())
        Q_EMIT q->logged(lines);
}

void Session::setFrame(std::chrono::milliseconds frame)
{
    d->frameTime = std::clamp(frame, std::chrono::milliseconds(kFrameMs), kLongestFrame);
}

void Session::flush()
{
    d->look();
    d->observer->hurry();
}

std::size_t Session::behind() const
{
    return d->observer->source()->recorder.last() - d->shown.last;
}

Nanoseconds Session::behindFor() const
{
    return behind() == 0 ? 0 : std::max<Nanoseconds>(now() - d->observer->upTo(), 0);
}

void Session::endTimes()
{
    d->observer->command([t = now()](Run &run) { run.endTimes(t); });
}

void Session::finishLedger()
{
    d->observer->command([t = now()](Run &run) { run.finishLedger(t); });
}

void Session::expectPage(const QString &client)
{
    d->observer->command([client](Run &run) { run.expectPage(client); });
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
    d->observer->command([step, t = now()](Run &run) { run.tick(step, t); });
}

void Session::answerStep(int step, int choice)
{
    d->observer->command([step, choice, t = now()](Run &run) { run.answer(step, choice, t); });
}

void Session::showMe(int step)
{
    const std::vector<LessonStep> steps = d->setup.scenario.manifest.stepsUnder(d->setup.htmx);
    if (!isOpen() || step < 0 || static_cast<std::size_t>(step) >= steps.size())
        return;
    d->observer->command([step, t = now()](Run &run) { run.tryAgain(step, t); });
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
    d->observer->command([done, t = now()](Run &run) { run.skipTo(done, t); });
}

void Session::quiesce()
{
    d->engine.command([](Engine &engine) { engine.quiesce(); });
}

} // namespace swapscope
