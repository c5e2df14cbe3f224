#include "scriptmodule.h"

#include "faultoptions.h"
#include "requestvalues.h"

#include <core/duration.h>
#include <core/recorder.h>

#include <chrono>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kMaxLogText = 16 * 1024;
constexpr qsizetype kMaxFragment = 4 * 1024 * 1024;

// What an object of the library's, { line, column }, says.
js::Place placeIn(const js::Value &value)
{
    return {static_cast<int>(value.property("line").number()),
            static_cast<int>(value.property("column").number())};
}

QJsonArray jsonOf(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

} // namespace

ScriptModule::ScriptModule(ScriptHost host, const ScriptSource &source)
    : m_host(std::move(host)),
      m_source(source),
      m_random(source.seed),
      m_run(source.file, [this](js::Context &context, const js::Value &object) { offer(context, object); },
            {std::chrono::milliseconds(ScriptEngine::kMaxHandlerTime), ScriptEngine::kMaxMemory}),
      m_routes(m_run, [this](const auto &handler, auto arguments) { return call(handler, arguments); }),
      m_timers(m_host.recorder.clock(),
               [this](const auto &handler, auto arguments) { return call(handler, arguments); }),
      m_lost(m_run.context(), m_routes.answers(), [this](const QString &handler) { noteNever(handler); }, {})
{
    m_lookAtWait.setSingleShot(true);
    connect(&m_lookAtWait, &QTimer::timeout, this, &ScriptModule::lookAtWait);
    m_run.context().watchStalls([this](const js::Stall &stall) { noteStall(stall); });
}

ScriptModule::~ScriptModule() = default;

// While the turn goes on this runs on another thread; this one is in the turn and touches nothing of it.
void ScriptModule::noteStall(const js::Stall &stall)
{
    const Nanoseconds now = m_host.recorder.now();
    const ScriptStall told{.what = stall.site.label,
                           .file = stall.file,
                           .line = stall.site.place.line,
                           .since = std::max<Nanoseconds>(now - stall.time.count(), 0),
                           .ran = stall.time.count()};
    const double seconds = static_cast<double>(stall.time.count()) / static_cast<double>(kSecond);
    Event event;
    event.t = now;
    event.data = {{Field::Text, told.what}, {Field::Seconds, seconds}};
    if (stall.over) {
        event.kind = Kind::ScriptResumed;
        event.cause = m_stalled;
        m_host.recorder.record(std::move(event));
    } else {
        event.kind = Kind::ScriptStalled;
        event.data.insert(Field::File, told.file);
        event.data.insert(Field::Line, told.line);
        event.data.insert(Field::Column, stall.site.place.column);
        m_stalled = m_host.recorder.record(std::move(event));
    }
    if (onStall)
        onStall(told, stall.over);
}

Result<void> ScriptModule::load()
{
    const js::Outcome outcome = m_run.runModule(m_source.text);
    if (outcome.error)
        return *outcome.error;
    if (!outcome.later.empty())
        return outcome.later.front();
    return {};
}

void ScriptModule::install()
{
    m_installed = true;
    m_host.server.setRoutes(m_routes.routes());
    for (const Publication &waiting : m_waiting)
        m_host.server.publish(waiting.channel, waiting.fragment, waiting.event);
    m_waiting.clear();
    m_counts.clear();
    m_timers.start();
    warnOfThen();
    m_waited = waits();
    if (!m_waited)
        return;
    m_wait.begin(m_host.recorder.now());
    lookAtWait();
}

void ScriptModule::installMore()
{
    if (std::exchange(m_moreRoutes, false))
        m_host.server.setRoutes(m_routes.routes());
    if (std::exchange(m_moreCues, false) && onCue)
        onCue();
    if (!m_waited || waits())
        return;
    m_waited = false;
    m_wait.end();
    if (onEnd)
        onEnd();
}

void ScriptModule::lookAtWait()
{
    m_lost.failLost();
    installMore(); // it may have been stopped just now
    const Nanoseconds now = m_host.recorder.now();
    if (m_wait.ask(now))
        note(u"warn"_s, waitingText(), 0);
    else if (const auto due = m_wait.due())
        m_lookAtWait.start(std::chrono::milliseconds((*due - now) / kMillisecond + 1));
}

void ScriptModule::warnOfThen()
{
    const js::Value object = m_run.context().global().property("Object");
    if (!object.property("prototype").property("then").isUndefined())
        note(u"warn"_s,
             u"Object.prototype has a “then”: the language takes every object for a promise now, and an "
             u"await of "
             "one, or an async handler or generator that gives one, may never end"_s,
             0);
}

void ScriptModule::noteNever(const QString &handler)
{
    note(u"warn"_s,
         u"%1 never answers: it awaits what nothing in the script can settle any more. The request waits on"_s
             .arg(handler),
         0);
}

void ScriptModule::retire()
{
    m_wait.end();
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
    const js::Outcome outcome = call(m_cues[static_cast<size_t>(index)].handler, {});
    if (outcome.error)
        return *outcome.error;
    return {};
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
    event.data = {{Field::Level, level}, {Field::Text, text}, {Field::File, m_source.file}};
    if (line > 0)
        event.data.insert(Field::Line, line);
    m_host.recorder.record(std::move(event));
}

js::Outcome ScriptModule::call(const ScriptHandler &handler, std::span<const js::Argument> arguments)
{
    js::Outcome outcome = m_run.call(handler, arguments);
    took(outcome);
    return outcome;
}

void ScriptModule::took(const js::Outcome &outcome)
{
    const QPointer<ScriptModule> self(this);
    if (outcome.error)
        report(*outcome.error);
    for (const Error &error : outcome.later)
        report(error);
    if (!self)
        return;
    installMore();
    if (!outcome.stopped) // else what was stopped is looked for first
        m_routes.answers().sendHeads();
    m_lost.watch();
    // In the next turn of the event loop: until then, whoever called holds values of what was stopped.
    if (outcome.stopped)
        QMetaObject::invokeMethod(this, &ScriptModule::goOnAfterStop, Qt::QueuedConnection);
}

void ScriptModule::goOnAfterStop()
{
    m_lost.stopped();
    installMore(); // the top level may be what was stopped
    m_routes.answers().sendHeads();
    if (!m_run.context().hasLeft())
        return;
    const js::Outcome outcome = m_run.context().goOn({u"what waited behind a stopped handler"_s, {}});
    took(outcome);
    if (!outcome.stopped)
        m_lost.look();
}

void ScriptModule::offer(js::Context &context, const js::Value &host)
{
    context.define(host, "loading", [this](js::NativeCall &call) { call.give(isLoading()); });
    context.define(host, "duration", [](js::NativeCall &call) {
        if (const auto read = parseDuration(call.text(0)))
            call.give(static_cast<double>(*read));
        else
            call.give(read.error().message);
    });
    context.define(host, "random", [this](js::NativeCall &call) { call.give(m_random.uniform()); });
    context.define(host, "htmx", [this](js::NativeCall &call) { call.give(m_source.htmx); });
    context.define(host, "params",
                   [this](js::NativeCall &call) { call.give(QJsonObject::fromVariantMap(m_source.params)); });
    offerChannels(context, host);
    offerRoutes(context, host);
    offerAnswers(context, host);
    offerTime(context, host);
    offerNetwork(context, host);
    offerLog(context, host);
}

// Channels

void ScriptModule::offerChannels(js::Context &context, const js::Value &host)
{
    context.define(host, "addChannel",
                   [this](js::NativeCall &call) { addChannel(call.text(0), call.integer(1)); });
    context.define(host, "last", [this](js::NativeCall &call) {
        const QString channel = call.text(0);
        call.give(static_cast<double>(m_installed ? m_host.server.channel(channel).last()
                                                  : m_counts.value(channel)));
    });
    context.define(host, "publish", [this](js::NativeCall &call) { publish(call); });
}

void ScriptModule::addChannel(const QString &name, int history)
{
    if (m_installed)
        m_host.server.channel(name, history);
    m_routes.addChannel(name, history);
    if (m_channels.contains(name))
        return;
    m_channels.push_back(name);
    if (m_installed && onChannel)
        onChannel();
}

void ScriptModule::publish(js::NativeCall &call)
{
    const QString channel = call.text(0);
    const QByteArray fragment = call.utf8(1);
    const QString event = call.text(2);
    if (fragment.size() > kMaxFragment)
        return call.fail(u"publish: the fragment is longer than 4 MiB"_s);
    if (m_installed)
        return call.give(static_cast<double>(m_host.server.publish(channel, fragment, event)));
    if (m_waiting.size() >= Channel::kMaxHistory)
        return call.fail(
            u"publish: the script's top level has published %1 updates already"_s.arg(Channel::kMaxHistory));
    m_waiting.push_back({channel, fragment, event});
    call.give(static_cast<double>(++m_counts[channel]));
}

// Routes, clients and answers

void ScriptModule::offerRoutes(js::Context &context, const js::Value &host)
{
    const auto declares = [&](const char *name, Result<void> (ScriptRoutes::*add)(const js::Value &)) {
        context.define(host, name, [this, add](js::NativeCall &call) {
            if (const auto added = (m_routes.*add)(call.value(0)); !added)
                return call.fail(added.error().message);
            m_moreRoutes = m_installed;
        });
    };
    declares("addSocket", &ScriptRoutes::addSocket);
    declares("addStream", &ScriptRoutes::addStream);
    declares("addHttp", &ScriptRoutes::addHttp);
    context.define(host, "send", [this](js::NativeCall &call) {
        m_routes.client(ConnectionId(call.integer(0))).send(call.utf8(1), call.text(2), call.text(3));
    });
    context.define(host, "sendBinary", [this](js::NativeCall &call) {
        m_routes.client(ConnectionId(call.integer(0))).sendBinary(call.bytes(1));
    });
    context.define(host, "sendToAll", [this](js::NativeCall &call) {
        const QByteArray fragment = call.utf8(0);
        for (const Peer &peer : m_host.server.peers())
            peer.send(fragment);
    });
    context.define(host, "close", [this](js::NativeCall &call) {
        m_routes.client(ConnectionId(call.integer(0))).close(call.integer(1), call.text(2));
    });
}

void ScriptModule::offerAnswers(js::Context &context, const js::Value &host)
{
    const auto with = [&](const char *name, std::function<void(js::NativeCall &, int, ScriptAnswers &)> act) {
        context.define(host, name, [this, act = std::move(act)](js::NativeCall &call) {
            act(call, call.integer(0), m_routes.answers());
        });
    };
    with("later", [this](js::NativeCall &call, int, ScriptAnswers &all) {
        call.give(m_run.context().newToken(all.open()));
    });
    with("answer",
         [](js::NativeCall &call, int id, ScriptAnswers &all) { all.answer(id, answerOf(call.value(1))); });
    with("answerFailed", [this](js::NativeCall &call, int id, ScriptAnswers &all) {
        const Error error = m_run.context().errorOf(call.value(1), placeIn(call.value(2)));
        report(error);
        all.fail(id, error);
    });
    with("beginAnswer",
         [](js::NativeCall &call, int id, ScriptAnswers &all) { all.begin(id, answerOf(call.value(1))); });
    with("pieceOfAnswer", [](js::NativeCall &call, int id, ScriptAnswers &all) {
        const js::Value piece = call.value(1);
        call.give(all.piece(id, piece.isString() ? piece.utf8() : piece.bytes()));
    });
    with("endAnswer", [](js::NativeCall &, int id, ScriptAnswers &all) { all.end(id); });
}

// Time and cues

void ScriptModule::offerTime(js::Context &context, const js::Value &host)
{
    context.define(host, "startTimer", [this](js::NativeCall &call) { startTimer(call); });
    context.define(host, "stopTimer", [this](js::NativeCall &call) { m_timers.cancel(call.integer(0)); });
    context.define(host, "addCue", [this](js::NativeCall &call) {
        const QString label = call.text(0);
        m_cues.push_back(
            {label, {call.value(1), {}, {u"the cue “%1”"_s.arg(label), placeIn(call.value(2))}}});
        m_moreCues = m_installed;
    });
}

void ScriptModule::startTimer(js::NativeCall &call)
{
    const QString callee = call.text(0);
    const auto kind = !call.truth(2)         ? ScriptTimers::Kind::Once
                      : callee == u"every"_s ? ScriptTimers::Kind::Counted
                                             : ScriptTimers::Kind::Repeated;
    const QString label =
        callee == u"sleep"_s ? u"what comes after sleep()"_s : u"the handler of %1()"_s.arg(callee);
    const js::CallSite site{label, placeIn(call.value(4)), callee == u"sleep"_s};
    const int id = m_timers.add({call.value(3), {}, site}, static_cast<Nanoseconds>(call.number(1)), kind);
    if (id == 0)
        return call.fail(u"%1: there are %2 timers already"_s.arg(callee).arg(ScriptTimers::kMost));
    call.give(static_cast<double>(id));
}

void ScriptModule::stopTimers()
{
    m_timers.clear();
}

// The network and the server

void ScriptModule::offerNetwork(js::Context &context, const js::Value &host)
{
    QJsonObject arguments;
    for (const Fault &fault : m_host.faults.faults())
        arguments.insert(fault.name, jsonOf(fault.argumentNames()));
    // As an object by the names of the faults, in their order; each with the names of its options.
    context.set(host, "faults",
                QJsonObject{{u"names"_s, jsonOf(m_host.faults.names())}, {u"arguments"_s, arguments}});
    context.define(host, "network", [this](js::NativeCall &call) { network(call); });
    context.define(host, "preset", [this](js::NativeCall &call) {
        if (!m_installed)
            return call.fail(
                u"network.preset: nobody is connected while the script is loaded; call it in a handler, a "
                u"cue or after(…)"_s);
        if (const auto applied = m_host.network.apply(FaultCommand::preset(call.text(1), call.text(0)));
            !applied)
            call.fail(u"network.preset: "_s + applied.error().message);
    });
    context.define(host, "restart", [this](js::NativeCall &call) {
        if (!m_installed)
            return call.fail(u"server.restart: can only be called in a handler, a cue or a timer"_s);
        m_host.server.restart(
            {static_cast<Nanoseconds>(call.number(0)), call.integer(1), call.text(2), u"script"_s});
    });
}

void ScriptModule::network(js::NativeCall &call)
{
    const QString fault = call.text(0);
    const Fault *kind = m_host.faults.find(fault);
    const QString what = u"network."_s + fault;
    if (!m_installed)
        return call.fail(what +
                         u": nobody is connected while the script is loaded; call it in a handler, a cue or "
                         u"after(…)"_s);
    const auto command = commandOf(*kind, givenOptions(*kind, call.value(2)));
    if (!command)
        return call.fail(command.error().message);
    if (const auto applied = m_host.network.apply(command->to(call.text(1))); !applied)
        call.fail(what + u": "_s + applied.error().message);
}

// The log

void ScriptModule::offerLog(js::Context &context, const js::Value &host)
{
    context.define(host, "mayLog", [this](js::NativeCall &call) { call.give(mayLog()); });
    context.define(host, "log", [this](js::NativeCall &call) {
        const QString text = call.text(1);
        note(call.text(0), text.size() > kMaxLogText ? text.first(kMaxLogText) + u'\u2026' : text,
             call.integer(2));
    });
}

bool ScriptModule::mayLog()
{
    const auto verdict = m_logLimit.ask(m_host.recorder.now());
    if (verdict == RateLimit::Verdict::FirstRefused)
        note(u"warn"_s, u"more than 1000 lines in a second: the rest of this second is left out"_s, 0);
    return verdict == RateLimit::Verdict::Pass;
}

} // namespace swapscope
