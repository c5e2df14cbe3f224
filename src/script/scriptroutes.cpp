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

} // namespace

ScriptRoutes::ScriptRoutes(ScriptRun &run, ScriptCall call) : m_run(run), m_call(std::move(call)) {}

void ScriptRoutes::addChannel(const QString &name, int history)
{
    m_routes.addChannel(name, history);
}

Result<void> ScriptRoutes::addSocket(const QJSValue &spec)
{
    const QString callee = u"ws"_s;
    SocketRoute route;
    readConnecting(spec, callee, &route);
    route.cursor = spec.property(u"cursor"_s).toString() == u"page" ? Cursor::Page : Cursor::Session;
    const QPointer<ScriptRoutes> self(this);
    if (const int handler = handlerIn(spec, callee, u"message"_s); handler >= 0) {
        route.message = [self, handler](const Peer &peer, const QJsonObject &form, const QJsonObject &headers,
                                        const QString &text) {
            if (self)
                self->callHandler(handler, {self->clientOf(peer), self->js().toScriptValue(form),
                                            self->js().toScriptValue(headers), text});
        };
        route.binary = [self, handler](const Peer &peer, const QByteArray &data) {
            if (self)
                self->callHandler(handler, {self->clientOf(peer), self->js().newObject(),
                                            self->js().newObject(), self->js().toScriptValue(data)});
        };
    }
    const int closing = handlerIn(spec, callee, u"close"_s);
    route.close = [self, closing](const Peer &peer, int code, const QString &reason) {
        if (self)
            self->closed(closing, peer, {code, reason});
    };
    if (const auto added = m_routes.add(std::move(route)); !added)
        return Error{u"ws: "_s + added.error().message};
    return {};
}

Result<void> ScriptRoutes::addStream(const QJSValue &spec)
{
    const QString callee = u"sse"_s;
    StreamRoute route;
    readConnecting(spec, callee, &route);
    route.historyForNewcomers = spec.property(u"newcomers"_s).toString() == u"history";
    if (const QJSValue retry = spec.property(u"retry"_s); retry.isNumber())
        route.retry = static_cast<int>(static_cast<Nanoseconds>(retry.toNumber()) / kMillisecond);
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

Result<void> ScriptRoutes::addHttp(const QJSValue &spec)
{
    const QString name = spec.property(u"name"_s).toString();
    HttpRoute route;
    route.method = spec.property(u"method"_s).toString().toLatin1();
    route.path = spec.property(u"path"_s).toString();
    route.csrf = spec.property(u"csrf"_s).toBool();
    const auto handler = static_cast<int>(m_handlers.size());
    m_handlers.push_back({spec.property(u"handler"_s),
                          {},
                          u"the handler of %1 \"%2\""_s.arg(name, route.path),
                          {name, {}, spec.property(u"line"_s).toInt()}});
    const QPointer<ScriptRoutes> self(this);
    route.handler = [self, handler](const Request &request) {
        if (!self)
            return errorAnswer(Error{u"the script has been unloaded"_s});
        const auto outcome = self->callHandler(handler, {requestValue(self->js(), request)});
        return outcome.error ? errorAnswer(*outcome.error) : answerOf(self->js(), outcome.value);
    };
    if (const auto added = m_routes.add(std::move(route)); !added)
        return Error{name + u": "_s + added.error().message};
    return {};
}

Peer ScriptRoutes::client(int id) const
{
    const auto found = m_clients.constFind(id);
    return found == m_clients.constEnd() ? Peer() : found->peer;
}

template<typename Route>
void ScriptRoutes::readConnecting(const QJSValue &spec, const QString &callee, Route *route)
{
    route->path = spec.property(u"path"_s).toString();
    route->channel = spec.property(u"channel"_s).toString();
    route->catchUp = catchUpOf(spec.property(u"catchUp"_s).toString());
    route->heartbeat = static_cast<Nanoseconds>(spec.property(u"heartbeat"_s).toNumber());
    const QPointer<ScriptRoutes> self(this);
    if (const int handler = handlerIn(spec, callee, u"snapshot"_s); handler >= 0)
        route->snapshot = [self, handler](const Peer &peer) {
            return self ? self->snapshot(handler, peer) : QByteArray();
        };
    if (const int handler = handlerIn(spec, callee, u"open"_s); handler >= 0)
        route->open = [self, handler](const Peer &peer, const Request &request) {
            if (self)
                self->callHandler(handler, {self->clientOf(peer), requestValue(self->js(), request)});
        };
}

int ScriptRoutes::handlerIn(const QJSValue &spec, const QString &callee, const QString &name)
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

ScriptRun::Outcome ScriptRoutes::callHandler(int handler, const QJSValueList &arguments)
{
    return m_call(m_handlers[static_cast<size_t>(handler)], arguments);
}

QByteArray ScriptRoutes::snapshot(int handler, const Peer &peer)
{
    const auto outcome = callHandler(handler, {clientOf(peer)});
    return outcome.value.isString() ? outcome.value.toString().toUtf8() : QByteArray();
}

void ScriptRoutes::closed(int handler, const Peer &peer, const QJSValueList &told)
{
    const QPointer<ScriptRoutes> self(this);
    if (handler >= 0)
        callHandler(handler, QJSValueList{clientOf(peer)} + told);
    if (self)
        m_clients.remove(peer.id());
}

QJSValue ScriptRoutes::clientOf(const Peer &peer)
{
    const auto known = m_clients.constFind(peer.id());
    if (known != m_clients.constEnd())
        return known->object;
    const QJSValue object =
        m_run.library(u"makeClient"_s)
            .call({peer.id(), peer.name(), peer.session(), js().toScriptValue(peer.params())});
    m_clients.insert(peer.id(), {peer, object});
    return object;
}

} // namespace swapscope
