#include "httpconnection.h"

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace swapscope::mock {

namespace {

// No more of the answer is coming. The other direction stays open: closing it while bytes of the request are
// on their way would reset the connection, and the peer might lose the answer (RFC 9112, section 9.6).
void shutDownWriting(QTcpSocket &socket)
{
#ifdef Q_OS_UNIX
    ::shutdown(static_cast<int>(socket.socketDescriptor()), SHUT_WR);
#else
    socket.disconnectFromHost();
#endif
}

} // namespace

HttpHost::~HttpHost() = default;

HttpConnection::HttpConnection(std::unique_ptr<QTcpSocket> socket, HttpHost &host)
    : m_socket(std::move(socket)),
      m_host(host),
      m_decoder(wire::HttpDecoder::Role::Request, {host.limits().head, host.limits().body})
{
    m_socket->setParent(nullptr);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &HttpConnection::read);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, [this] { m_host.gone(*this); });
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, [this] {
        if (m_lingering && m_socket && m_socket->bytesToWrite() == 0)
            shutDownWriting(*m_socket);
    });
    setDeadline(m_host.limits().idleTime);
}

HttpConnection::~HttpConnection()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void HttpConnection::setDeadline(Nanoseconds after)
{
    m_deadline = m_host.now() + after;
}

std::unique_ptr<QTcpSocket> HttpConnection::takeSocket()
{
    m_socket->disconnect(this);
    m_host.gone(*this);
    return std::move(m_socket);
}

void HttpConnection::answer(const QByteArray &bytes, bool keepAlive)
{
    m_socket->write(bytes);
    m_inRequest = false;
    if (keepAlive)
        setDeadline(m_host.limits().idleTime);
    else
        linger();
}

void HttpConnection::linger()
{
    m_lingering = true;
    setDeadline(m_host.limits().closeTime);
    m_socket->flush();
    if (m_socket->bytesToWrite() == 0)
        shutDownWriting(*m_socket);
}

void HttpConnection::close()
{
    if (!m_socket || m_lingering)
        return;
    // Nothing is on its way in either direction. A browser notices the end of a connection that it keeps in
    // reserve only when it wants to use it, so waiting for its own end would take as long as allowed.
    if (!m_inRequest && m_socket->bytesToWrite() == 0)
        m_socket->disconnectFromHost();
    else
        linger();
}

void HttpConnection::checkTime()
{
    if (!m_socket || m_host.now() < m_deadline)
        return;
    if (m_lingering)
        m_socket->abort();
    else if (m_inRequest)
        fail(408, QStringLiteral("The request did not arrive within %1 seconds.")
                      .arg(m_host.limits().requestTime / kSecond));
    else
        linger();
}

void HttpConnection::fail(int status, const QString &what)
{
    m_host.broken(*this, status, what);
}

void HttpConnection::read()
{
    if (m_reading)
        return;
    m_reading = true;
    while (m_socket && m_socket->bytesAvailable() > 0) {
        if (m_lingering) {
            m_socket->readAll();
            continue;
        }
        if (!m_inRequest) {
            m_inRequest = true;
            setDeadline(m_host.limits().requestTime);
        }
        if (m_decoder.idle()) {
            if (!readHead())
                break;
        } else {
            take(m_decoder.feed(m_socket->readAll()));
        }
    }
    m_reading = false;
}

// Feeds the decoder a whole head, and nothing beyond it; false when there is none yet, or the socket has
// changed hands.
bool HttpConnection::readHead()
{
    const qsizetype limit = m_host.limits().head;
    const QByteArray seen = m_socket->peek(limit + 4);
    const qsizetype end = seen.indexOf("\r\n\r\n");
    if (end < 0) {
        // A head with bare line feeds, an empty line before it, or one beyond the limit: the decoder knows.
        if (seen.size() <= limit && !seen.contains("\n\n") && !seen.startsWith('\n') &&
            !seen.startsWith('\r'))
            return false;
        take(m_decoder.feed(m_socket->readAll()));
        return true;
    }
    const QByteArray head = seen.left(end + 4);
    if (head.toLower().contains("\nupgrade:")) {
        wire::HttpDecoder decoder(wire::HttpDecoder::Role::Request, {limit, m_host.limits().body});
        const auto units = decoder.feed(head);
        const auto *parsed = units.empty() ? nullptr : std::get_if<wire::HttpDecoder::Head>(&units.front());
        if (parsed && parsed->head.isWebSocketUpgrade() && m_host.upgrade(*this, parsed->head))
            return false;
    }
    m_socket->skip(head.size());
    take(m_decoder.feed(head));
    return true;
}

void HttpConnection::take(std::vector<wire::HttpDecoder::Unit> units)
{
    for (auto &unit : units) {
        if (!m_socket || m_lingering)
            return;
        if (auto *head = std::get_if<wire::HttpDecoder::Head>(&unit)) {
            m_head = std::move(head->head);
            m_body.clear();
            const QByteArray expect = m_head.value("Expect");
            const bool fails =
                &unit != &units.back() && std::holds_alternative<wire::HttpDecoder::Failure>(*(&unit + 1));
            if (expect.isEmpty() || m_head.version < 11 || fails)
                continue;
            if (expect.compare("100-continue", Qt::CaseInsensitive) != 0)
                fail(417, QStringLiteral("The expectation \"%1\" cannot be met, only 100-continue.")
                              .arg(QString::fromLatin1(expect)));
            else if (&unit == &units.back()) // no byte of the body has come yet
                m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        } else if (auto *body = std::get_if<wire::HttpDecoder::Body>(&unit)) {
            m_body += body->data;
        } else if (auto *end = std::get_if<wire::HttpDecoder::End>(&unit)) {
            m_host.request(*this, m_head, std::exchange(m_body, {}), end->keepAlive);
        } else if (auto *failure = std::get_if<wire::HttpDecoder::Failure>(&unit)) {
            fail(failure->status, failure->what);
        } else {
            fail(501, QStringLiteral("CONNECT is for proxies; this is none."));
        }
    }
}

} // namespace swapscope::mock
