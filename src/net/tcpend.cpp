#include "tcpend.h"

#include "socketaddress.h"

#include <QTimer>

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace swapscope {

namespace {

constexpr std::size_t kReadAtOnce = 64 * 1024;
constexpr std::size_t kPartsAtOnce = 64;
// A queue that was longer gives its memory back when it is empty.
constexpr std::size_t kQueueKept = 16;
// So many pieces are thrown away in a turn of a peer that goes on talking to nobody.
constexpr int kDrainAtOnce = 4;
// So long does a lingering close wait for the peer.
constexpr int kLingerMs = 5000;

} // namespace

TcpEnd::TcpEnd() = default;

TcpEnd::TcpEnd(qintptr descriptor)
{
    adopt(descriptor);
}

TcpEnd::~TcpEnd()
{
    close();
}

void TcpEnd::watch()
{
    const int on = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_watch = std::make_unique<SocketWatch>(m_descriptor, static_cast<SocketWatcher &>(*this));
}

void TcpEnd::connectTo(const QHostAddress &address, quint16 port)
{
    const SocketAddress to(address, port);
    m_descriptor = ::socket(to.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    int problem = errno;
    if (m_descriptor >= 0) {
        watch();
        problem = ::connect(m_descriptor, to.plain(), to.size) == 0 ? 0 : errno;
    }
    if (problem == 0 || problem == EINPROGRESS) {
        setBlocked(true);
        return;
    }
    QMetaObject::invokeMethod(
        this, [this, problem] { Q_EMIT failed(qt_error_string(problem)); }, Qt::QueuedConnection);
}

void TcpEnd::adopt(qintptr descriptor)
{
    m_descriptor = static_cast<int>(descriptor);
    m_connected = true;
    ::fcntl(m_descriptor, F_SETFL, ::fcntl(m_descriptor, F_GETFL) | O_NONBLOCK);
    watch();
    setReading(m_reading);
}

qintptr TcpEnd::takeDescriptor()
{
    m_watch.reset();
    m_blocked = false;
    blockSignals(true);
    return std::exchange(m_descriptor, -1);
}

quint16 TcpEnd::localPort() const
{
    return SocketAddress::ofSelf(m_descriptor).port();
}

QHostAddress TcpEnd::peerAddress() const
{
    return SocketAddress::ofPeer(m_descriptor).address();
}

quint16 TcpEnd::peerPort() const
{
    return SocketAddress::ofPeer(m_descriptor).port();
}

void TcpEnd::setReading(bool on)
{
    m_reading = on;
    if (m_watch)
        m_watch->setReading(on && m_connected && !m_readEnded);
}

QByteArray TcpEnd::read()
{
    return readInPlace().toByteArray();
}

QByteArrayView TcpEnd::readInPlace()
{
    if (m_descriptor < 0 || !m_connected || m_readEnded)
        return {};
    // One for all ends of a thread: an end that is silent keeps none.
    thread_local std::array<char, kReadAtOnce> buffer;
    ssize_t got = -1;
    do {
        got = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
    } while (got < 0 && errno == EINTR);
    if (got > 0)
        return {buffer.data(), static_cast<qsizetype>(got)};
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return {};
    m_readEnded = true;
    m_watch->setReading(false);
    Q_EMIT ended(got < 0 || m_broken);
    return {};
}

void TcpEnd::write(const QByteArray &bytes)
{
    if (bytes.isEmpty() || m_writeEnds || m_descriptor < 0)
        return;
    if (m_broken) {
        // What comes behind one that was not kept is not kept either.
        m_writtenBroken += bytes.size();
        if (m_writtenBroken > kKeptBroken)
            return;
    } else {
        m_unwritten += bytes.size();
    }
    m_queue.push_back(bytes);
}

void TcpEnd::setBlocked(bool on)
{
    m_blocked = on;
    m_watch->setWriting(on);
}

// One call of the system for what is queued, as much as fits into one: what it has taken, or -1; `wanted`:
// how much it was given.
qint64 TcpEnd::send(qint64 &wanted)
{
    const QByteArray &first = m_queue[m_first];
    wanted = first.size() - m_written;
    if (m_first + 1 == m_queue.size()) // most often; it costs the system less than a list of one
        return ::send(m_descriptor, first.constData() + m_written, static_cast<std::size_t>(wanted),
                      MSG_NOSIGNAL);
    std::array<iovec, kPartsAtOnce> parts;
    std::size_t count = 0;
    wanted = 0;
    for (std::size_t at = m_first; at < m_queue.size() && count < parts.size(); ++at, ++count) {
        const qsizetype skip = count == 0 ? m_written : 0;
        parts[count].iov_base = const_cast<char *>(m_queue[at].constData() + skip);
        parts[count].iov_len = static_cast<std::size_t>(m_queue[at].size() - skip);
        wanted += m_queue[at].size() - skip;
    }
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    return ::sendmsg(m_descriptor, &message, MSG_NOSIGNAL);
}

void TcpEnd::flush()
{
    if (m_descriptor < 0 || !m_connected || m_broken)
        return;
    while (m_first < m_queue.size()) {
        qint64 wanted = 0;
        const qint64 sent = send(wanted);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK) {
            breakWriting();
            return;
        }
        if (sent > 0)
            take(sent);
        if (sent < wanted) {
            setBlocked(true);
            return;
        }
    }
    if (m_writeEnds && !m_writeEnded) {
        m_writeEnded = true;
        ::shutdown(m_descriptor, SHUT_WR);
    }
}

// The system has so much of the queue.
void TcpEnd::take(qint64 bytes)
{
    m_unwritten -= bytes;
    m_taken += bytes;
    bytes += m_written;
    while (m_first < m_queue.size() && bytes >= m_queue[m_first].size()) {
        bytes -= m_queue[m_first].size();
        m_queue[m_first++].clear();
    }
    m_written = bytes;
    if (m_first == m_queue.size()) {
        m_first = 0;
        if (m_queue.size() > kQueueKept)
            m_queue = {};
        else
            m_queue.clear();
    } else if (m_first > m_queue.size() / 2) {
        m_queue.erase(m_queue.begin(), m_queue.begin() + static_cast<std::ptrdiff_t>(m_first));
        m_first = 0;
    }
}

void TcpEnd::breakWriting()
{
    m_broken = true;
    m_unwritten = 0;
    setBlocked(false);
    QMetaObject::invokeMethod(this, &TcpEnd::broken, Qt::QueuedConnection);
}

QByteArray TcpEnd::unsent() const
{
    QByteArray bytes;
    for (std::size_t at = m_first; at < m_queue.size(); ++at)
        bytes += at == m_first ? m_queue[at].mid(m_written) : m_queue[at];
    return bytes;
}

void TcpEnd::canWrite()
{
    if (!m_connected) {
        setBlocked(false);
        int problem = 0;
        socklen_t size = sizeof problem;
        ::getsockopt(m_descriptor, SOL_SOCKET, SO_ERROR, &problem, &size);
        if (problem != 0) {
            Q_EMIT failed(qt_error_string(problem));
            return;
        }
        m_connected = true;
        setReading(m_reading);
        Q_EMIT connected();
        return;
    }
    flush();
    if (m_broken || !m_queue.empty())
        return;
    setBlocked(false);
    Q_EMIT written();
}

void TcpEnd::endWriting()
{
    m_writeEnds = true;
    if (!isBlocked())
        flush();
}

void TcpEnd::close()
{
    if (m_descriptor < 0)
        return;
    m_watch.reset();
    m_blocked = false;
    if (m_beforeClose)
        std::exchange(m_beforeClose, {})();
    ::close(std::exchange(m_descriptor, -1));
}

void TcpEnd::reset()
{
    if (m_descriptor >= 0) {
        // Closing with a zero linger time sends a reset.
        const linger now{1, 0};
        ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    close();
    blockSignals(true);
}

// While the close lingers: what the peer still says is of no interest, only its end.
void TcpEnd::drain()
{
    for (int pieces = 0; pieces < kDrainAtOnce && !readInPlace().isEmpty(); ++pieces) {
    }
    if (m_readEnded && (m_broken || m_writeEnded))
        deleteLater();
}

void TcpEnd::closeLingering(QObject *owner)
{
    disconnect();
    setParent(owner);
    if (!m_connected || m_broken || m_descriptor < 0) {
        close();
        deleteLater();
        return;
    }
    auto *patience = new QTimer(this);
    patience->setSingleShot(true);
    patience->start(kLingerMs);
    connect(patience, &QTimer::timeout, this, [this] {
        reset();
        deleteLater();
    });
    connect(this, &TcpEnd::readable, this, &TcpEnd::drain);
    connect(this, &TcpEnd::broken, this, &QObject::deleteLater);
    connect(this, &TcpEnd::written, this, &TcpEnd::drain);
    endWriting();
    setReading(true);
    if (m_readEnded && m_writeEnded)
        deleteLater();
}

} // namespace swapscope
