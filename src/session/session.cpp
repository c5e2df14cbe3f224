#include "session.h"

#include "enginethread.h"
#include "engineview.h"
#include "holds.h"
#include "run.h"
#include "stepactions.h"

#include <core/places.h>
#include <scenario/scenario.h>
#include <server/site.h>

#include <QTimer>

namespace swapscope {

class Session::Private
{
public:
    explicit Private(Session *session)
        : q(session), run(std::make_unique<Run>()), holds(engine), actions(*session)
    {
        frame.setInterval(kFrameMs);
        QObject::connect(&frame, &QTimer::timeout, q, &Session::flush);
        QObject::connect(&actions, &StepActions::pageActionRequested, q, &Session::pageActionRequested);
        QObject::connect(&holds, &Holds::acted, q, &Session::acted);
        QObject::connect(&view, &EngineView::clientsChanged, q, &Session::clientsChanged);
        QObject::connect(&view, &EngineView::cuesChanged, q, &Session::cuesChanged);
        QObject::connect(&view, &EngineView::scriptLoaded, q, &Session::scriptLoaded);
        QObject::connect(&view, &EngineView::scriptFailed, q, &Session::scriptFailed);
    }

    Result<void> again(const QString &version);
    Result<void> begin(const EnginePlan &plan, const QString &path);

    Session *q;
    std::unique_ptr<Run> run;
    EngineThread engine;
    EngineView view;
    Holds holds;
    QTimer frame;
    StepActions actions;
    bool open = false;

    Scenario scenario;
    SessionOptions options;
    std::optional<AttachOptions> attached;
    std::optional<Upstream> upstream; // of it
    QString htmx;
    QMap<QString, QString> params;
};

Session::Session(QObject *parent) : QObject(parent), d(std::make_unique<Private>(this)) {}

Session::~Session()
{
    close();
}

// A new run, whose scenario and options are set.
Result<void> Session::Private::begin(const EnginePlan &plan, const QString &path)
{
    view.clear();
    run = std::make_unique<Run>();
    run->lesson = Lesson(scenario.manifest.stepsUnder(htmx));
    run->coach = RunningCoach(scenario.manifest.silence);

    const Result<EngineAddresses> addresses =
        engine.start(plan, run->recorder, run->connections, [this](const Engine &started) {
            view.watch(started);
            holds.watch(started);
            QObject::connect(&started, &Engine::commandFailed, q, &Session::commandFailed);
            QObject::connect(&started, &Engine::scheduleChanged, q, &Session::scheduleChanged);
        });
    if (!addresses) {
        engine.stop();
        return addresses.error();
    }
    view.setStarted(*addresses, path, engine.scriptError());
    open = true;
    frame.start();
    Q_EMIT q->opened();
    Q_EMIT q->clientsChanged();
    Q_EMIT q->cuesChanged();
    Q_EMIT q->stepsChanged();
    return {};
}

Result<void> Session::open(const Scenario &scenario, const SessionOptions &options)
{
    const bool again = d->open && !d->attached && d->scenario.dir == scenario.dir &&
                       d->options.port == options.port && options.portIsPreferred;
    const std::vector<quint16> ports = again ? d->view.ports() : std::vector<quint16>();
    close();

    d->attached.reset();
    d->upstream.reset();
    d->scenario = scenario;
    d->options = options;
    d->htmx = htmxOf(scenario.manifest, options);
    if (const Result<void> checked = checkRun(scenario.manifest, d->htmx, options.params); !checked)
        return checked;
    d->params = scenario.manifest.defaults();
    d->params.insert(options.params);
    EnginePlan plan = planOf(scenario, options, d->htmx, d->params);
    plan.wantedPorts = ports;
    return d->begin(plan, QStringLiteral("/"));
}

Result<void> Session::attach(const AttachOptions &options)
{
    if (options.clients < 1 || options.clients > kMostAttachedClients)
        return Error{
            tr("There can be 1 to %1 clients, not %2").arg(kMostAttachedClients).arg(options.clients)};
    const bool again = d->open && d->attached && d->attached->upstream == options.upstream &&
                       d->attached->port == options.port && options.portIsPreferred;
    const std::vector<quint16> ports = again ? d->view.ports() : std::vector<quint16>();
    close();

    d->attached = options;
    d->upstream = options.upstream;
    d->options = sessionOptionsOf(options);
    d->htmx.clear();
    d->params.clear();
    d->scenario = scenarioOf(options);
    EnginePlan plan = planOf(options);
    plan.wantedPorts = ports;
    return d->begin(plan, options.upstream.path);
}

void Session::close()
{
    if (!d->open)
        return;
    d->open = false;
    d->actions.stop();
    d->engine.stop();
    hearPagesOut([this] {
        flush();
        return d->run->aPageIsOpen();
    });
    d->frame.stop();
    Q_EMIT closed();
}

bool Session::isOpen() const
{
    return d->open;
}

bool Session::isAttached() const
{
    return d->upstream.has_value();
}

const std::optional<Upstream> &Session::upstream() const
{
    return d->upstream;
}

const Scenario &Session::scenario() const
{
    return d->scenario;
}

QString Session::htmx() const
{
    return d->htmx;
}

QString Session::htmxVersion() const
{
    return d->htmx.isEmpty() ? QString()
                             : mock::htmxVersion({.htmxDir = dataPlace(u"htmx"), .htmx = d->htmx});
}

QMap<QString, QString> Session::params() const
{
    return d->params;
}

quint64 Session::seed() const
{
    return d->options.seed;
}

QUrl Session::serverUrl() const
{
    return d->upstream ? d->upstream->url()
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
    return d->run->connections;
}

Nanoseconds Session::now() const
{
    return d->run->recorder.now();
}

void Session::flush()
{
    Run &run = *d->run;
    const auto [before, ticked, found] = run.take(d->open);
    if (run.trace.size() > before)
        Q_EMIT appended(before + 1, run.trace.size());
    if (ticked)
        Q_EMIT stepsChanged();
    if (found)
        Q_EMIT findingsChanged();
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
    d->engine.command([params = scriptParams(d->params)](Engine &engine) { engine.reloadScript(params); });
}

// A new run of the same folder, under this version where it names it. The old one goes on when the folder has
// an error.
Result<void> Session::Private::again(const QString &version)
{
    if (attached)
        return q->attach(AttachOptions(*attached));
    const ScenarioLoading loading = loadScenario(scenario.dir);
    if (!loading.ok())
        return loading.errors.front();
    return q->open(loading.scenario, optionsAgain(options, loading.scenario.manifest, version, params));
}

void Session::restart()
{
    if (!d->open)
        return;
    if (const Result<void> result = d->again(d->htmx); !result)
        Q_EMIT commandFailed(result.error());
}

void Session::setHtmx(const QString &version)
{
    if (!d->open || version == d->htmx || !d->scenario.manifest.htmx.contains(version))
        return;
    if (const Result<void> result = d->again(version); !result)
        Q_EMIT commandFailed(result.error());
}

void Session::setParam(const QString &name, const QString &value)
{
    if (d->attached || d->params.value(name) == value)
        return;
    if (const Result<void> checked = checkParam(d->scenario.manifest, name, value); !checked) {
        Q_EMIT commandFailed(checked.error());
        return;
    }
    Q_EMIT acted({.type = StepAction::Type::Param, .name = name, .value = value});
    d->params.insert(name, value);
    reloadScript();
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

void Session::applyFault(const QString &client, const QString &fault, const QVariantMap &args)
{
    Q_EMIT acted(faultAction(client, fault, args));
    d->engine.command([client, fault, args](Engine &engine) { engine.applyFault(client, fault, args); });
}

void Session::playPreset(const QString &client, const QString &name)
{
    Q_EMIT acted({.type = StepAction::Type::Preset, .client = client, .name = name});
    d->engine.command([client, name](Engine &engine) {
        engine.applyFault(client, QStringLiteral("preset"), {{QStringLiteral("name"), name}});
    });
}

void Session::deploy(int code, Nanoseconds down)
{
    Q_EMIT acted({.type = StepAction::Type::Deploy, .code = code, .time = down});
    d->engine.command([code, down](Engine &engine) { engine.deploy(code, down); });
}

void Session::playSchedule()
{
    d->engine.command([steps = d->scenario.manifest.network](Engine &engine) { engine.playSchedule(steps); });
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
    const std::vector<LessonStep> steps = d->scenario.manifest.stepsUnder(d->htmx);
    if (!d->open || step < 0 || static_cast<std::size_t>(step) >= steps.size())
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
    d->run->lesson = Lesson(d->scenario.manifest.stepsUnder(d->htmx));
    d->run->lesson.skip(done, now());
    Q_EMIT stepsChanged();
}

void Session::quiesce()
{
    d->engine.command([](Engine &engine) { engine.quiesce(); });
}

} // namespace swapscope
