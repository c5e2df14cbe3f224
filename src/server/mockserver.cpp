#include "mockserver.h"

#include "catchup.h"
#include "closewatch.h"
#include "dispatch.h"
#include "httpconnection.h"
#include "socketconnection.h"
#include "streamconnection.h"
#include "switchboard.h"

#include <QCoreApplication>
#include <QEvent>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QWebSocketServer>

#include <algorithm>
#include <unordered_map>

namespace swapscope {

using namespace mock;

namespace {

// A handler may write a stream's bytes itself.
bool isEventStream(const Answer &answer)
{
    return std::any_of(answer.fields.begin(), answer.fields.end(), [](const wire::HttpField &field) {
        return field.name.compare("content-type", Qt::CaseInsensitive) == 0 &&
               field.value.toLower().startsWith("text/event-stream");
    });
}

constexpr int kTick = 100;        // milliseconds between looks at what has waited too long
constexpr int kListenAgain = 100; // milliseconds between attempts after a restart
constexpr int kListenAttempts = 50;
constexpr QEvent::Type kTurn = QEvent::User;

bool originAllowed(const SocketRoute &route, const wire::HttpHead &head)
{
    return route.origins.isEmpty() || route.origins.contains(QString::fromUtf8(head.value("Origin")));
}

} // namespace

class MockServer::Private final : public HttpHost
{
public:
    Private(MockServer *server, Recorder &rec, ConnectionRegistry &reg)
        : q(server),
          recorder(rec),
          registry(reg),
          board(rec, limitsNow,
                [server] { QCoreApplication::postEvent(server, new QEvent(kTurn), Qt::HighEventPriority); }),
          sessions(Random(QRandomGenerator::system()->generate64())),
          upgrader(QStringLiteral("Swapscope"), QWebSocketServer::NonSecureMode)
    {
        listener.setListenBacklogSize(1024);
        upgrader.setMaxPendingConnections(1024);
        QObject::connect(&listener, &QTcpServer::newConnection, q, [this] { accept(); });
        QObject::connect(&upgrader, &QWebSocketServer::newConnection, q, [this] { upgraded(); });
        tick.setInterval(kTick);
        QObject::connect(&tick, &QTimer::timeout, q, [this] { checkTimes(); });
        pause.setSingleShot(true);
        QObject::connect(&pause, &QTimer::timeout, q, [this] { listenAgain(); });
    }

    enum class State { Idle, Listening, Down, Ending };

    // A WebSocket handshake that QWebSocketServer is about to answer.
    struct Handshake
    {
        OpenConnection::Origin origin;
        std::shared_ptr<const Routes> routes;
        const SocketRoute *route;
        CloseWatch *watch;
    };

    MockServer *q;
    Recorder &recorder;
    ConnectionRegistry &registry;
    ServerLimits limitsNow;
    Site site;
    Switchboard board;
    Sessions sessions;
    QTcpServer listener;
    QWebSocketServer upgrader;
    QHostAddress address;
    quint16 port = 0;
    State state = State::Idle;
    QTimer tick;
    QTimer pause;
    int attempts = 0;
    std::optional<Restart> restartWanted;
    bool endWanted = false;
    std::unordered_map<HttpConnection *, std::unique_ptr<HttpConnection>> http;
    std::vector<std::unique_ptr<HttpConnection>> goneHttp; // deleted when no call of theirs is on the stack
    std::unordered_map<QTcpSocket *, Handshake> handshakes;

    void wake()
    {
        board.later([] {});
    }
    void turn();
    void accept();
    void upgraded();
    void checkTimes();
    Result<void> startListening();
    void stopListening(const QString &why);
    void listenAgain();
    void closeAll(int code, const QString &reason);

    // Session, client and connection number of a request.
    struct Identity
    {
        QString client;
        int conn = 0;
        const Session *session = nullptr;
        bool freshSession = false;
        quint16 linkPort = 0; // of the link that it came through; 0: it came directly
    };
    enum class Cookie { Set, OnlyRead };
    Identity identify(const QTcpSocket &socket, const Request &request, Cookie cookie);
    OpenConnection::Origin originOf(const Identity &identity, Request request, const QJsonObject &params,
                                    const QString &channel, bool stream);
    static QByteArray cookieFor(const Identity &identity);
    void openStream(HttpConnection &connection, const Identity &identity, Request request, bool chunked,
                    const Routes::Match<StreamRoute> &match, const std::shared_ptr<const Routes> &routes);
    void respond(HttpConnection &connection, const Identity &identity, const QByteArray &method,
                 const QString &path, const Dispatched &dispatched, bool keepAlive);

    const ServerLimits &limits() const override { return limitsNow; }
    Nanoseconds now() const override { return recorder.now(); }
    bool upgrade(HttpConnection &connection, const wire::HttpHead &head) override;
    void request(HttpConnection &connection, const wire::HttpHead &head, const QByteArray &body,
                 bool keepAlive) override;
    void broken(HttpConnection &connection, int status, const QString &what) override;
    void gone(HttpConnection &connection) override;
};

void MockServer::Private::turn()
{
    board.turn();
    goneHttp.clear();
    if (endWanted) {
        endWanted = false;
        restartWanted.reset();
        pause.stop();
        if (state == State::Listening)
            stopListening(QStringLiteral("quit"));
        state = State::Ending;
        closeAll(1001, QStringLiteral("The server ends."));
    }
    if (restartWanted) {
        const Restart restart = *std::exchange(restartWanted, {});
        if (state == State::Listening) {
            stopListening(restart.why);
            state = State::Down;
            closeAll(restart.code, restart.reason);
        }
        if (state == State::Down) {
            attempts = 0;
            pause.start(static_cast<int>(std::max<Nanoseconds>(restart.down, 0) / kMillisecond));
        }
    }
    if (http.empty())
        tick.stop();
    if (state == State::Ending && http.empty() && handshakes.empty() && board.size() == 0) {
        state = State::Idle;
        Q_EMIT q->finished();
    }
}

Result<void> MockServer::Private::startListening()
{
    if (!listener.listen(address, port)) {
        if (listener.serverError() == QAbstractSocket::AddressInUseError)
            return Error{QStringLiteral("Port %1 is in use by another program.").arg(port)};
        return Error{QStringLiteral("Port %1 of %2 cannot be had: %3.")
                         .arg(port)
                         .arg(address.toString(), listener.errorString())};
    }
    port = listener.serverPort();
    state = State::Listening;
    recorder.record({.kind = Kind::ServerStarted,
                     .data = {{QStringLiteral("url"), q->url()},
                              {QStringLiteral("scenario"), site.title},
                              {QStringLiteral("htmx"), htmxVersion(site)}}});
    Q_EMIT q->started(port);
    return {};
}

void MockServer::Private::stopListening(const QString &why)
{
    listener.close();
    recorder.record({.kind = Kind::ServerStopped, .data = {{QStringLiteral("reason"), why}}});
    Q_EMIT q->stopped(why);
}

void MockServer::Private::listenAgain()
{
    const Result<void> listening = startListening();
    if (listening)
        return;
    if (++attempts < kListenAttempts) {
        pause.start(kListenAgain);
        return;
    }
    state = State::Idle;
    Q_EMIT q->failed(listening.error().message);
}

void MockServer::Private::closeAll(int code, const QString &reason)
{
    board.closeAll(code, reason);
    std::vector<HttpConnection *> plain;
    for (const auto &[connection, owner] : http)
        plain.push_back(connection);
    for (HttpConnection *connection : plain)
        connection->close();
    std::vector<QTcpSocket *> half;
    for (const auto &[socket, handshake] : handshakes)
        half.push_back(socket);
    for (QTcpSocket *socket : half)
        socket->abort();
    wake();
}

void MockServer::Private::accept()
{
    while (std::unique_ptr<QTcpSocket> socket{listener.nextPendingConnection()}) {
        if (http.size() + board.size() + handshakes.size() >=
            static_cast<std::size_t>(limitsNow.connections)) {
            socket->write(
                encodeAnswer(sentence(503, QStringLiteral("The server has %1 connections, the most that it "
                                                          "takes.")
                                               .arg(limitsNow.connections)),
                             "GET", false));
            QTcpSocket *refused = socket.release();
            refused->setParent(q);
            QObject::connect(refused, &QTcpSocket::disconnected, refused, &QObject::deleteLater);
            refused->disconnectFromHost();
            continue;
        }
        auto connection = std::make_unique<HttpConnection>(std::move(socket), *this);
        HttpConnection *pointer = connection.get();
        http.emplace(pointer, std::move(connection));
        if (!tick.isActive())
            tick.start();
    }
}

void MockServer::Private::checkTimes()
{
    std::vector<HttpConnection *> connections;
    for (const auto &[connection, owner] : http)
        connections.push_back(connection);
    for (HttpConnection *connection : connections)
        connection->checkTime();
}

void MockServer::Private::gone(HttpConnection &connection)
{
    const auto found = http.find(&connection);
    if (found == http.end())
        return;
    goneHttp.push_back(std::move(found->second));
    http.erase(found);
    wake();
}

MockServer::Private::Identity MockServer::Private::identify(const QTcpSocket &socket, const Request &request,
                                                            Cookie cookie)
{
    Identity identity;
    identity.session = sessions.find(request.cookies.value(QLatin1StringView(kSessionCookie)).toString());
    if (!identity.session && cookie == Cookie::Set) {
        identity.session = &sessions.create();
        identity.freshSession = true;
    }
    // Links speak from this machine; a port of another one's means nothing.
    const auto peer = socket.peerAddress().isLoopback() ? registry.peer(socket.peerPort())
                                                        : std::optional<ConnectionRegistry::Peer>();
    if (peer) {
        identity.client = peer->client;
        identity.conn = peer->conn;
        identity.linkPort = socket.peerPort();
    } else if (identity.session) {
        identity.client = identity.session->guest;
    }
    return identity;
}

OpenConnection::Origin MockServer::Private::originOf(const Identity &identity, Request request,
                                                     const QJsonObject &params, const QString &channel,
                                                     bool stream)
{
    Peer::About about;
    about.name = identity.client.isEmpty() ? sessions.guest() : identity.client;
    about.id = identity.conn > 0 ? identity.conn : registry.fresh();
    // A link learns only from the answer that it is a stream; it has to number it alike.
    if (identity.conn == 0 && identity.linkPort != 0)
        registry.notePeer(identity.linkPort, {about.name, about.id});
    if (identity.session) {
        about.session = identity.session->id;
        request.session = identity.session->id;
        request.csrfToken = identity.session->csrfToken;
    }
    about.params = params;
    about.path = request.path;
    request.client = about.name;
    request.params = params;
    OpenConnection::Origin origin;
    if (stream)
        origin.cursor = parseNumber(request.headers.value(QLatin1StringView("last-event-id")).toString());
    else
        origin.cursor = board.knownCursor(Cursors::Key{about.session, about.name, channel});
    origin.about = std::make_shared<const Peer::About>(std::move(about));
    origin.request = std::move(request);
    return origin;
}

QByteArray MockServer::Private::cookieFor(const Identity &identity)
{
    if (!identity.freshSession)
        return {};
    return QByteArray(kSessionCookie) + '=' + identity.session->id.toLatin1() +
           "; Path=/; HttpOnly; SameSite=Lax";
}

bool MockServer::Private::upgrade(HttpConnection &connection, const wire::HttpHead &head)
{
    auto read = readRequest(head, {});
    auto *request = std::get_if<Request>(&read);
    if (!request)
        return false;
    const auto routes = board.routes();
    const auto match = routes->socket(request->path);
    if (!match || !originAllowed(*match.route, head))
        return false;
    const Identity identity = identify(connection.socket(), *request, Cookie::OnlyRead);
    Handshake handshake{originOf(identity, std::move(*request), match.params, match.route->channel, false),
                        routes, match.route, nullptr};
    QTcpSocket *socket = connection.takeSocket().release();
    socket->setParent(q);
    handshake.watch = new CloseWatch(socket);
    QObject::connect(socket, &QObject::destroyed, q, [this, socket] {
        handshakes.erase(socket);
        wake();
    });
    handshakes.emplace(socket, std::move(handshake));
    upgrader.handleConnection(socket);
    return true;
}

void MockServer::Private::upgraded()
{
    while (std::unique_ptr<QWebSocket> webSocket{upgrader.nextPendingConnection()}) {
        const auto found = std::find_if(handshakes.begin(), handshakes.end(), [&](const auto &entry) {
            return entry.first->peerPort() == webSocket->peerPort() &&
                   entry.first->peerAddress() == webSocket->peerAddress();
        });
        if (found == handshakes.end())
            continue;
        QTcpSocket *socket = found->first;
        Handshake handshake = std::move(found->second);
        handshakes.erase(found);
        handshake.watch->begin();
        socket->flush(); // the handshake's answer, before whatever the open handler does
        auto connection = std::make_shared<SocketConnection>(board, std::move(webSocket), socket,
                                                             handshake.watch, std::move(handshake.origin),
                                                             handshake.routes, handshake.route);
        board.adopt(connection);
        connection->open();
    }
}

void MockServer::Private::request(HttpConnection &connection, const wire::HttpHead &head,
                                  const QByteArray &body, bool keepAlive)
{
    auto read = readRequest(head, body);
    if (const auto *refusal = std::get_if<Answer>(&read)) {
        respond(connection, {}, head.method, QString::fromLatin1(head.target), {*refusal, {}}, keepAlive);
        return;
    }
    Request request = std::move(std::get<Request>(read));
    const auto routes = board.routes();
    const auto stream = routes->stream(request.path);
    const bool scripted =
        stream || routes->http(request.method, request.path) || request.path == QStringLiteral("/");
    const Identity identity =
        identify(connection.socket(), request, scripted ? Cookie::Set : Cookie::OnlyRead);
    const QString path = request.path;

    if (const auto socket = routes->socket(path); socket && head.isWebSocketUpgrade()) {
        const Answer refusal =
            originAllowed(*socket.route, head)
                ? sentence(400,
                           QStringLiteral(
                               "A WebSocket handshake must not share a packet with a request before it."))
                : sentence(403, QStringLiteral("The origin \"%1\" may not connect to %2.")
                                    .arg(QString::fromUtf8(head.value("Origin")), path));
        respond(connection, identity, head.method, path, {refusal, {}}, keepAlive);
    } else if (stream && request.method == "GET") {
        openStream(connection, identity, std::move(request), head.version >= 11, stream, routes);
    } else if (stream && request.method == "HEAD") {
        connection.answer(StreamConnection::head({false, cookieFor(identity)}), false);
    } else {
        request.client = identity.client;
        if (identity.session) {
            request.session = identity.session->id;
            request.csrfToken = identity.session->csrfToken;
        }
        const QByteArray method = request.method;
        Dispatched dispatched;
        board.handle(0, [&] { dispatched = dispatch(*routes, site, std::move(request)); });
        respond(connection, identity, method, path, dispatched, keepAlive);
    }
}

void MockServer::Private::openStream(HttpConnection &connection, const Identity &identity, Request request,
                                     bool chunked, const Routes::Match<StreamRoute> &match,
                                     const std::shared_ptr<const Routes> &routes)
{
    auto origin = originOf(identity, std::move(request), match.params, match.route->channel, true);
    auto opened = std::make_shared<StreamConnection>(
        board, connection.takeSocket(), std::move(origin),
        StreamConnection::Answering{chunked, cookieFor(identity)}, routes, match.route);
    board.adopt(opened);
    opened->open();
}

void MockServer::Private::respond(HttpConnection &connection, const Identity &identity,
                                  const QByteArray &method, const QString &path, const Dispatched &dispatched,
                                  bool keepAlive)
{
    Event answered;
    answered.kind = Kind::ServerRequest;
    answered.client = identity.client;
    answered.conn = identity.conn;
    answered.data = {{QStringLiteral("method"), QString::fromLatin1(method)},
                     {QStringLiteral("path"), path},
                     {QStringLiteral("status"), dispatched.answer.status},
                     {QStringLiteral("bytes"), dispatched.answer.body.size()}};
    if (isEventStream(dispatched.answer))
        answered.data.insert(QStringLiteral("stream"), true);
    const EventId cause = recorder.record(std::move(answered));
    for (const Rewrite &rewrite : dispatched.rewrites) {
        recorder.record({.kind = Kind::ServerRewrote,
                         .client = identity.client,
                         .cause = cause,
                         .data = {{QStringLiteral("path"), path},
                                  {QStringLiteral("from"), rewrite.from},
                                  {QStringLiteral("to"), rewrite.to}}});
    }
    connection.answer(encodeAnswer(dispatched.answer, method, keepAlive, cookieFor(identity)), keepAlive);
}

void MockServer::Private::broken(HttpConnection &connection, int status, const QString &what)
{
    respond(connection, identify(connection.socket(), {}, Cookie::OnlyRead), {}, {},
            {sentence(status, what), {}}, false);
}

MockServer::MockServer(Recorder &recorder, ConnectionRegistry &connections, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, recorder, connections))
{
}

MockServer::~MockServer() = default;

Result<quint16> MockServer::listen(const QHostAddress &address, quint16 port)
{
    if (d->state != Private::State::Idle)
        return Error{QStringLiteral("The server listens already, on port %1.").arg(d->port)};
    d->address = address;
    d->port = port;
    if (const Result<void> listening = d->startListening(); !listening) {
        d->port = 0;
        return listening.error();
    }
    return d->port;
}

bool MockServer::isListening() const
{
    return d->listener.isListening();
}

quint16 MockServer::port() const
{
    return d->port;
}

QString MockServer::url() const
{
    if (d->port == 0)
        return {};
    const bool any = d->address == QHostAddress::Any || d->address == QHostAddress::AnyIPv4 ||
                     d->address == QHostAddress::AnyIPv6;
    QString host = any ? QStringLiteral("127.0.0.1") : d->address.toString();
    if (host.contains(u':'))
        host = u'[' + host + u']';
    return QStringLiteral("http://%1:%2/").arg(host).arg(d->port);
}

void MockServer::setSite(const Site &site)
{
    d->site = site;
}

const Site &MockServer::site() const
{
    return d->site;
}

void MockServer::setLimits(const ServerLimits &limits)
{
    d->limitsNow = limits;
}

const ServerLimits &MockServer::limits() const
{
    return d->limitsNow;
}

void MockServer::setSeed(quint64 seed)
{
    d->sessions = Sessions(Random(seed));
}

void MockServer::setRoutes(Routes routes, Keep keep)
{
    d->board.setRoutes(std::move(routes), keep == Keep::Channels);
}

Channel &MockServer::channel(const QString &name, int history)
{
    return d->board.channel(name, history);
}

qint64 MockServer::publish(const QString &channel, const QByteArray &fragment, const QString &event,
                           EventId cause)
{
    return d->board.publish(
        channel, [&](qint64) { return fragment; }, event, cause);
}

qint64 MockServer::publish(const QString &channel, const std::function<QByteArray(qint64)> &fragment,
                           const QString &event, EventId cause)
{
    return d->board.publish(channel, fragment, event, cause);
}

std::vector<Peer> MockServer::peers() const
{
    return d->board.peers();
}

void MockServer::restart(const Restart &restart)
{
    d->restartWanted = restart;
    d->wake();
}

void MockServer::shutDown()
{
    d->endWanted = true;
    d->wake();
}

void MockServer::customEvent(QEvent *event)
{
    if (event->type() == kTurn)
        d->turn();
}

} // namespace swapscope
