#include "acceptor.h"

#include "../channel/catchup.h"
#include "../channel/channelhub.h"
#include "socketconnection.h"
#include "streamconnection.h"

#include <wire/chunk.h>

#include <wire/handshake.h>
#include <wire/status.h>

#include <algorithm>

namespace swapscope::mock {

namespace {

constexpr int kTick = 100; // milliseconds between looks at what has waited too long

// A handler may write a stream's bytes itself.
bool isEventStream(const Answer &answer)
{
    return std::any_of(answer.fields.begin(), answer.fields.end(), [](const wire::HttpField &field) {
        return field.name.compare("content-type", Qt::CaseInsensitive) == 0 &&
               field.value.toLower().startsWith("text/event-stream");
    });
}

// Why somebody may not ask so; empty: he may. `socket`: whose origins count besides, when a WebSocket is
// asked for.
QString foreignness(const wire::HttpHead &head, const wire::OwnNames &names, const SocketRoute *socket)
{
    if (QString host = wire::foreignHost(head, names); !host.isEmpty())
        return host;
    if (socket == nullptr || !head.isWebSocketUpgrade())
        return wire::foreignOrigin(head, names);
    QString origin = wire::foreignOrigin(head, names, socket->origins);
    if (!origin.isEmpty())
        origin += QStringLiteral(" Or name it in the script: ws(\"%1\", { origins: [\"%2\"] }).")
                      .arg(socket->path, QString::fromLatin1(head.value("Origin").left(200)));
    return origin;
}

// Why a request for a WebSocket is none that can be had.
Answer refusalOf(const wire::HttpHead &head)
{
    auto refusal = wire::checkUpgrade(head);
    if (!refusal)
        refusal = wire::UpgradeRefusal{400, QStringLiteral("A WebSocket handshake has no body."), {}};
    return sentence(refusal->status, refusal->what, std::move(refusal->fields));
}

} // namespace

Acceptor::Acceptor(QObject &owner, Recorder &recorder, ChannelHub &board, ClientDirectory &visitors,
                   const Site &site, const wire::OwnNames &names, const ServerLimits &limits,
                   const std::function<qint64()> &wallTime)
    : m_owner(owner),
      m_recorder(recorder),
      m_board(board),
      m_directory(visitors),
      m_site(site),
      m_names(names),
      m_limits(limits),
      m_wallTime(wallTime)
{
    m_tick.setInterval(kTick);
    QObject::connect(&m_tick, &QTimer::timeout, &m_owner, [this] { checkTimes(); });
}

Acceptor::~Acceptor() = default;

const QByteArray &Acceptor::date()
{
    const qint64 time = m_wallTime();
    if (std::exchange(m_dateSecond, time / 1000) != time / 1000)
        m_date = wire::httpDate(time);
    return m_date;
}

void Acceptor::take(std::unique_ptr<TcpEnd> end)
{
    if (m_http.size() + m_board.size() >= static_cast<std::size_t>(m_limits.connections)) {
        end->write(encodeAnswer(
            sentence(503, QStringLiteral("The server has %1 connections, the most that it takes.")
                              .arg(m_limits.connections)),
            {.method = "GET", .keepAlive = false, .date = date()}));
        end.release()->closeLingering(&m_owner);
        return;
    }
    auto connection = std::make_unique<HttpConnection>(std::move(end), *this);
    HttpConnection *pointer = connection.get();
    m_http.emplace(pointer, std::move(connection));
    if (!m_tick.isActive())
        m_tick.start();
}

void Acceptor::closeAll()
{
    std::vector<HttpConnection *> plain;
    for (const auto &[connection, owner] : m_http)
        plain.push_back(connection);
    for (HttpConnection *connection : plain)
        connection->close();
    wake();
}

void Acceptor::turn()
{
    m_gone.clear();
    if (m_http.empty())
        m_tick.stop();
}

void Acceptor::wake()
{
    m_board.later([] {});
}

void Acceptor::checkTimes()
{
    std::vector<HttpConnection *> connections;
    for (const auto &[connection, owner] : m_http)
        connections.push_back(connection);
    for (HttpConnection *connection : connections)
        connection->checkTime();
}

void Acceptor::goOnLater(HttpConnection &connection)
{
    m_board.later([this, waiting = &connection] {
        if (m_http.contains(waiting))
            waiting->goOn();
    });
}

void Acceptor::gone(HttpConnection &connection)
{
    const auto found = m_http.find(&connection);
    if (found == m_http.end())
        return;
    m_gone.push_back(std::move(found->second));
    m_http.erase(found);
    wake();
}

Visitor Acceptor::identify(HttpConnection &connection, const Request &request, ClientDirectory::Cookie cookie)
{
    return m_directory.identify(connection.peerAddress(), connection.peerPort(), request, cookie);
}

// What the client is known to have of the channel is left to be said.
OpenConnection::Origin Acceptor::originOf(const Visitor &visitor, Request request, const QJsonObject &params)
{
    OpenConnection::Origin origin;
    origin.about = std::make_shared<const Peer::About>(m_directory.connect(visitor, request.path, params));
    ClientDirectory::sign(request, visitor);
    request.client = origin.about->name;
    request.params = params;
    origin.rendered = parseNumber(request.query.value(QLatin1StringView("cursor")).toString());
    origin.request = std::move(request);
    return origin;
}

bool Acceptor::upgrade(HttpConnection &connection, const wire::HttpHead &head, const QByteArray &rest)
{
    auto read = readRequest(head, {});
    auto *request = std::get_if<Request>(&read);
    if (!request)
        return false;
    const auto routes = m_board.routes();
    const auto match = routes->socket(request->path);
    if (!match || !foreignness(head, m_names, match.route).isEmpty() || wire::checkUpgrade(head))
        return false;
    const Visitor visitor = identify(connection, *request, ClientDirectory::Cookie::OnlyRead);
    OpenConnection::Origin origin = originOf(visitor, std::move(*request), match.params);
    origin.cursor = m_board.knownCursor(Cursors::Key{origin.about->session, origin.about->name,
                                                     match.route->channel, origin.rendered.value_or(-1)});
    auto opened =
        std::make_shared<SocketConnection>(m_board, connection.takeEnd(), wire::upgradeAnswer(head).encode(),
                                           std::move(origin), routes, match.route);
    m_board.adopt(opened);
    opened->open(rest);
    return true;
}

void Acceptor::request(HttpConnection &connection, const wire::HttpHead &head, const QByteArray &body,
                       bool keepAlive)
{
    auto read = readRequest(head, body);
    if (const auto *refusal = std::get_if<Answer>(&read)) {
        respond(connection, {}, head.method, QString::fromLatin1(head.target), {*refusal, {}}, keepAlive);
        return;
    }
    Request request = std::move(std::get<Request>(read));
    const auto routes = m_board.routes();
    const auto socket = routes->socket(request.path);
    if (const QString foreign = foreignness(head, m_names, socket.route); !foreign.isEmpty()) {
        respond(connection, {}, head.method, request.path, {sentence(403, foreign), {}}, keepAlive);
        return;
    }
    const auto stream = routes->stream(request.path);
    const bool scripted =
        stream || routes->http(request.method, request.path) || request.path == QStringLiteral("/");
    const Visitor visitor = identify(
        connection, request, scripted ? ClientDirectory::Cookie::Set : ClientDirectory::Cookie::OnlyRead);
    const QString path = request.path;

    if (socket && head.isWebSocketUpgrade()) {
        respond(connection, visitor, head.method, path, {refusalOf(head), {}}, keepAlive);
    } else if (stream && request.method == "GET") {
        openStream(connection, visitor, std::move(request), head.version >= 11, stream, routes);
    } else if (stream && request.method == "HEAD") {
        connection.answer(StreamConnection::head({false, ClientDirectory::cookieFor(visitor), date()}),
                          false);
    } else {
        ClientDirectory::sign(request, visitor);
        const QByteArray method = request.method;
        Dispatched dispatched;
        m_board.handle(0, [&] { dispatched = dispatch(*routes, m_site, std::move(request)); });
        if (dispatched.answer.late)
            respondLater(connection, visitor, head, path, dispatched.answer.late, keepAlive);
        else
            respond(connection, visitor, method, path, dispatched, keepAlive);
    }
}

void Acceptor::openStream(HttpConnection &connection, const Visitor &visitor, Request request, bool chunked,
                          const Routes::Match<StreamRoute> &match,
                          const std::shared_ptr<const Routes> &routes)
{
    const QString last = request.headers.value(QLatin1StringView("last-event-id")).toString();
    OpenConnection::Origin origin = originOf(visitor, std::move(request), match.params);
    origin.cursor = parseNumber(last);
    if (!origin.cursor)
        origin.cursor = origin.rendered;
    auto opened = std::make_shared<StreamConnection>(
        m_board, connection.takeEnd(), std::move(origin),
        StreamConnection::Answering{chunked, ClientDirectory::cookieFor(visitor), date()}, routes,
        match.route);
    m_board.adopt(opened);
    opened->open();
}

EventId Acceptor::recordAnswer(const Visitor &visitor, const QByteArray &method, const QString &path,
                               const Answer &answer, Body body)
{
    Event answered;
    answered.kind = Kind::ServerRequest;
    answered.client = visitor.client;
    answered.conn = visitor.conn;
    answered.data = {
        {Field::Method, QString::fromLatin1(method)}, {Field::Path, path}, {Field::Status, answer.status}};
    const bool bodiless = hasNoBody(answer.status);
    if (body == Body::Whole || bodiless)
        answered.data.insert(Field::Bytes, bodiless ? 0 : answer.body.size());
    if (isEventStream(answer))
        answered.data.insert(Field::Stream, true);
    const EventId cause = m_recorder.record(std::move(answered));
    if (bodiless && (body == Body::InPieces || !answer.body.isEmpty()))
        warnOfBody(visitor, method, path, answer.status, cause);
    return cause;
}

void Acceptor::warnOfBody(const Visitor &visitor, const QByteArray &method, const QString &path, int status,
                          EventId cause)
{
    m_recorder.record(
        {.kind = Kind::ScriptLog,
         .client = visitor.client,
         .conn = visitor.conn,
         .cause = cause,
         .data = {{Field::Level, QStringLiteral("warn")},
                  {Field::Text, QStringLiteral("An answer with status %1 has no body: what the handler of "
                                               "%2 %3 gave as its body was not sent.")
                                    .arg(QString::number(status), QString::fromLatin1(method), path)}}});
}

void Acceptor::respondLater(HttpConnection &connection, const Visitor &visitor, const wire::HttpHead &head,
                            const QString &path, const std::shared_ptr<LateAnswer> &late, bool keepAlive)
{
    using Pieces = Answering::Pieces;
    const QByteArray method = head.method;
    const auto silent =
        std::make_shared<bool>(method == "HEAD"); // there is no body (RFC 9110, section 6.4.1)
    const Pieces pieces = head.version >= 11 ? Pieces::Chunked : Pieces::UntilClose;
    const bool goesOn = keepAlive && (pieces == Pieces::Chunked || *silent);
    connection.wait(late);
    // The connection outlives what reads: it forgets `late` when it goes.
    late->readBy(
        {.answer =
             [this, &connection, visitor, method, path, keepAlive](const Answer &answer) {
                 respond(connection, visitor, method, path, {answer, {}}, keepAlive);
             },
         .begin =
             [this, &connection, visitor, method, path, pieces, goesOn, silent](const Answer &answer) {
                 recordAnswer(visitor, method, path, answer, Body::InPieces);
                 *silent = *silent || hasNoBody(answer.status);
                 const QByteArray bytes =
                     encodeAnswer(answer, {.method = method,
                                           .keepAlive = goesOn,
                                           .date = date(),
                                           .setCookie = ClientDirectory::cookieFor(visitor),
                                           .pieces = pieces});
                 if (*silent)
                     connection.answer(bytes, goesOn);
                 else
                     connection.push(bytes);
             },
         .piece =
             [&connection, pieces, silent](const QByteArray &bytes) {
                 if (!*silent)
                     connection.push(pieces == Pieces::Chunked ? wire::encodeChunk(bytes) : bytes);
             },
         // Without its last chunk a body is known to be cut off; one that ends with its connection has
         // nothing that could be missing (RFC 9112, section 8), so that ends with a reset.
         .end =
             [&connection, pieces, goesOn, silent](bool whole) {
                 if (!whole && !*silent && pieces == Pieces::UntilClose)
                     connection.breakOff();
                 else if (!*silent)
                     connection.answer(whole && pieces == Pieces::Chunked ? wire::encodeLastChunk()
                                                                          : QByteArray(),
                                       goesOn && whole);
             }});
}

void Acceptor::respond(HttpConnection &connection, const Visitor &visitor, const QByteArray &method,
                       const QString &path, const Dispatched &dispatched, bool keepAlive)
{
    const EventId cause = recordAnswer(visitor, method, path, dispatched.answer, Body::Whole);
    for (const Rewrite &rewrite : dispatched.rewrites) {
        m_recorder.record(
            {.kind = Kind::ServerRewrote,
             .client = visitor.client,
             .cause = cause,
             .data = {{Field::Path, path}, {Field::From, rewrite.from}, {Field::To, rewrite.to}}});
    }
    connection.answer(encodeAnswer(dispatched.answer, {.method = method,
                                                       .keepAlive = keepAlive,
                                                       .date = date(),
                                                       .setCookie = ClientDirectory::cookieFor(visitor)}),
                      keepAlive);
}

void Acceptor::broken(HttpConnection &connection, int status, const QString &what)
{
    respond(connection, identify(connection, {}, ClientDirectory::Cookie::OnlyRead), {}, {},
            {sentence(status, what), {}}, false);
}

} // namespace swapscope::mock
