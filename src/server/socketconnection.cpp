#include "socketconnection.h"

#include "catchup.h"
#include "forms.h"

#include <wire/websocket.h>

namespace swapscope::mock {

namespace {

constexpr int kPatience = 2; // pings without an answer

} // namespace

SocketConnection::SocketConnection(ConnectionHost &host, std::unique_ptr<QWebSocket> webSocket,
                                   QTcpSocket *socket, CloseWatch *watch, Origin origin,
                                   std::shared_ptr<const Routes> routes, const SocketRoute *route)
    : OpenConnection(host, socket, std::move(origin)),
      m_webSocket(std::move(webSocket)),
      m_socket(socket),
      m_routes(std::move(routes)),
      m_route(route),
      m_watch(watch)
{
    setChannel(m_route->channel);
    m_webSocket->setParent(nullptr);
    const auto limit = static_cast<quint64>(m_host.limits().message);
    m_webSocket->setMaxAllowedIncomingMessageSize(limit);
    m_webSocket->setMaxAllowedIncomingFrameSize(limit);
    connect(m_webSocket.get(), &QWebSocket::textMessageReceived, this, &SocketConnection::receiveText);
    connect(m_webSocket.get(), &QWebSocket::binaryMessageReceived, this, &SocketConnection::receiveBinary);
    connect(m_webSocket.get(), &QWebSocket::pong, this, [this] { m_unanswered = 0; });
    connect(m_webSocket.get(), &QWebSocket::disconnected, this, &SocketConnection::disconnected);
    connect(m_socket, &QTcpSocket::bytesWritten, this, [this] { written(); });
    m_pageTime.setSingleShot(true);
    connect(&m_pageTime, &QTimer::timeout, this, [this] {
        if (isWaiting())
            replayUnsaid();
    });
    connect(&m_heart, &QTimer::timeout, this, &SocketConnection::beat);
}

SocketConnection::~SocketConnection()
{
    // Its last signals are for nobody.
    m_webSocket->disconnect(this);
    if (m_socket)
        m_socket->disconnect(this);
}

void SocketConnection::open()
{
    const bool page = m_route->catchUp == CatchUp::Replay && m_route->cursor == Cursor::Page;
    startHeart();
    if (page)
        m_pageTime.start(static_cast<int>(m_host.limits().cursorTime / kMillisecond));
    begin("ws", m_route->catchUp, page ? WaitFor::Page : WaitFor::Nothing);
}

void SocketConnection::startHeart()
{
    if (m_route->heartbeat > 0)
        m_heart.start(static_cast<int>(std::max<Nanoseconds>(m_route->heartbeat / kMillisecond, 1)));
    else
        m_heart.stop();
}

void SocketConnection::beat()
{
    if (!isOpen())
        return;
    if (m_unanswered >= kPatience) {
        reset(QStringLiteral("No answer to %1 heartbeats.").arg(kPatience));
        return;
    }
    ++m_unanswered;
    push(wire::encodeFrame(wire::Opcode::Ping, {}));
}

bool SocketConnection::bind(const std::shared_ptr<const Routes> &routes)
{
    const auto match = routes->socket(about().path);
    if (!match)
        return false;
    m_routes = routes;
    m_route = match.route;
    setChannel(m_route->channel);
    m_unanswered = 0;
    startHeart();
    return true;
}

QByteArray SocketConnection::encode(const QByteArray &fragment, const QString &, const QString &) const
{
    return wire::encodeFrame(wire::Opcode::Text, fragment);
}

QByteArray SocketConnection::snapshot(const Peer &peer) const
{
    const auto routes = m_routes;
    return m_route->snapshot ? m_route->snapshot(peer) : QByteArray();
}

void SocketConnection::callOpen(const Peer &peer, const Request &request)
{
    const auto routes = m_routes;
    if (m_route->open)
        m_route->open(peer, request);
}

EventId SocketConnection::recordReceived(const char *opcode, qsizetype bytes, const QString &text,
                                         std::optional<qint64> cursor)
{
    m_unanswered = 0;
    Event received = newEvent(Kind::ServerReceived);
    received.n = ++m_received;
    received.data = {{QStringLiteral("path"), about().path},
                     {QStringLiteral("opcode"), QString::fromLatin1(opcode)},
                     {QStringLiteral("bytes"), bytes}};
    if (!text.isNull())
        received.data.insert(QStringLiteral("text"), text.left(kMaxTracedText));
    if (cursor)
        received.data.insert(QStringLiteral("cursor"), *cursor);
    return m_host.record(std::move(received));
}

void SocketConnection::receiveText(const QString &text)
{
    if (!isOpen())
        return;
    const SocketForm form = decodeSocketForm(text);
    std::optional<qint64> cursor;
    if (isWaiting()) {
        // Only the first message can be the page's word on what it has.
        const QJsonValue said = form.form.value(QLatin1StringView("cursor"));
        const QString number = said.isDouble() ? QString::number(said.toInteger()) : said.toString();
        cursor = soundCursor(m_host.channelOf(channelName()), parseNumber(number));
    }
    const EventId received =
        recordReceived("text", text.toUtf8().size(), text.isNull() ? QStringLiteral("") : text, cursor);
    if (isWaiting()) {
        m_pageTime.stop();
        if (cursor) {
            replayFrom(cursor);
            return;
        }
        replayUnsaid();
    }
    const auto routes = m_routes;
    if (m_route->message)
        m_host.handle(received, [&] { m_route->message(peer(), form.form, form.headers, text); });
}

void SocketConnection::receiveBinary(const QByteArray &data)
{
    if (!isOpen())
        return;
    const EventId received = recordReceived("binary", data.size(), {});
    const auto routes = m_routes;
    if (m_route->binary)
        m_host.handle(received, [&] { m_route->binary(peer(), data); });
}

void SocketConnection::sendDirectBinary(const QByteArray &data)
{
    if (!isOpen())
        return;
    push(wire::encodeFrame(wire::Opcode::Binary, data));
    recordSent("direct", data.size(), m_host.cause(), 0, {});
}

void SocketConnection::closeByServer(int code, const QString &reason)
{
    if (!isOpen())
        return;
    if (code == 1006) {
        reset(reason);
        return;
    }
    const int sent = code == 1005 || wire::isValidCloseCode(code) ? code : 1011;
    // At most what a close frame holds (RFC 6455, section 5.5), cut between characters.
    const QByteArray frame = wire::encodeClose({sent, reason});
    const wire::CloseInfo said = sent == 1005 ? wire::CloseInfo{} : wire::decodeClose(frame.mid(2));
    if (sent == 1005)
        push(frame); // QWebSocket cannot close without a status
    flush();
    over(sent, said.reason, true);
    if (m_socket && m_socket->state() == QAbstractSocket::ConnectedState) {
        if (sent == 1005)
            m_socket->disconnectFromHost();
        else
            m_webSocket->close(static_cast<QWebSocketProtocol::CloseCode>(sent), said.reason);
    }
    // A peer that takes nothing would keep it for ever.
    QTimer::singleShot(static_cast<int>(m_host.limits().closeTime / kMillisecond), this, [this] {
        abortSocket();
        m_host.gone(*this);
    });
}

void SocketConnection::abortSocket()
{
    if (m_socket)
        m_socket->abort();
}

void SocketConnection::over(std::optional<int> code, const QString &reason, bool byServer)
{
    m_heart.stop();
    m_pageTime.stop();
    if (!markClosed(code, reason, byServer))
        return;
    if (m_route->close) {
        m_host.later([routes = m_routes, route = m_route, who = peer(), code = code.value_or(1006), reason] {
            route->close(who, code, reason);
        });
    }
}

void SocketConnection::disconnected()
{
    const std::optional<wire::CloseInfo> said = m_socket ? m_watch->close() : std::nullopt;
    const int code = m_webSocket->closeCode();
    const bool failedByUs = code == 1002 || code == 1003 || code == 1007 || code == 1009;
    if (said)
        over(said->code, said->reason, false);
    else if (failedByUs)
        over(code, m_webSocket->closeReason(), true);
    else
        over(1006, {}, false);
    m_host.gone(*this);
}

} // namespace swapscope::mock
