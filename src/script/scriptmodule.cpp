#include "scriptmodule.h"

#include "errorplace.h"
#include "faultoptions.h"
#include "modulesource.h"
#include "syntaxadvice.h"

#include <core/duration.h>
#include <core/recorder.h>
#include <scenario/faultspecs.h>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kMaxLogText = 16 * 1024;
constexpr qsizetype kMaxFragment = 4 * 1024 * 1024;

} // namespace

ScriptModule::ScriptModule(ScriptHost host, const ScriptSource &source)
    : m_host(host),
      m_source(source),
      m_random(source.seed),
      m_run(source.file, source.text, *this, std::chrono::milliseconds(ScriptEngine::kMaxHandlerTime)),
      m_routes(m_run,
               [this](const auto &handler, const auto &arguments) { return call(handler, arguments); }),
      m_timers(host.recorder.clock(),
               [this](const auto &handler, const auto &arguments) { return call(handler, arguments); })
{
}

ScriptModule::~ScriptModule() = default;

Result<void> ScriptModule::load()
{
    return m_run.runModule();
}

void ScriptModule::install()
{
    m_installed = true;
    m_host.server.setRoutes(m_routes.take());
    for (const Publication &waiting : m_waiting)
        m_host.server.publish(waiting.channel, waiting.fragment, waiting.event);
    m_waiting.clear();
    m_counts.clear();
    m_timers.start();
}

void ScriptModule::retire()
{
    m_timers.retire();
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
    auto outcome = m_run.call(handler, arguments);
    if (outcome.error)
        report(*outcome.error);
    for (const Error &error : outcome.later)
        report(error);
    return outcome;
}

// Small services

void ScriptModule::wake()
{
    m_run.wake();
}

void ScriptModule::noteGlobals(const QStringList &names)
{
    m_run.noteGlobals(names);
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

void ScriptModule::addSocket(const QJSValue &spec)
{
    if (const auto added = m_routes.addSocket(spec); !added)
        fail(added.error().message);
}

void ScriptModule::addStream(const QJSValue &spec)
{
    if (const auto added = m_routes.addStream(spec); !added)
        fail(added.error().message);
}

void ScriptModule::addHttp(const QJSValue &spec)
{
    if (const auto added = m_routes.addHttp(spec); !added)
        fail(added.error().message);
}

// Clients

void ScriptModule::send(int client, const QString &fragment, const QString &event, const QString &id)
{
    m_routes.client(client).send(fragment.toUtf8(), event, id);
}

void ScriptModule::sendBinary(int client, const QByteArray &data)
{
    m_routes.client(client).sendBinary(data);
}

void ScriptModule::close(int client, int code, const QString &reason)
{
    m_routes.client(client).close(code, reason);
}

// Time and cues

int ScriptModule::startTimer(const QString &callee, double delay, bool repeat, const QJSValue &handler,
                             int line)
{
    const int id = m_timers.add({handler, {}, u"the handler of %1()"_s.arg(callee), {callee, {}, line}},
                                static_cast<Nanoseconds>(delay), repeat);
    if (id == 0)
        fail(u"%1: there are %2 timers already"_s.arg(callee).arg(ScriptTimers::kMost));
    return id;
}

void ScriptModule::stopTimers()
{
    m_timers.clear();
}

void ScriptModule::stopTimer(int id)
{
    m_timers.cancel(id);
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
    const FaultSpec *spec = findFaultSpec(fault);
    return spec ? faultOptionNames(*spec) : QStringList();
}

void ScriptModule::network(const QString &fault, const QString &client, const QJSValue &options)
{
    const FaultSpec *spec = findFaultSpec(fault);
    const QString what = u"network."_s + fault;
    if (!m_installed)
        return fail(what +
                    u": nobody is connected while the script is loaded; call it in a handler, a cue or "
                    u"after(…)"_s);
    const auto args = readFaultOptions(*spec, options);
    if (!args)
        return fail(args.error().message);
    if (const auto applied = m_host.network.apply(fault, client, *args); !applied)
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
