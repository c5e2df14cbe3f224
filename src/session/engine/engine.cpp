#include "engine.h"

#include <core/random.h>
#include <faults/names.h>
#include <link/link.h>
#include <scenario/scenario.h>
#include <script/scriptengine.h>
#include <server/mockserver.h>

#include <QHostAddress>
#include <QTimer>

namespace swapscope {

namespace {

// How long a server is away when its script was saved: long enough to be seen, short enough not to be waited
// for.
constexpr Nanoseconds kReloadDown = 250 * kMillisecond;

constexpr std::size_t kLastPort = 65535;

} // namespace

Engine::Engine(Recorder &recorder, ConnectionRegistry &connections, QObject *parent)
    : QObject(parent),
      m_recorder(recorder),
      m_connections(connections),
      m_scriptStop(std::make_shared<ScriptStop>()),
      m_links(recorder, connections, this),
      m_scheduleTimer(std::make_unique<QTimer>(this))
{
    m_scheduleTimer->setSingleShot(true);
    m_scheduleTimer->setTimerType(Qt::PreciseTimer);
    connect(m_scheduleTimer.get(), &QTimer::timeout, this, &Engine::advanceSchedule);
    connect(&m_links, &Links::statusChanged, this, &Engine::linkChanged);
    connect(&m_links, &Links::holdChanged, this, &Engine::holdChanged);
}

Engine::~Engine() = default;

void Engine::start(const EnginePlan &plan)
{
    m_plan = plan;
    if (const Result<EngineAddresses> addresses = listenAndLoad())
        Q_EMIT started(*addresses);
    else
        Q_EMIT startFailed(addresses.error());
}

Result<EngineAddresses> Engine::listenAndLoad()
{
    EngineAddresses addresses;
    if (m_plan.attach) {
        Event event;
        event.kind = Kind::ServerAttached;
        event.data = {{Field::Url, m_plan.attach->upstream.url().toString()}};
        m_recorder.record(std::move(event));
    } else if (const Result<void> server = startServer(addresses); !server) {
        return server.error();
    }
    if (const Result<void> links = startLinks(addresses); !links)
        return links.error();
    if (m_plan.attach)
        return addresses;
    if (const Result<void> crowds = startCrowds(addresses); !crowds)
        return crowds.error();
    m_server->answerTo({m_links.ports(), m_plan.allowedHosts});
    // Last, because the script may speak to the links at once.
    loadScript();
    return addresses;
}

Result<void> Engine::startServer(EngineAddresses &addresses)
{
    m_server = std::make_unique<MockServer>(m_recorder, m_connections);
    m_server->setSeed(m_plan.seed);
    m_server->setSite({m_plan.pageFile, m_plan.staticDir, m_plan.htmxDir, m_plan.htmx, m_plan.title});
    connect(m_server.get(), &MockServer::failed, this,
            [this](const QString &message) { Q_EMIT commandFailed(Error{message}); });
    connect(m_server.get(), &MockServer::connectionGone, &m_links, &Links::serverGone);

    const auto wanted = m_plan.links ? quint16(0) : m_plan.port;
    Result<quint16> port = m_server->listen(QHostAddress::LocalHost, wanted);
    if (!port && wanted != 0 && m_plan.portIsPreferred)
        port = m_server->listen(QHostAddress::LocalHost, 0);
    if (!port)
        return port.error();
    addresses.server = *port;

    m_script = std::make_unique<ScriptEngine>(
        ScriptHost{.server = *m_server, .recorder = m_recorder, .network = *this, .stop = m_scriptStop});
    connect(m_script.get(), &ScriptEngine::cuesChanged, this, &Engine::cuesChanged);
    connect(m_script.get(), &ScriptEngine::channelsChanged, this, &Engine::channelsChanged);
    connect(m_script.get(), &ScriptEngine::failed, this, &Engine::scriptFailed);
    // This thread could not pass it on.
    connect(m_script.get(), &ScriptEngine::stalled, this, &Engine::scriptStalled, Qt::DirectConnection);
    connect(m_script.get(), &ScriptEngine::resumed, this, &Engine::scriptResumed);
    return {};
}

Result<void> Engine::startLinks(EngineAddresses &addresses)
{
    if (!m_plan.links)
        return {};
    const Random random(m_plan.seed);
    for (int i = 0; i < m_plan.clients.size(); ++i) {
        const QString &client = m_plan.clients[i];
        Link &link = m_links.add(client, random.fork(static_cast<quint64>(i) + 1), Links::Tell::State);
        if (m_plan.attach)
            link.attach(m_plan.attach->upstream, {m_plan.attach->insecure, m_plan.attach->allowedHosts});
        else
            link.setUpstream(QHostAddress::LocalHost, addresses.server);
        const Result<quint16> port = listen(link, static_cast<std::size_t>(i));
        if (!port)
            return Error{tr("The link of client %1 cannot listen: %2").arg(client, port.error().message)};
        addresses.links.emplace_back(client, *port);
    }
    return {};
}

Result<void> Engine::startCrowds(const EngineAddresses &addresses)
{
    if (!m_plan.links)
        return {};
    const Random random(m_plan.seed);
    for (const CrowdPlan &plan : m_plan.crowds) {
        const auto salt = static_cast<quint64>(m_links.size()) + 1;
        Link &link = m_links.add(plan.name, random.fork(salt), Links::Tell::Nothing);
        link.setUpstream(QHostAddress::LocalHost, addresses.server);
        const Result<quint16> port = link.listen(QHostAddress::LocalHost, 0);
        if (!port)
            return Error{tr("The link of %1 cannot listen: %2").arg(plan.name, port.error().message)};
        const QUrl base(QStringLiteral("http://127.0.0.1:%1/").arg(*port));
        m_crowds.push_back(std::make_unique<Crowd>(plan, base, random.fork(~salt)));
        if (const Result<void> started = m_crowds.back()->start(); !started)
            return started.error();
    }
    return {};
}

Result<quint16> Engine::listen(Link &link, std::size_t index) const
{
    quint16 wanted = 0;
    if (index < m_plan.wantedPorts.size())
        wanted = m_plan.wantedPorts[index];
    else if (m_plan.port != 0 && m_plan.port + index <= kLastPort)
        wanted = static_cast<quint16>(m_plan.port + index);
    else if (m_plan.port != 0 && !m_plan.portIsPreferred)
        return Error{tr("its port would be %1, and the last there is is %2; begin lower, or with 0 for any")
                         .arg(m_plan.port + index)
                         .arg(kLastPort)};
    Result<quint16> port = link.listen(QHostAddress::LocalHost, wanted);
    if (!port && wanted != 0 && m_plan.portIsPreferred)
        port = link.listen(QHostAddress::LocalHost, 0);
    return port;
}

// False: it does not run; scriptFailed() has told why.
bool Engine::loadScript()
{
    const Result<QString> text = readScenarioText(m_plan.scriptFile);
    if (!text) {
        Q_EMIT scriptFailed(text.error(), false);
        return false;
    }
    return m_script->load({m_plan.scriptFile, *text, m_plan.params, m_plan.htmx, m_plan.seed}).ok();
}

void Engine::reloadScript(const QVariantMap &params)
{
    if (!m_script)
        return;
    m_plan.params = params;
    if (!loadScript())
        return; // scriptFailed() has told why
    m_server->restart({.down = kReloadDown, .code = 1012, .reason = {}, .why = QStringLiteral("script")});
    Q_EMIT scriptLoaded();
}

// Of what only a script can do.
bool Engine::hasScript()
{
    if (!m_script)
        Q_EMIT commandFailed(
            Error{tr("An attached server is nobody's to speak for: it has no script here.")});
    return m_script != nullptr;
}

void Engine::reportOutcome(const Result<void> &done)
{
    if (!done)
        Q_EMIT commandFailed(done.error());
}

void Engine::runCue(int index)
{
    if (!hasScript())
        return;
    const bool exists = index >= 0 && index < m_script->cues().size();
    const Result<void> ran = m_script->runCue(index);
    if (!exists) // else scriptFailed() has told what is wrong with it
        reportOutcome(ran);
}

void Engine::publish(const QString &channel, const QString &fragment)
{
    if (!hasScript())
        return;
    reportOutcome(m_script->publish(channel, fragment));
}

void Engine::sendTo(const QString &client, const QString &fragment)
{
    if (!hasScript())
        return;
    reportOutcome(m_script->send(client, fragment));
}

void Engine::applyFault(const FaultCommand &command)
{
    reportOutcome(applyAs(QStringLiteral("hand"), command));
}

Result<void> Engine::apply(const FaultCommand &command)
{
    return applyAs(QStringLiteral("script"), command);
}

Result<void> Engine::applyAs(const QString &by, const FaultCommand &command)
{
    if (!m_plan.links)
        return {};
    return m_links.apply(command, by);
}

void Engine::applyHold(const HoldCommand &command)
{
    reportOutcome(m_links.apply(command));
}

void Engine::inject(const QString &client, ConnectionId conn, Direction direction, const QString &text,
                    const QString &event)
{
    reportOutcome(m_links.inject(client, conn, direction, text, event));
}

void Engine::deploy(int code, Nanoseconds down)
{
    if (!m_server) { // as it looks from the clients' side
        applyFault({.client = FaultCommand::kEveryone,
                    .fault = faultName::close,
                    .args = {{QStringLiteral("code"), code}}});
        applyFault(
            {.client = FaultCommand::kEveryone, .fault = faultName::refuse, .ends = Ends::after(down)});
        return;
    }
    m_server->restart({.down = down, .code = code, .reason = {}, .why = QStringLiteral("restart")});
}

void Engine::playSchedule(const std::vector<NetworkStep> &steps)
{
    m_schedule.emplace(steps, m_recorder.now());
    Q_EMIT scheduleChanged(!m_schedule->finished());
    advanceSchedule();
}

void Engine::stopSchedule()
{
    m_scheduleTimer->stop();
    if (m_schedule) {
        m_schedule.reset();
        Q_EMIT scheduleChanged(false);
    }
}

void Engine::advanceSchedule()
{
    if (!m_schedule)
        return;
    for (const NetworkStep &step : m_schedule->takeDue(m_recorder.now()))
        reportOutcome(applyAs(QStringLiteral("schedule"), step.command));
    if (const auto wait = m_schedule->wait(m_recorder.now())) {
        m_scheduleTimer->start(*wait);
    } else {
        m_schedule.reset();
        Q_EMIT scheduleChanged(false);
    }
}

void Engine::quiesce()
{
    stopSchedule();
    if (m_script)
        m_script->stopTimers();
}

void Engine::shutDown()
{
    stopSchedule();
    m_crowds.clear(); // before they would come back
    if (m_script)
        m_script->stopTimers();
    if (!m_server || !m_server->isListening()) {
        if (m_script)
            m_script->unload();
        m_links.shutDown();
        Q_EMIT shutDownFinished();
        return;
    }
    // The server's good-bye has to pass the links before they close.
    connect(m_server.get(), &MockServer::finished, this, [this] {
        if (m_script)
            m_script->unload(); // its routes last until everyone has been told that the server ends
        m_links.shutDown();
        Q_EMIT shutDownFinished();
    });
    reportOutcome(m_links.letThrough());
    m_server->shutDown();
}

} // namespace swapscope
