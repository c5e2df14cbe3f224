#include "scriptroutes.h"

#include "requestvalues.h"

#include <QJsonObject>
#include <QPointer>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

CatchUp catchUpOf(const QString &word)
{
    return word == u"replay" ? CatchUp::Replay : word == u"snapshot" ? CatchUp::Snapshot : CatchUp::None;
}

// Where the script made a declaration.
js::Place placeOf(const js::Value &spec)
{
    const js::Value place = spec.property("place");
    return {static_cast<int>(place.property("line").number()),
            static_cast<int>(place.property("column").number())};
}

} // namespace

ScriptRoutes::ScriptRoutes(ScriptRun &run, ScriptCall call) : m_run(run), m_call(std::move(call)) {}

void ScriptRoutes::addChannel(const QString &name, int history)
{
    m_routes.addChannel(name, history);
}

Result<void> ScriptRoutes::addSocket(const js::Value &spec)
{
    const QString callee = u"ws"_s;
    SocketRoute route;
    readConnecting(spec, callee, &route);
    route.cursor = spec.property("cursor").string() == u"page" ? Cursor::Page : Cursor::Session;
    const js::Value origins = spec.property("origins");
    for (int i = 0; i < origins.length(); ++i)
        route.origins << origins.at(i).string();
    const QPointer<ScriptRoutes> self(this);
    if (const int handler = handlerIn(spec, callee, u"message"_s); handler >= 0) {
        route.message = [self, handler](const Peer &peer, const QJsonObject &form, const QJsonObject &headers,
                                        const QByteArray &text) {
            if (!self)
                return;
            const js::Argument arguments[] = {self->clientOf(peer), form, headers, js::Utf8{text}};
            self->callHandler(handler, arguments);
        };
        route.binary = [self, handler](const Peer &peer, const QByteArray &data) {
            if (!self)
                return;
            const js::Argument arguments[] = {self->clientOf(peer), QJsonObject(), QJsonObject(), data};
            self->callHandler(handler, arguments);
        };
    }
    const int closing = handlerIn(spec, callee, u"close"_s);
    route.close = [self, closing](const Peer &peer, int code, const QString &reason) {
        if (self)
            self->closed(closing, peer, {static_cast<double>(code), reason});
    };
    if (const auto added = m_routes.add(std::move(route)); !added)
        return Error{u"ws: "_s + added.error().message};
    return {};
}

Result<void> ScriptRoutes::addStream(const js::Value &spec)
{
    const QString callee = u"sse"_s;
    StreamRoute route;
    readConnecting(spec, callee, &route);
    route.historyForNewcomers = spec.property("newcomers").string() == u"history";
    if (const js::Value retry = spec.property("retry"); retry.isNumber())
        route.retry = static_cast<int>(static_cast<Nanoseconds>(retry.number()) / kMillisecond);
    const QPointer<ScriptRoutes> self(this);
    const int closing = handlerIn(spec, callee, u"close"_s);
    route.close = [self, closing](const Peer &peer) {
        if (self)
            self->closed(closing, peer, {});
    };
    if (const auto added = m_routes.add(std::move(route)); !added)
        return Error{u"sse: "_s + added.error().message};
    return {};
}

Result<void> ScriptRoutes::addHttp(const js::Value &spec)
{
    const QString name = spec.property("name").string();
    HttpRoute route;
    route.method = spec.property("method").string().toLatin1();
    route.path = spec.property("path").string();
    route.csrf = spec.property("csrf").boolean();
    const auto handler = static_cast<int>(m_handlers.size());
    m_handlers.push_back(
        {spec.property("handler"), {}, {u"the handler of %1 \"%2\""_s.arg(name, route.path), placeOf(spec)}});
    const QPointer<ScriptRoutes> self(this);
    route.handler = [self, handler](const Request &request) {
        if (!self)
            return errorAnswer(Error{u"the script has been unloaded"_s});
        const js::Argument arguments[] = {requestValue(self->m_run.context(), request)};
        const js::Outcome outcome = self->callHandler(handler, arguments);
        if (outcome.error && outcome.value.isUndefined())
            return errorAnswer(*outcome.error);
        if (!outcome.value.isNumber())
            return answerOf(outcome.value);
        const ScriptHandler &called = self->m_handlers[static_cast<size_t>(handler)];
        return self->m_answers.take(static_cast<int>(outcome.value.number()), called.site.label);
    };
    if (const auto added = m_routes.add(std::move(route)); !added)
        return Error{name + u": "_s + added.error().message};
    return {};
}

Peer ScriptRoutes::client(ConnectionId id) const
{
    const auto found = m_clients.constFind(id);
    return found == m_clients.constEnd() ? Peer() : found->peer;
}

template<typename Route>
void ScriptRoutes::readConnecting(const js::Value &spec, const QString &callee, Route *route)
{
    route->path = spec.property("path").string();
    route->channel = spec.property("channel").string();
    route->catchUp = catchUpOf(spec.property("catchUp").string());
    route->heartbeat = static_cast<Nanoseconds>(spec.property("heartbeat").number());
    const QPointer<ScriptRoutes> self(this);
    if (const int handler = handlerIn(spec, callee, u"snapshot"_s); handler >= 0)
        route->snapshot = [self, handler](const Peer &peer) {
            return self ? self->snapshot(handler, peer) : QByteArray();
        };
    if (const int handler = handlerIn(spec, callee, u"open"_s); handler >= 0)
        route->open = [self, handler](const Peer &peer, const Request &request) {
            if (!self)
                return;
            const js::Argument arguments[] = {self->clientOf(peer),
                                              requestValue(self->m_run.context(), request)};
            self->callHandler(handler, arguments);
        };
}

int ScriptRoutes::handlerIn(const js::Value &spec, const QString &callee, const QString &name)
{
    const js::Value options = spec.property("options");
    const js::Value own = options.property(name);
    if (!own.isCallable())
        return -1;
    // The library wraps those whose result it reads.
    const js::Value wrapped = spec.property(name);
    m_handlers.push_back(
        {wrapped.isCallable() ? wrapped : own,
         options,
         {u"the handler “%1” of %2 \"%3\""_s.arg(name, callee, spec.property("path").string()),
          placeOf(spec)}});
    return static_cast<int>(m_handlers.size()) - 1;
}

js::Outcome ScriptRoutes::callHandler(int handler, std::span<const js::Argument> arguments)
{
    return m_call(m_handlers[static_cast<size_t>(handler)], arguments);
}

QByteArray ScriptRoutes::snapshot(int handler, const Peer &peer)
{
    const js::Argument arguments[] = {clientOf(peer)};
    return callHandler(handler, arguments).value.utf8();
}

void ScriptRoutes::closed(int handler, const Peer &peer, const std::vector<js::Argument> &told)
{
    const QPointer<ScriptRoutes> self(this);
    if (handler >= 0) {
        std::vector<js::Argument> arguments{clientOf(peer)};
        arguments.insert(arguments.end(), told.begin(), told.end());
        callHandler(handler, arguments);
    }
    if (self)
        m_clients.remove(peer.id());
}

js::Value ScriptRoutes::clientOf(const Peer &peer)
{
    const auto known = m_clients.constFind(peer.id());
    if (known != m_clients.constEnd())
        return known->object;
    const js::Argument about[] = {static_cast<double>(peer.id().number()), peer.name(), peer.session(),
                                  peer.params()};
    const js::Value object =
        m_run.call({m_run.library("makeClient"), {}, {u"the library"_s, {}}}, about).value;
    m_clients.insert(peer.id(), {peer, object});
    return object;
}

} // namespace swapscope
