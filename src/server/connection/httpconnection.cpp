#include "httpconnection.h"

namespace swapscope::mock {

namespace {

constexpr int kUnitsAtOnce = 64;        // heads, ends and pieces of bodies
constexpr qint64 kCorked = 64LL * 1024; // answers that are held back for others to leave with them

} // namespace

HttpHost::~HttpHost() = default;

HttpConnection::HttpConnection(std::unique_ptr<TcpEnd> end, HttpHost &host)
    : m_end(std::move(end)),
      m_host(host),
      m_peerAddress(m_end->peerAddress()),
      m_peerPort(m_end->peerPort()),
      m_decoder(makeDecoder())
{
    QObject::connect(m_end.get(), &TcpEnd::readable, m_end.get(), [this] { read(); });
    QObject::connect(m_end.get(), &TcpEnd::written, m_end.get(), [this] { goOn(); });
    QObject::connect(m_end.get(), &TcpEnd::broken, m_end.get(), [this] { finish(); });
    QObject::connect(m_end.get(), &TcpEnd::ended, m_end.get(), [this](bool reset) {
        if (reset)
            finish();
        else
            peerEnded();
    });
    m_end->setReading(true);
    setDeadline(m_host.limits().idleTime);
}

HttpConnection::~HttpConnection() = default;

wire::HttpDecoder HttpConnection::makeDecoder() const
{
    wire::HttpDecoder decoder(wire::HttpDecoder::Role::Request, {m_host.limits().head, m_host.limits().body});
    decoder.takeUpgrades();
    return decoder;
}

void HttpConnection::setDeadline(Nanoseconds after)
{
    m_deadline = m_host.now() + after;
}

std::unique_ptr<TcpEnd> HttpConnection::takeEnd()
{
    m_end->disconnect();
    std::unique_ptr<TcpEnd> end = std::move(m_end);
    finish();
    return end;
}

void HttpConnection::finish()
{
    if (std::exchange(m_finished, true))
        return;
    if (const auto late = std::exchange(m_late, nullptr))
        late->forget();
    if (m_end)
        m_end->setReading(false);
    m_host.gone(*this);
}

void HttpConnection::answer(const QByteArray &bytes, bool keepAlive)
{
    const bool late = std::exchange(m_late, nullptr) != nullptr;
    m_end->write(bytes);
    m_inRequest = false;
    if (late && keepAlive)
        m_host.goOnLater(*this);
    if (!keepAlive)
        linger();
    else if (!m_working && !m_end->isBlocked())
        m_end->flush();
    setDeadline(keepAlive ? m_host.limits().idleTime : m_host.limits().closeTime);
}

void HttpConnection::wait(std::shared_ptr<LateAnswer> late)
{
    m_late = std::move(late);
}

void HttpConnection::push(const QByteArray &bytes)
{
    if (!m_end || m_lingering || m_finished)
        return;
    m_end->write(bytes);
    if (!m_working && !m_end->isBlocked())
        m_end->flush();
}

void HttpConnection::breakOff()
{
    if (!m_end || m_lingering || m_finished)
        return;
    m_end->reset();
    finish();
}

// No more of the answers is coming. The other direction stays open: closing it while bytes of the request are
// on their way would reset the connection, and the peer might lose the answer (RFC 9112, section 9.6).
void HttpConnection::linger()
{
    m_lingering = true;
    if (const auto late = std::exchange(m_late, nullptr))
        late->forget();
    m_units.clear();
    setDeadline(m_host.limits().closeTime);
    m_end->endWriting();
    m_end->setReading(true);
    if (m_peerEnded && !m_end->isBlocked())
        finish();
}

// A client may end its direction and still wait for its answers (RFC 9112, section 9.6).
void HttpConnection::peerEnded()
{
    m_peerEnded = true;
    if (m_late)
        return; // it waits for its answer
    if (m_lingering ? !m_end->isBlocked() : m_units.empty() && m_end->unwritten() == 0)
        finish();
    else if (!m_lingering && m_units.empty())
        linger();
}

void HttpConnection::close()
{
    if (!m_end || m_lingering || m_finished)
        return;
    // Nothing is on its way in either direction. A browser notices the end of a connection that it keeps in
    // reserve only when it wants to use it, so waiting for its own end would take as long as allowed.
    if (!m_inRequest && m_end->unwritten() == 0)
        finish();
    else
        linger();
}

void HttpConnection::checkTime()
{
    if (!m_end || m_finished || m_late || m_host.now() < m_deadline)
        return;
    if (m_lingering) {
        m_end->reset();
        finish();
    } else if (m_inRequest) {
        fail(408, QStringLiteral("The request did not arrive within %1 seconds.")
                      .arg(m_host.limits().requestTime / kSecond));
    } else {
        linger();
    }
}

void HttpConnection::fail(int status, const QString &what)
{
    m_host.broken(*this, status, what);
}

void HttpConnection::read()
{
    const QByteArrayView bytes = m_end->readInPlace();
    if (bytes.isEmpty() || m_lingering)
        return;
    if (!m_inRequest) {
        m_inRequest = true;
        setDeadline(m_host.limits().requestTime);
    }
    for (wire::HttpDecoder::Unit &unit : m_decoder.feed(bytes))
        m_units.push_back(std::move(unit));
    goOn();
}

void HttpConnection::goOn()
{
    if (std::exchange(m_working, true))
        return;
    for (int units = 0;
         m_end && !m_finished && !m_lingering && !m_late && !m_units.empty() && !m_end->isBlocked();
         ++units) {
        if (units == kUnitsAtOnce) {
            m_end->flush();
            m_host.goOnLater(*this);
            break;
        }
        wire::HttpDecoder::Unit unit = std::move(m_units.front());
        m_units.pop_front();
        take(std::move(unit));
        // Answers to requests that came together leave together.
        if (m_end && (m_units.empty() || m_end->unwritten() > kCorked))
            m_end->flush();
    }
    m_working = false;
    if (!m_end || m_finished)
        return;
    if (m_lingering) {
        if (m_peerEnded && !m_end->isBlocked())
            finish();
        return;
    }
    m_end->setReading(m_units.empty());
    if (m_late)
        return;
    if (!m_inRequest && !m_decoder.idle()) { // of a request behind those that are answered
        m_inRequest = true;
        setDeadline(m_host.limits().requestTime);
    }
    if (m_peerEnded && m_units.empty())
        peerEnded();
}

void HttpConnection::take(wire::HttpDecoder::Unit unit)
{
    if (auto *head = std::get_if<wire::HttpDecoder::Head>(&unit)) {
        takeHead(std::move(head->head));
    } else if (auto *body = std::get_if<wire::HttpDecoder::Body>(&unit)) {
        m_body += body->data;
    } else if (auto *end = std::get_if<wire::HttpDecoder::End>(&unit)) {
        m_host.request(*this, m_head, std::exchange(m_body, {}), end->keepAlive);
    } else if (auto *failure = std::get_if<wire::HttpDecoder::Failure>(&unit)) {
        fail(failure->status, failure->what);
    } else if (m_head.isWebSocketUpgrade()) {
        takeUpgrade(std::get<wire::HttpDecoder::Switched>(unit).raw);
    } else {
        fail(501, QStringLiteral("CONNECT is for proxies; this is none."));
    }
}

void HttpConnection::takeHead(wire::HttpHead head)
{
    m_head = std::move(head);
    m_body.clear();
    const QByteArray expect = m_head.value("Expect");
    const bool fails =
        !m_units.empty() && std::holds_alternative<wire::HttpDecoder::Failure>(m_units.front());
    if (expect.isEmpty() || m_head.version < 11 || fails)
        return;
    if (expect.compare("100-continue", Qt::CaseInsensitive) != 0)
        fail(417, QStringLiteral("The expectation \"%1\" cannot be met, only 100-continue.")
                      .arg(QString::fromLatin1(expect)));
    else if (m_units.empty()) // no byte of the body has come yet
        m_end->write("HTTP/1.1 100 Continue\r\n\r\n");
}

void HttpConnection::takeUpgrade(const QByteArray &rest)
{
    if (m_host.upgrade(*this, m_head, rest))
        return;
    // It is a request like any other then (RFC 9110, section 7.8).
    m_host.request(*this, m_head, {}, !m_head.hasToken("Connection", "close"));
    if (!m_end || m_finished || m_lingering)
        return;
    m_decoder = makeDecoder();
    for (wire::HttpDecoder::Unit &unit : m_decoder.feed(rest))
        m_units.push_back(std::move(unit));
}

} // namespace swapscope::mock
