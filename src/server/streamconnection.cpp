#include "streamconnection.h"

#include "dispatch.h"

#include <wire/eventstream.h>

namespace swapscope::mock {

StreamConnection::StreamConnection(ConnectionHost &host, std::unique_ptr<QTcpSocket> socket, Origin origin,
                                   Answering answering, std::shared_ptr<const Routes> routes,
                                   const StreamRoute *route)
    : OpenConnection(host, socket.get(), std::move(origin)),
      m_socket(std::move(socket)),
      m_answering(std::move(answering)),
      m_routes(std::move(routes)),
      m_route(route)
{
    setChannel(m_route->channel);
    // Nothing that a reader sends after its request means anything.
    connect(m_socket.get(), &QTcpSocket::readyRead, this, [this] { m_socket->readAll(); });
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, [this] { written(); });
    connect(m_socket.get(), &QTcpSocket::disconnected, this, [this] {
        over({}, {}, false);
        m_host.gone(*this);
    });
    connect(&m_heart, &QTimer::timeout, this, [this] {
        if (isOpen())
            push(streamBytes(wire::encodeComment("heartbeat"), m_answering.chunked));
    });
}

StreamConnection::~StreamConnection()
{
    m_socket->disconnect(this);
}

QByteArray StreamConnection::head(const Answering &answering)
{
    wire::HttpHead head;
    head.request = false;
    head.status = 200;
    head.reason = reasonPhrase(200);
    head.fields = {{"Content-Type", "text/event-stream"},
                   {"Cache-Control", "no-store"},
                   {"X-Accel-Buffering", "no"}}; // a proxy must not collect it
    if (!answering.setCookie.isEmpty())
        head.fields.push_back({"Set-Cookie", answering.setCookie});
    if (answering.chunked)
        head.fields.push_back({"Transfer-Encoding", "chunked"});
    head.fields.push_back({"Connection", "close"});
    return head.encode();
}

void StreamConnection::open()
{
    push(head(m_answering));
    if (m_route->retry)
        push(streamBytes(wire::encodeEvent({{}, {}, {}, m_route->retry}), m_answering.chunked));
    startHeart();
    if (m_route->historyForNewcomers)
        beginAtStart();
    begin("sse", m_route->catchUp, WaitFor::Nothing);
}

void StreamConnection::startHeart()
{
    if (m_route->heartbeat > 0)
        m_heart.start(static_cast<int>(std::max<Nanoseconds>(m_route->heartbeat / kMillisecond, 1)));
    else
        m_heart.stop();
}

bool StreamConnection::bind(const std::shared_ptr<const Routes> &routes)
{
    const auto match = routes->stream(about().path);
    if (!match)
        return false;
    m_routes = routes;
    m_route = match.route;
    setChannel(m_route->channel);
    startHeart();
    return true;
}

QByteArray StreamConnection::encode(const QByteArray &fragment, const QString &event, const QString &id) const
{
    wire::StreamEvent block{event, QString::fromUtf8(fragment), {}, {}};
    if (!id.isEmpty())
        block.id = id;
    return streamBytes(wire::encodeEvent(block), m_answering.chunked);
}

QByteArray StreamConnection::snapshot(const Peer &peer) const
{
    const auto routes = m_routes;
    return m_route->snapshot ? m_route->snapshot(peer) : QByteArray();
}

void StreamConnection::callOpen(const Peer &peer, const Request &request)
{
    const auto routes = m_routes;
    if (m_route->open)
        m_route->open(peer, request);
}

QByteArray StreamConnection::preamble()
{
    // htmx 4 ignores a retry that stands in a block of its own, EventSource takes it before there is any
    // event: both are told.
    if (m_retrySaid || !m_route->retry)
        return {};
    m_retrySaid = true;
    return streamBytes("retry: " + QByteArray::number(*m_route->retry) + '\n', m_answering.chunked);
}

void StreamConnection::sendDirectBinary(const QByteArray &data)
{
    if (isOpen())
        warn(QStringLiteral("An event stream cannot carry binary data: %1 bytes for %2 were dropped.")
                 .arg(data.size())
                 .arg(about().name));
}

void StreamConnection::closeByServer(int code, const QString &reason)
{
    if (!isOpen())
        return;
    if (code == 1006) {
        reset(reason);
        return;
    }
    if (m_answering.chunked)
        push("0\r\n\r\n");
    flush();
    over({}, reason, true);
    if (m_socket->state() == QAbstractSocket::ConnectedState)
        m_socket->disconnectFromHost();
    QTimer::singleShot(static_cast<int>(m_host.limits().closeTime / kMillisecond), this, [this] {
        abortSocket();
        m_host.gone(*this);
    });
}

void StreamConnection::abortSocket()
{
    m_socket->abort();
}

void StreamConnection::over(std::optional<int> code, const QString &reason, bool byServer)
{
    m_heart.stop();
    if (!markClosed(code, reason, byServer))
        return;
    if (m_route->close)
        m_host.later([routes = m_routes, route = m_route, who = peer()] { route->close(who); });
}

} // namespace swapscope::mock
