#include "engine.h"

#include <core/random.h>
#include <link/link.h>
#include <scenario/textfile.h>
#include <script/scriptengine.h>
#include <server/mockserver.h>

#include <QHostAddress>
#include <QTimer>

namespace swapscope {

namespace {

// How long a server is away when its script was saved: long enough to be seen, short enough not to be waited
// for.
constexpr Nanoseconds kReloadDown = 250 * kMillisecond;

} // namespace

Engine::Engine(Recorder &recorder, ConnectionRegistry &connections, QObject *parent)
    : QObject(parent),
      m_recorder(recorder),
      m_connections(connections),
      m_scheduleTimer(std::make_unique<QTimer>(this)),
      m_holdTimer(std::make_unique<QTimer>(this))
{
    m_scheduleTimer->setSingleShot(true);
    m_scheduleTimer->setTimerType(Qt::PreciseTimer);
    connect(m_scheduleTimer.get(), &QTimer::timeout, this, &Engine::advanceSchedule);
    m_holdTimer->setSingleShot(true);
    m_holdTimer->setInterval(kFrameMs);
    connect(m_holdTimer.get(), &QTimer::timeout, this, &Engine::tellHolds);
}

Engine::~Engine() = default;

Result<EngineAddresses> Engine::start(const EnginePlan &plan)
{
    m_plan = plan;
    EngineAddresses addresses;
    if (plan.attach) {
        Event event;
        event.kind = Kind::ServerAttached;
        event.data = {{QStringLiteral("url"), plan.attach->upstream.url().toString()}};
        m_recorder.record(std::move(event));
    } else if (const Result<void> server = startServer(addresses); !server) {
        return server.error();
    }
    if (const Result<void> links = startLinks(addresses); !links)
        return links.error();
    if (plan.attach)
        return addresses;
    if (const Result<void> crowds = startCrowds(addresses); !crowds)
        return crowds.error();
    // Last, because the script may speak to the links at once.
    const Result<void> script = loadScript();
    m_scriptError = script ? std::nullopt : std::optional(script.error());
    return addresses;
}

Result<void> Engine::startServer(EngineAddresses &addresses)
{
    m_server = std::make_unique<MockServer>(m_recorder, m_connections);
    m_server->setSeed(m_plan.seed);
    m_server->setSite({m_plan.pageFile, m_plan.staticDir, m_plan.htmxDir, m_plan.htmx, m_plan.title});
    connect(m_server.get(), &MockServer::failed, this,
            [this](const QString &message) { Q_EMIT commandFailed(Error{message}); });

    const auto wanted = m_plan.links ? quint16(0) : m_plan.port;
    Result<quint16> port = m_server->listen(QHostAddress::LocalHost, wanted);
    if (!port && wanted != 0 && m_plan.portIsPreferred)
        port = m_server->listen(QHostAddress::LocalHost, 0);
    if (!port)
        return port.error();
    addresses.server = *port;

    m_script = std::make_unique<ScriptEngine>(ScriptHost{*m_server, m_recorder, *this});
    connect(m_script.get(), &ScriptEngine::cuesChanged, this, &Engine::cuesChanged);
    connect(m_script.get(), &ScriptEngine::channelsChanged, this, &Engine::channelsChanged);
    connect(m_script.get(), &ScriptEngine::failed, this, &Engine::scriptFailed);
    return {};
}

Result<void> Engine::startLinks(EngineAddresses &addresses)
{
    if (!m_plan.links)
        return {};
    const Random random(m_plan.seed);
    for (int i = 0; i < m_plan.clients.size(); ++i) {
        const QString &client = m_plan.clients[i];
        auto link = std::make_unique<Link>(client, m_recorder, m_connections,
                                           random.fork(static_cast<quint64>(i) + 1));
        if (m_plan.attach)
            link->attach(m_plan.attach->upstream, {m_plan.attach->insecure});
        else
            link->setUpstream(QHostAddress::LocalHost, addresses.server);
        Link *raw = link.get();
        connect(raw, &Link::statusChanged, this,
                [this, raw] { Q_EMIT linkChanged(raw->client(), raw->status()); });
        connect(raw, &Link::holdChanged, this, [this, raw] {
            m_holdsToTell.insert(raw);
            if (!m_holdTimer->isActive())
                m_holdTimer->start();
        });
        m_links.push_back(std::move(link));
        const Result<quint16> linkPort = startLink(client, static_cast<std::size_t>(i));
        if (!linkPort)
            return linkPort.error();
        addresses.links.emplace_back(client, *linkPort);
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
        auto link = std::make_unique<Link>(plan.name, m_recorder, m_connections, random.fork(salt));
        link->setUpstream(QHostAddress::LocalHost, addresses.server);
        const Result<quint16> port = link->listen(QHostAddress::LocalHost, 0);
        if (!port)
            return Error{tr("The link of %1 cannot listen: %2").arg(plan.name, port.error().message)};
        m_links.push_back(std::move(link));
        const QUrl base(QStringLiteral("http://127.0.0.1:%1/").arg(*port));
        m_crowds.push_back(std::make_unique<Crowd>(plan, base, random.fork(~salt)));
        if (const Result<void> started = m_crowds.back()->start(); !started)
            return started.error();
    }
    return {};
}

Result<quint16> Engine::startLink(const QString &client, std::size_t index)
{
    quint16 wanted = 0;
    if (index < m_plan.wantedPorts.size())
        wanted = m_plan.wantedPorts[index];
    else if (m_plan.port != 0)
        wanted = static_cast<quint16>(m_plan.port + index);
    Result<quint16> port = m_links[index]->listen(QHostAddress::LocalHost, wanted);
    if (!port && wanted != 0 && m_plan.portIsPreferred)
        port = m_links[index]->listen(QHostAddress::LocalHost, 0);
    if (!port)
        return Error{tr("The link of client %1 cannot listen: %2").arg(client, port.error().message)};
    return port;
}

Result<void> Engine::loadScript()
{
    const Result<QString> text = readText(m_plan.scriptFile);
    if (!text) {
        Q_EMIT scriptFailed(text.error());
        return text.error();
    }
    return m_script->load({m_plan.scriptFile, *text, m_plan.params, m_plan.htmx, m_plan.seed});
}

void Engine::reloadScript(const QVariantMap &params)
{
    if (!m_script)
        return;
    m_plan.params = params;
    const Result<void> loaded = loadScript();
    if (!loaded) {
        m_scriptError = loaded.error(); // scriptFailed() has told it
        return;
    }
    m_scriptError.reset();
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

void Engine::runCue(int index)
{
    if (!hasScript())
        return;
    if (const Result<void> ran = m_script->runCue(index); !ran)
        Q_EMIT commandFailed(ran.error());
}

void Engine::publish(const QString &channel, const QString &fragment)
{
    if (!hasScript())
        return;
    if (const Result<void> published = m_script->publish(channel, fragment); !published)
        Q_EMIT commandFailed(published.error());
}

void Engine::sendTo(const QString &client, const QString &fragment)
{
    if (!hasScript())
        return;
    if (const Result<void> sent = m_script->send(client, fragment); !sent)
        Q_EMIT commandFailed(sent.error());
}

void Engine::applyFault(const QString &client, const QString &fault, const QVariantMap &args)
{
    if (const Result<void> applied = applyAs(QStringLiteral("hand"), fault, client, args); !applied)
        Q_EMIT commandFailed(applied.error());
}

Result<void> Engine::apply(const QString &fault, const QString &client, const QVariantMap &args)
{
    return applyAs(QStringLiteral("script"), fault, client, args);
}

Result<void> Engine::applyAs(const QString &by, const QString &fault, const QString &client,
                             const QVariantMap &args)
{
    if (!m_plan.links)
        return {};
    return toLinks(client, [&](Link &link) {
        return fault == u"preset" ? link.playPreset(args.value(QStringLiteral("name")).toString(), by)
                                  : link.apply(fault, args, by);
    });
}

Result<void> Engine::toLinks(const QString &client, const std::function<Result<void>(Link &)> &function)
{
    QStringList names;
    bool any = client == u'*';
    for (const auto &link : m_links) {
        names << link->client();
        if (client != u'*' && client != link->client())
            continue;
        any = true;
        if (const Result<void> done = function(*link); !done)
            return done;
    }
    if (any)
        return {};
    return Error{
        tr("There is no client \"%1\"; there are %2, and \"*\" for all").arg(client, names.join(tr(", ")))};
}

void Engine::tellHolds()
{
    for (const Link *link : std::exchange(m_holdsToTell, {})) {
        Q_EMIT holdChanged(link->client(), link->holdStatus());
        Q_EMIT linkChanged(link->client(), link->status());
    }
}

void Engine::onLinks(const QString &client, const std::function<Result<void>(Link &)> &function)
{
    if (const Result<void> done = toLinks(client, function); !done)
        Q_EMIT commandFailed(done.error());
}

void Engine::onHeld(EventId id, const std::function<Result<void>(Link &)> &function)
{
    const auto owner = std::find_if(m_links.begin(), m_links.end(),
                                    [id](const std::unique_ptr<Link> &link) { return link->holds(id); });
    if (owner == m_links.end()) {
        Q_EMIT commandFailed(Error{tr("That message is not held any more")});
        return;
    }
    if (const Result<void> done = function(**owner); !done)
        Q_EMIT commandFailed(done.error());
}

void Engine::playPreset(const QString &client, const QString &name)
{
    applyFault(client, QStringLiteral("preset"), {{QStringLiteral("name"), name}});
}

void Engine::setHold(const QString &client, bool on)
{
    onLinks(client, [on](Link &link) {
        link.setHold(on);
        return Result<void>();
    });
}

void Engine::setBreakpoints(const QString &client, const std::vector<Breakpoint> &breakpoints)
{
    onLinks(client, [&breakpoints](Link &link) { return link.setBreakpoints(breakpoints); });
}

void Engine::stepHeld(const QString &client)
{
    if (client != u'*') {
        onLinks(client, [](Link &link) { return link.stepHeld(); });
        return;
    }
    // Of all clients the one whose next message stopped first.
    Link *first = nullptr;
    EventId oldest = 0;
    for (const auto &link : m_links) {
        const std::vector<HeldMessage> held = link->holdStatus().messages;
        if (!held.empty() && (!first || held.front().id < oldest)) {
            first = link.get();
            oldest = held.front().id;
        }
    }
    if (const Result<void> done = first ? first->stepHeld() : Error{tr("No message is held")}; !done)
        Q_EMIT commandFailed(done.error());
}

void Engine::releaseAllHeld(const QString &client)
{
    onLinks(client, [](Link &link) {
        link.releaseAllHeld();
        return Result<void>();
    });
}

void Engine::releaseHeld(EventId id)
{
    onHeld(id, [id](Link &link) { return link.releaseHeld(id); });
}

void Engine::editHeld(EventId id, const QString &text)
{
    onHeld(id, [id, &text](Link &link) { return link.editHeld(id, text); });
}

void Engine::duplicateHeld(EventId id)
{
    onHeld(id, [id](Link &link) { return link.duplicateHeld(id); });
}

void Engine::discardHeld(EventId id)
{
    onHeld(id, [id](Link &link) { return link.discardHeld(id); });
}

void Engine::moveHeld(EventId id, int position)
{
    onHeld(id, [id, position](Link &link) { return link.moveHeld(id, position); });
}

void Engine::inject(const QString &client, int conn, Direction direction, const QString &text,
                    const QString &event)
{
    onLinks(client, [&](Link &link) { return link.inject(conn, direction, text, event); });
}

void Engine::deploy(int code, Nanoseconds down)
{
    if (!m_server) { // as it looks from the clients' side
        applyFault(QStringLiteral("*"), QStringLiteral("close"), {{QStringLiteral("code"), code}});
        applyFault(QStringLiteral("*"), QStringLiteral("refuse"),
                   {{QStringLiteral("for"), static_cast<qint64>(down)}});
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
    for (const NetworkStep &step : m_schedule->takeDue(m_recorder.now())) {
        QVariantMap args;
        for (auto arg = step.args.cbegin(); arg != step.args.cend(); ++arg)
            args.insert(arg.key(), arg.value());
        if (step.forTime)
            args.insert(QStringLiteral("for"), static_cast<qint64>(*step.forTime));
        if (const auto done = applyAs(QStringLiteral("schedule"), step.fault, step.client, args); !done)
            Q_EMIT commandFailed(done.error());
    }
    if (const std::optional<Nanoseconds> next = m_schedule->next()) {
        const Nanoseconds wait = *next - m_recorder.now();
        m_scheduleTimer->start(std::chrono::milliseconds((wait + kMillisecond - 1) / kMillisecond));
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
        for (const auto &link : m_links)
            link->shutDown();
        Q_EMIT shutDownFinished();
        return;
    }
    // The server's good-bye has to pass the links before they close.
    connect(m_server.get(), &MockServer::finished, this, [this] {
        if (m_script)
            m_script->unload(); // its routes last until everyone has been told that the server ends
        for (const auto &link : m_links)
            link->shutDown();
        Q_EMIT shutDownFinished();
    });
    for (const auto &link : m_links) {
        link->setHold(false);
        if (const Result<void> cleared = link->apply(QStringLiteral("clear"), {}); !cleared)
            Q_EMIT commandFailed(cleared.error());
    }
    m_server->shutDown();
}

} // namespace swapscope
