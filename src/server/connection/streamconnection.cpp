#include "streamconnection.h"

#include <wire/chunk.h>
#include <wire/eventstream.h>
#include <wire/status.h>

namespace swapscope::mock {

StreamConnection::StreamConnection(ConnectionHost &host, std::unique_ptr<TcpEnd> socket, Origin origin,
                                   Answering answering, std::shared_ptr<const Routes> routes,
                                   const StreamRoute *route)
    : OpenConnection(host, std::move(socket), std::move(origin)),
      m_answering(std::move(answering)),
      m_routes(std::move(routes)),
      m_route(route)
{
    setChannel(m_route->channel);
}

StreamConnection::~StreamConnection() = default;

QByteArray StreamConnection::framed(const QByteArray &block) const
{
    return m_answering.chunked ? wire::encodeChunk(block) : block;
}

void StreamConnection::readable()
{
    end().readInPlace(); // nothing that a reader sends after its request means anything
}

void StreamConnection::beat()
{
    push(framed(wire::encodeComment("heartbeat")));
}

QByteArray StreamConnection::head(const Answering &answering)
{
    wire::HttpHead head;
    head.request = false;
    head.status = 200;
    head.reason = wire::reasonPhrase(200);
    head.fields = {{"Date", answering.date},
                   {"Content-Type", "text/event-stream"},
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
        push(framed(wire::encodeEvent({{}, {}, {}, m_route->retry})));
    setHeartbeat(m_route->heartbeat);
    if (m_route->historyForNewcomers)
        beginAtStart();
    begin("sse", m_route->catchUp, WaitFor::Nothing);
}

bool StreamConnection::bind(const std::shared_ptr<const Routes> &routes)
{
    const auto match = routes->stream(about().path);
    if (!match)
        return false;
    m_routes = routes;
    m_route = match.route;
    setChannel(m_route->channel);
    setHeartbeat(m_route->heartbeat);
    return true;
}

QByteArray StreamConnection::encode(const QByteArray &fragment, const QString &event, const QString &id) const
{
    wire::StreamEvent block{event, QString::fromUtf8(fragment), {}, {}};
    if (!id.isEmpty())
        block.id = id;
    return framed(wire::encodeEvent(block, wire::DataField::Always));
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
    return framed("retry: " + QByteArray::number(*m_route->retry) + '\n');
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
        push(wire::encodeLastChunk());
    flush(); // so that what is known to be written is so when it is over
    over({}, reason, true);
    endWriting();
}

void StreamConnection::over(std::optional<int> code, const QString &reason, bool byServer)
{
    if (!markClosed(code, reason, byServer))
        return;
    if (m_route->close)
        m_host.later([routes = m_routes, route = m_route, who = peer()] { route->close(who); });
}

} // namespace swapscope::mock
