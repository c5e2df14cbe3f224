#include "sessionprivate.h"

#include "engine/engineplan.h"

#include <core/places.h>
#include <scenario/scenario.h>
#include <server/site.h>

namespace swapscope {

namespace {

constexpr auto kGoodByeStep = std::chrono::milliseconds(5);
constexpr int kGoodByeSteps = 40; // a page that has not heard of its server's end by then will not tell
constexpr std::chrono::milliseconds kObserverPatience(2000); // at the program's end

} // namespace

Session::Private::Private(Session *session) : q(session), holds(engine), actions(*session)
{
    goodBye.setInterval(kGoodByeStep);
    QObject::connect(&goodBye, &QTimer::timeout, q, [this] { awaitPages(); });
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
    QObject::connect(&view, &EngineView::scriptStalled, q, &Session::scriptStalled);
    QObject::connect(&view, &EngineView::scriptResumed, q, &Session::scriptResumed);
    QObject::connect(&run, &ObserverView::appended, q, &Session::appended);
    QObject::connect(&run, &ObserverView::stepsChanged, q, &Session::stepsChanged);
    QObject::connect(&run, &ObserverView::findingsChanged, q, &Session::findingsChanged);
    QObject::connect(&run, &ObserverView::updated, q, &Session::observed);
    QObject::connect(&run, &ObserverView::ledgerFinished, q, &Session::ledgerFinished);
    QObject::connect(&run, &ObserverView::failed, q, &Session::commandFailed);
    QObject::connect(&run, &ObserverView::logged, q, &Session::logged);
    QObject::connect(&engine, &EngineThread::started, q,
                     [this](const EngineAddresses &addresses) { started(addresses); });
    QObject::connect(&engine, &EngineThread::startFailed, q,
                     [this](const Error &error) { startFailed(error); });
    QObject::connect(&engine, &EngineThread::stopped, q, [this] { engineStopped(); });
    QObject::connect(&engine, &EngineThread::leftBehind, q,
                     [this](const Error &error) { noteLeftBehind(error); });
}

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

void Session::Private::reportError(const Error &error)
{
    if (state == State::Starting || state == State::Stopping)
        late.push_back(error);
    else
        Q_EMIT q->commandFailed(error);
}

void Session::Private::reportLateErrors()
{
    for (const Error &error : std::exchange(late, {}))
        Q_EMIT q->commandFailed(error);
}

void Session::Private::noteLeftBehind(const Error &error)
{
    leftOneBehind = true;
    const std::vector<quint16> ports = view.ports();
    keptPorts.insert(ports.begin(), ports.end());
    // It hung before it could tell them: it had the one that it had to have.
    if (ports.empty() && !setup.options.portIsPreferred)
        keptPorts.insert(setup.options.port);
    Q_EMIT q->leftBehind(error);
    reportError(error);
}

void Session::Private::reportMove()
{
    const std::vector<ClientInfo> &clients = view.clients();
    if (!keptPorts.contains(wantedPort) || clients.empty() || clients.front().url.port() == wantedPort)
        return;
    const QString text = tr("Port %1 stays taken by the server that was left behind; the new one is at %2.")
                             .arg(wantedPort)
                             .arg(clients.front().url.toString());
    if (!late.empty() && late.back().file.isEmpty())
        late.back().message += u' ' + text; // a front end may show one at a time
    else
        late.push_back(Error{text});
}

void Session::keep(const Keeping &keeping)
{
    d->keeping = keeping;
}

void Session::open(const Scenario &scenario, const SessionOptions &options)
{
    d->request(setupOf(scenario, options), false);
}

void Session::attach(const AttachOptions &options)
{
    d->request(setupOf(options), true);
}

void Session::Private::request(const Result<RunSetup> &asked, bool attaching)
{
    if (!asked) {
        QMetaObject::invokeMethod(
            q, [this, error = asked.error(), attaching] { Q_EMIT q->openFailed({error}, attaching); },
            Qt::QueuedConnection);
        return;
    }
    requested = *asked;
    if (state == State::Idle)
        begin();
    else
        stop();
}

// Starts the run that was asked for. Nothing else runs.
void Session::Private::begin()
{
    RunSetup next = std::move(*requested);
    requested.reset();
    if (leftOneBehind) {
        next.options.portIsPreferred = true;
        if (next.attach)
            next.attach->portIsPreferred = true;
    }
    EnginePlan plan =
        next.attach ? planOf(*next.attach) : planOf(next.scenario, next.options, next.htmx, next.params);
    if (keepsAddresses(setup, next))
        plan.wantedPorts = view.ports();
    wantedPort = plan.wantedPorts.empty() ? plan.port : plan.wantedPorts.front();
    setState(State::Starting);
    Q_EMIT q->starting();
    setup = std::move(next);
    view.clear();
    playing = false;
    const std::optional<Error> refused = run.observe({.steps = setup.scenario.manifest.stepsUnder(setup.htmx),
                                                      .silence = setup.scenario.manifest.silence,
                                                      .attached = setup.attached(),
                                                      .keeping = keeping});
    run.setShown(false); // before a run is open nobody shows it
    if (refused) {
        // Later: who asked may not listen yet.
        QMetaObject::invokeMethod(
            q, [this, error = *refused] { startFailed(error); }, Qt::QueuedConnection);
        return;
    }
    observer().start();
    engine.start(plan, observer().source(), [this](Engine &starting, QObject *context) {
        view.watch(starting, context);
        holds.watch(starting, context);
        QObject::connect(&starting, &Engine::commandFailed, context,
                         [this](const Error &error) { reportError(error); });
        QObject::connect(&starting, &Engine::scheduleChanged, context, [this](bool running) {
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
    reportMove();
    run.setShown(true);
    observer().setOpen(true);
    setState(State::Running);
    // A front end may close the run, or ask for another one, at any of these.
    using Signal = void (Session::*)();
    for (const Signal signal :
         {&Session::opened, &Session::clientsChanged, &Session::cuesChanged, &Session::stepsChanged}) {
        if (state == State::Running)
            Q_EMIT(q->*signal)();
    }
    if (state == State::Running)
        reportLateErrors();
    run.update(); // what has happened until now
}

void Session::Private::startFailed(const Error &error)
{
    const bool attaching = setup.attached();
    const bool asked = state == State::Starting; // else close() or another request came first
    run.setShown(true);
    setState(State::Idle);
    if (asked)
        Q_EMIT q->openFailed({error}, attaching);
    reportLateErrors();
    beginRequested();
}

void Session::close()
{
    d->requested.reset();
    d->stop();
}

void Session::Private::stop()
{
    if (state != State::Starting && state != State::Running)
        return;
    run.setShown(true);
    setState(State::Stopping);
    observer().setOpen(false);
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
    awaitPages();
}

void Session::Private::awaitPages()
{
    q->flush();
    if ((run.snapshot().pageIsOpen || q->behind() > 0) && ++goodByeSteps <= kGoodByeSteps)
        return;
    goodBye.stop();
    finishStopping();
}

void Session::Private::finishStopping()
{
    if (std::exchange(wasOpen, false))
        Q_EMIT q->closed();
    setState(State::Idle);
    if (!requested)
        reportLateErrors(); // else when the next run has begun: a front end then shows it beside that
    beginRequested();
}

void Session::Private::beginRequested()
{
    if (state == State::Idle && requested)
        begin();
}

void Session::endNow()
{
    d->requested.reset();
    if (d->state == State::Idle)
        return;
    d->actions.stop();
    d->observer().setOpen(false);
    d->engine.stopNow();
    d->observer().settle(kObserverPatience);
    flush();
    d->goodBye.stop();
    if (std::exchange(d->wasOpen, false))
        Q_EMIT closed();
    d->requested.reset();
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

bool Session::erringScriptServes() const
{
    return d->view.erringScriptServes();
}

std::optional<ScriptStall> Session::scriptStall() const
{
    return d->state == State::Starting || d->state == State::Running ? d->view.stall() : std::nullopt;
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
    return d->observer().trace();
}

const RunModel &Session::model() const
{
    return d->observer().model();
}

const LedgerSnapshot &Session::ledger() const
{
    return d->run.snapshot().ledger;
}

const FindingLog &Session::findings() const
{
    return d->run.findings();
}

const std::vector<StepState> &Session::steps() const
{
    return d->run.steps();
}

const std::vector<ReconnectionTime> &Session::reconnectionTimes() const
{
    return d->run.reconnections();
}

Recorder &Session::recorder()
{
    return d->observer().source()->recorder;
}

ConnectionRegistry &Session::connections()
{
    return d->observer().source()->connections;
}

Nanoseconds Session::now() const
{
    return d->observer().source()->recorder.now();
}

void Session::setFrame(Nanoseconds frame)
{
    d->run.setFrame(frame);
}

Nanoseconds Session::frame() const
{
    return d->run.frame();
}

void Session::flush()
{
    d->run.update();
    d->observer().hurry();
}

std::size_t Session::behind() const
{
    return d->run.behind();
}

Nanoseconds Session::behindFor() const
{
    return d->run.behindFor();
}

const RunSetup *Session::Private::wanted() const
{
    if (requested)
        return &*requested;
    return state == State::Starting || state == State::Running ? &setup : nullptr;
}

void Session::Private::requestAgain(const QString &htmx)
{
    if (const Result<RunSetup> next = setupAgain(*wanted(), htmx))
        request(next, next->attached());
    else
        reportError(next.error());
}

void Session::restart()
{
    if (const RunSetup *wanted = d->wanted())
        d->requestAgain(wanted->htmx);
}

void Session::setHtmx(const QString &version)
{
    const RunSetup *wanted = d->wanted();
    if (wanted != nullptr && version != wanted->htmx && wanted->scenario.manifest.htmx.contains(version))
        d->requestAgain(version);
}

} // namespace swapscope
