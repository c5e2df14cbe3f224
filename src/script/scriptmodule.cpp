#include "scriptmodule.h"

#include "modulesource.h"
#include "requestvalues.h"
#include "syntaxadvice.h"

#include <core/duration.h>
#include <core/recorder.h>
#include <scenario/faultspecs.h>

#include <QJSValueIterator>
#include <QPointer>

#include <cmath>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kMaxTimers = 10'000;
constexpr qsizetype kMaxLogText = 16 * 1024;
constexpr qsizetype kMaxFragment = 4 * 1024 * 1024;

// Reads one option of a fault as its spec wants it.
Result<QVariant> faultValue(const FaultArg &arg, const QJSValue &value, const QString &what)
{
    switch (arg.type) {
    case FaultArgType::Duration: {
        if (!value.isString())
            return Error{u"%1 must be a duration like \"250ms\", \"5s\" or \"2m\""_s.arg(what)};
        const auto duration = parseDuration(value.toString());
        if (!duration)
            return Error{u"%1: %2"_s.arg(what, duration.error().message)};
        return QVariant(*duration);
    }
    case FaultArgType::Integer: {
        const double number = value.isNumber() ? value.toNumber() : std::nan("");
        if (!(number >= static_cast<double>(arg.low) && number <= static_cast<double>(arg.high)) ||
            number != std::floor(number))
            return Error{u"%1 must be a whole number from %2 to %3, got %4"_s.arg(
                what, QString::number(arg.low), QString::number(arg.high), value.toString().left(60))};
        return QVariant(static_cast<qint64>(number));
    }
    case FaultArgType::Number: {
        const double number = value.isNumber() ? value.toNumber() : std::nan("");
        if (!(number >= static_cast<double>(arg.low) && number <= static_cast<double>(arg.high)))
            return Error{u"%1 must be a number from %2 to %3, got %4"_s.arg(
                what, QString::number(arg.low), QString::number(arg.high), value.toString().left(60))};
        return QVariant(number);
    }
    case FaultArgType::Text:
        if (!value.isString())
            return Error{u"%1 must be a text"_s.arg(what)};
        if (value.toString().toUtf8().size() > arg.high)
            return Error{u"%1 must not be longer than %2 bytes"_s.arg(what, QString::number(arg.high))};
        return QVariant(value.toString());
    }
    return Error{what};
}

} // namespace

ScriptModule::ScriptModule(ScriptHost host, const ScriptSource &source)
    : m_host(host), m_source(source), m_random(source.seed)
{
    m_wake.setSingleShot(true);
    m_wake.setTimerType(Qt::PreciseTimer);
    connect(&m_wake, &QTimer::timeout, this, &ScriptModule::runTimers);
    m_run = std::make_unique<ScriptRun>(source.file, source.text, *this,
                                        std::chrono::milliseconds(ScriptEngine::kMaxHandlerTime));
}

ScriptModule::~ScriptModule() = default;

Result<void> ScriptModule::load()
{
    return m_run->runModule();
}

void ScriptModule::install()
{
    m_installed = true;
    m_host.server.setRoutes(std::move(m_routes));
    for (const Publication &waiting : m_waiting)
        m_host.server.publish(waiting.channel, waiting.fragment, waiting.event);
    m_waiting.clear();
    m_counts.clear();
    armTimer();
}

void ScriptModule::retire()
{
    m_retired = true;
    m_wake.stop();
    m_schedule.clear();
    m_timers.clear();
}

QStringList ScriptModule::cues() const
{
    QStringList labels;
    for (const Cue &cue : m_cues)
        labels.push_back(cue.label);
    return labels;
}

Result<void> ScriptModule::runCue(int index)
{
    if (index < 0 || index >= static_cast<int>(m_cues.size()))
        return Error{u"there is no cue %1; the script has %2"_s.arg(index + 1).arg(m_cues.size())};
    const auto outcome = call(m_cues[static_cast<size_t>(index)].handler, {});
    if (outcome.error)
        return *outcome.error;
    return {};
}

void ScriptModule::fail(const QString &message)
{
    js().throwError(QJSValue::TypeError, message);
}

void ScriptModule::report(const Error &error)
{
    if (m_errorLimit.ask(m_host.recorder.now()) != RateLimit::Verdict::Pass)
        return;
    if (onError)
        onError(error);
}

void ScriptModule::note(const QString &level, const QString &text, int line)
{
    Event event;
    event.kind = Kind::ScriptLog;
    event.data = QJsonObject{{u"level"_s, level}, {u"text"_s, text}, {u"file"_s, m_source.file}};
    if (line > 0)
        event.data[u"line"_s] = line;
    m_host.recorder.record(std::move(event));
}

ScriptRun::Outcome ScriptModule::call(const ScriptHandler &handler, const QJSValueList &arguments)
{
    auto outcome = m_run->call(handler, arguments);
    if (outcome.error)
        report(*outcome.error);
    for (const Error &error : outcome.later)
        report(error);
    return outcome;
}

// Small services

void ScriptModule::wake()
{
    m_run->wake();
}

void ScriptModule::noteGlobals(const QStringList &names)
{
    m_run->noteGlobals(names);
}

int ScriptModule::lineOf(const QString &stack) const
{
    return placeInStack(stack).line;
}

QString ScriptModule::nearest(const QString &name, const QStringList &known) const
{
    return nearestName(name, known);
}

QString ScriptModule::patternFault(const QString &pattern) const
{
    const auto fault = swapscope::patternFault(pattern);
    return fault ? fault->sentence : QString();
}

QJSValue ScriptModule::duration(const QString &text) const
{
    const auto read = parseDuration(text);
    return read ? QJSValue(static_cast<double>(*read)) : QJSValue(read.error().message);
}

// Channels and routes

void ScriptModule::addChannel(const QString &name, int history)
{
    if (m_installed)
        m_host.server.channel(name, history);
    else
        m_routes.addChannel(name, history);
    if (m_channels.contains(name))
        return;
    m_channels.push_back(name);
    if (m_installed && onChannel)
        onChannel();
}

double ScriptModule::last(const QString &channel)
{
    return static_cast<double>(m_installed ? m_host.server.channel(channel).last() : m_counts.value(channel));
}

double ScriptModule::publish(const QString &channel, const QString &fragment, const QString &event)
{
    if (fragment.size() > kMaxFragment) {
        fail(u"publish: the fragment is longer than 4 million characters"_s);
        return 0;
    }
    if (m_installed)
        return static_cast<double>(m_host.server.publish(channel, fragment.toUtf8(), event));
    if (m_waiting.size() >= Channel::kMaxHistory) {
        fail(u"publish: the script's top level has published %1 updates already"_s.arg(Channel::kMaxHistory));
        return 0;
    }
    m_waiting.push_back({channel, fragment.toUtf8(), event});
    return static_cast<double>(++m_counts[channel]);
}

int ScriptModule::handlerIn(const QJSValue &spec, const QString &callee, const QString &name)
{
    const QJSValue options = spec.property(u"options"_s);
    if (!options.property(name).isCallable())
        return -1;
    // The library wraps those whose result it reads.
    const QJSValue wrapped = spec.property(name);
    m_handlers.push_back(
        {wrapped.isCallable() ? wrapped : options.property(name),
         options,
         u"the handler “%1” of %2 \"%3\""_s.arg(name, callee, spec.property(u"path"_s).toString()),
         {callee, name, spec.property(u"line"_s).toInt()}});
    return static_cast<int>(m_handlers.size()) - 1;
}

void ScriptModule::callFor(int handler, const QJSValueList &arguments)
{
    if (handler >= 0)
        call(m_handlers[static_cast<size_t>(handler)], arguments);
}

QByteArray ScriptModule::snapshot(int handler, const Peer &peer)
{
    if (handler < 0)
        return {};
    const auto outcome = call(m_handlers[static_cast<size_t>(handler)], {clientOf(peer)});
    return outcome.value.isString() ? outcome.value.toString().toUtf8() : QByteArray();
}

QJSValue ScriptModule::clientOf(const Peer &peer)
{
    const auto known = m_clients.constFind(peer.id());
    if (known != m_clients.constEnd())
        return known->object;
    const QJSValue object =
        m_run->library(u"makeClient"_s)
            .call({peer.id(), peer.name(), peer.session(), js().toScriptValue(peer.params())});
    m_clients.insert(peer.id(), {peer, object});
    return object;
}

namespace {

CatchUp catchUpOf(const QString &word)
{
    return word == u"replay" ? CatchUp::Replay : word == u"snapshot" ? CatchUp::Snapshot : CatchUp::None;
}

} // namespace

void ScriptModule::addSocket(const QJSValue &spec)
{
    const QString callee = u"ws"_s;
    SocketRoute route;
    route.path = spec.property(u"path"_s).toString();
    route.channel = spec.property(u"channel"_s).toString();
    route.catchUp = catchUpOf(spec.property(u"catchUp"_s).toString());
    route.cursor = spec.property(u"cursor"_s).toString() == u"page" ? Cursor::Page : Cursor::Session;
    route.heartbeat = static_cast<Nanoseconds>(spec.property(u"heartbeat"_s).toNumber());
    // The server may hold the table for longer than this script lives.
    const QPointer<ScriptModule> self(this);
    if (const int handler = handlerIn(spec, callee, u"snapshot"_s); handler >= 0)
        route.snapshot = [self, handler](const Peer &peer) {
            return self ? self->snapshot(handler, peer) : QByteArray();
        };
    if (const int handler = handlerIn(spec, callee, u"open"_s); handler >= 0)
        route.open = [self, handler](const Peer &peer, const Request &request) {
            if (self)
                self->callFor(handler, {self->clientOf(peer), requestValue(self->js(), request)});
        };
    if (const int handler = handlerIn(spec, callee, u"message"_s); handler >= 0) {
        route.message = [self, handler](const Peer &peer, const QJsonObject &form, const QJsonObject &headers,
                                        const QString &text) {
            if (self)
                self->callFor(handler, {self->clientOf(peer), self->js().toScriptValue(form),
                                        self->js().toScriptValue(headers), text});
        };
        route.binary = [self, handler](const Peer &peer, const QByteArray &data) {
            if (self)
                self->callFor(handler, {self->clientOf(peer), self->js().newObject(), self->js().newObject(),
                                        self->js().toScriptValue(data)});
        };
    }
    const int closing = handlerIn(spec, callee, u"close"_s);
    route.close = [self, closing](const Peer &peer, int code, const QString &reason) {
        if (!self)
            return;
        if (closing >= 0)
            self->callFor(closing, {self->clientOf(peer), code, reason});
        if (self)
            self->m_clients.remove(peer.id());
    };
    if (const auto added = m_routes.add(std::move(route)); !added)
        fail(u"ws: "_s + added.error().message);
}

void ScriptModule::addStream(const QJSValue &spec)
{
    const QString callee = u"sse"_s;
    StreamRoute route;
    route.path = spec.property(u"path"_s).toString();
    route.channel = spec.property(u"channel"_s).toString();
    route.catchUp = catchUpOf(spec.property(u"catchUp"_s).toString());
    route.heartbeat = static_cast<Nanoseconds>(spec.property(u"heartbeat"_s).toNumber());
    route.historyForNewcomers = spec.property(u"newcomers"_s).toString() == u"history";
    if (const QJSValue retry = spec.property(u"retry"_s); retry.isNumber())
        route.retry = static_cast<int>(static_cast<Nanoseconds>(retry.toNumber()) / kMillisecond);
    const QPointer<ScriptModule> self(this);
    if (const int handler = handlerIn(spec, callee, u"snapshot"_s); handler >= 0)
        route.snapshot = [self, handler](const Peer &peer) {
            return self ? self->snapshot(handler, peer) : QByteArray();
        };
    if (const int handler = handlerIn(spec, callee, u"open"_s); handler >= 0)
        route.open = [self, handler](const Peer &peer, const Request &request) {
            if (self)
                self->callFor(handler, {self->clientOf(peer), requestValue(self->js(), request)});
        };
    const int closing = handlerIn(spec, callee, u"close"_s);
    route.close = [self, closing](const Peer &peer) {
        if (!self)
            return;
        if (closing >= 0)
            self->callFor(closing, {self->clientOf(peer)});
        if (self)
            self->m_clients.remove(peer.id());
    };
    if (const auto added = m_routes.add(std::move(route)); !added)
        fail(u"sse: "_s + added.error().message);
}

void ScriptModule::addHttp(const QJSValue &spec)
{
    const QString name = spec.property(u"name"_s).toString();
    HttpRoute route;
    route.method = spec.property(u"method"_s).toString().toLatin1();
    route.path = spec.property(u"path"_s).toString();
    route.csrf = spec.property(u"csrf"_s).toBool();
    const auto handler = m_handlers.size();
    m_handlers.push_back({spec.property(u"handler"_s),
                          {},
                          u"the handler of %1 \"%2\""_s.arg(name, route.path),
                          {name, {}, spec.property(u"line"_s).toInt()}});
    const QPointer<ScriptModule> self(this);
    route.handler = [self, handler](const Request &request) {
        if (!self)
            return errorAnswer(Error{u"the script has been unloaded"_s});
        const auto outcome = self->call(self->m_handlers[handler], {requestValue(self->js(), request)});
        return outcome.error ? errorAnswer(*outcome.error) : answerOf(self->js(), outcome.value);
    };
    if (const auto added = m_routes.add(std::move(route)); !added)
        fail(name + u": "_s + added.error().message);
}

// Clients

void ScriptModule::send(int client, const QString &fragment, const QString &event, const QString &id)
{
    if (const auto found = m_clients.constFind(client); found != m_clients.constEnd()) {
        const Peer peer = found->peer;
        peer.send(fragment.toUtf8(), event, id);
    }
}

void ScriptModule::sendBinary(int client, const QByteArray &data)
{
    if (const auto found = m_clients.constFind(client); found != m_clients.constEnd()) {
        const Peer peer = found->peer;
        peer.sendBinary(data);
    }
}

void ScriptModule::close(int client, int code, const QString &reason)
{
    if (const auto found = m_clients.constFind(client); found != m_clients.constEnd()) {
        const Peer peer = found->peer;
        peer.close(code, reason);
    }
}

// Time and cues

int ScriptModule::startTimer(const QString &callee, double delay, bool repeat, const QJSValue &handler,
                             int line)
{
    if (m_schedule.size() >= kMaxTimers) {
        fail(u"%1: there are %2 timers already"_s.arg(callee).arg(kMaxTimers));
        return 0;
    }
    const Nanoseconds now = m_host.recorder.now();
    const auto duration = static_cast<Nanoseconds>(delay);
    const int id = repeat ? m_schedule.repeat(now, duration) : m_schedule.once(now, duration);
    m_timers.insert(id, {handler, {}, u"the handler of %1()"_s.arg(callee), {callee, {}, line}});
    armTimer();
    return id;
}

void ScriptModule::stopTimers()
{
    m_schedule.clear();
    m_timers.clear();
    m_wake.stop();
}

void ScriptModule::stopTimer(int id)
{
    m_schedule.cancel(id);
    m_timers.remove(id);
}

void ScriptModule::armTimer()
{
    const auto next = m_schedule.next();
    if (!m_installed || m_retired || !next)
        return;
    const Nanoseconds wait = std::max<Nanoseconds>(0, *next - m_host.recorder.now());
    m_wake.start(std::chrono::milliseconds((wait + kMillisecond - 1) / kMillisecond));
}

void ScriptModule::runTimers()
{
    // What handlers start meanwhile waits for the next turn, so that the network gets its own.
    const Nanoseconds now = m_host.recorder.now();
    const QPointer<ScriptModule> self(this);
    while (const auto due = m_schedule.take(now)) {
        const ScriptHandler handler = m_timers.value(due->id);
        if (due->last)
            m_timers.remove(due->id);
        const bool counted = handler.site.callee == u"every";
        const auto outcome =
            call(handler, counted ? QJSValueList{static_cast<double>(due->count)} : QJSValueList{});
        if (!self)
            return;
        if (outcome.stopped)
            stopTimer(due->id); // it would hang again at every beat
    }
    armTimer();
}

void ScriptModule::addCue(const QString &label, const QJSValue &handler, int line)
{
    m_cues.push_back({label, {handler, {}, u"the cue “%1”"_s.arg(label), {u"cue"_s, {}, line}}});
}

// The network and the server

QStringList ScriptModule::faults() const
{
    QStringList names;
    for (const FaultSpec &spec : faultSpecs())
        names.push_back(spec.name);
    return names;
}

QStringList ScriptModule::faultArguments(const QString &fault) const
{
    QStringList names;
    const FaultSpec *spec = findFaultSpec(fault);
    if (!spec)
        return names;
    if (spec->takesFor)
        names.push_back(u"for"_s);
    for (const FaultArg &arg : spec->args)
        names.push_back(arg.name);
    return names;
}

void ScriptModule::network(const QString &fault, const QString &client, const QJSValue &options)
{
    const FaultSpec *spec = findFaultSpec(fault);
    const QString what = u"network."_s + fault;
    if (!m_installed)
        return fail(what +
                    u": nobody is connected while the script is loaded; call it in a handler, a cue or "
                    u"after(…)"_s);
    QVariantMap args;
    std::vector<FaultArg> wanted = spec->args;
    if (spec->takesFor)
        wanted.insert(wanted.begin(), FaultArg{u"for"_s, FaultArgType::Duration, false});
    for (const FaultArg &arg : wanted) {
        const QJSValue value = options.property(arg.name);
        if (value.isUndefined()) {
            if (arg.required)
                return fail(u"%1: %2 is missing"_s.arg(what, arg.name));
            continue;
        }
        const auto read = faultValue(arg, value, what + u": "_s + arg.name);
        if (!read)
            return fail(read.error().message);
        args.insert(arg.name, *read);
    }
    if (const auto applied = m_host.network.apply(fault, client, args); !applied)
        fail(what + u": "_s + applied.error().message);
}

void ScriptModule::preset(const QString &client, const QString &name)
{
    if (!m_installed)
        return fail(
            u"network.preset: nobody is connected while the script is loaded; call it in a handler, a "
            u"cue or after(…)"_s);
    if (const auto applied = m_host.network.apply(u"preset"_s, client, {{u"name"_s, name}}); !applied)
        fail(u"network.preset: "_s + applied.error().message);
}

void ScriptModule::restart(double down, int code, const QString &reason)
{
    if (!m_installed)
        return fail(u"server.restart: can only be called in a handler, a cue or a timer"_s);
    m_host.server.restart({static_cast<Nanoseconds>(down), code, reason, u"script"_s});
}

bool ScriptModule::mayLog()
{
    const auto verdict = m_logLimit.ask(m_host.recorder.now());
    if (verdict == RateLimit::Verdict::FirstRefused)
        note(u"warn"_s, u"more than 1000 lines in a second: the rest of this second is left out"_s, 0);
    return verdict == RateLimit::Verdict::Pass;
}

void ScriptModule::log(const QString &level, const QString &text, int line)
{
    note(level, text.size() > kMaxLogText ? text.first(kMaxLogText) + u'\u2026' : text, line);
}

} // namespace swapscope
