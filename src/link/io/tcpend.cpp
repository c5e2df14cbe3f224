#include "tcpend.h"

#include <QSocketNotifier>
#include <QTimer>

#include <array>
#include <cerrno>
#include <cstring>

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
// So long may a peer do nothing while it is let go.
constexpr int kLetGoMs = 5000;

struct SocketAddress
{
    sockaddr_storage storage{};
    socklen_t size = 0;
};

SocketAddress socketAddress(const QHostAddress &address, quint16 port)
{
    SocketAddress result;
    if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        sockaddr_in6 in{};
        in.sin6_family = AF_INET6;
        in.sin6_port = htons(port);
        in.sin6_scope_id = address.scopeId().toUInt();
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        std::memcpy(&in.sin6_addr, &bytes, sizeof bytes);
        result.size = sizeof in;
        std::memcpy(&result.storage, &in, sizeof in);
    } else {
        sockaddr_in in{};
        in.sin_family = AF_INET;
        in.sin_port = htons(port);
        in.sin_addr.s_addr = htonl(address.toIPv4Address());
        result.size = sizeof in;
        std::memcpy(&result.storage, &in, sizeof in);
    }
    return result;
}

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
    m_reads = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    m_writes = new QSocketNotifier(m_descriptor, QSocketNotifier::Write, this);
    m_reads->setEnabled(false);
    m_writes->setEnabled(false);
    connect(m_reads, &QSocketNotifier::activated, this, &TcpEnd::readable);
    connect(m_writes, &QSocketNotifier::activated, this, &TcpEnd::writable);
}

void TcpEnd::connectTo(const QHostAddress &address, quint16 port)
{
    const SocketAddress to = socketAddress(address, port);
    m_descriptor = ::socket(to.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    int problem = errno;
    if (m_descriptor >= 0) {
        watch();
        problem = ::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&to.storage), to.size) == 0
                      ? 0
                      : errno;
    }
    if (problem == 0 || problem == EINPROGRESS) {
        m_writes->setEnabled(true);
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
    for (QSocketNotifier *notifier : {m_reads, m_writes}) {
        notifier->setEnabled(false);
        notifier->disconnect(this);
    }
    blockSignals(true);
    return std::exchange(m_descriptor, -1);
}

quint16 TcpEnd::localPort() const
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    if (::getsockname(m_descriptor, reinterpret_cast<sockaddr *>(&storage), &size) != 0)
        return 0;
    // The port stands at the same place in both families.
    sockaddr_in in{};
    std::memcpy(&in, &storage, sizeof in);
    return ntohs(in.sin_port);
}

void TcpEnd::setReading(bool on)
{
    m_reading = on;
    if (m_reads)
        m_reads->setEnabled(on && m_connected && !m_readEnded);
}

QByteArray TcpEnd::read()
{
    if (m_descriptor < 0 || !m_connected || m_readEnded)
        return {};
    std::array<char, kReadAtOnce> buffer;
    ssize_t got = -1;
    do {
        got = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
    } while (got < 0 && errno == EINTR);
    if (got > 0)
        return {buffer.data(), static_cast<qsizetype>(got)};
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return {};
    m_readEnded = true;
    m_reads->setEnabled(false);
    Q_EMIT ended(got < 0 || m_broken);
    return {};
}

void TcpEnd::write(const QByteArray &bytes)
{
    if (bytes.isEmpty() || m_broken || m_writeEnds || m_descriptor < 0)
        return;
    m_unwritten += bytes.size();
    m_queue.push_back(bytes);
}

bool TcpEnd::isBlocked() const
{
    return m_writes && m_writes->isEnabled();
}

void TcpEnd::flush()
{
    if (m_descriptor < 0 || !m_connected || m_broken)
        return;
    while (!m_queue.empty()) {
        std::array<iovec, kPartsAtOnce> parts{};
        std::size_t count = 0;
        for (auto part = m_queue.begin(); part != m_queue.end() && count < parts.size(); ++part, ++count) {
            const qsizetype skip = count == 0 ? m_written : 0;
            parts[count].iov_base = const_cast<char *>(part->constData() + skip);
            parts[count].iov_len = static_cast<std::size_t>(part->size() - skip);
        }
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = count;
        ssize_t sent = ::sendmsg(m_descriptor, &message, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0) {
            if (errno == EAGAIN || errno == EWOULDBLOCK)
                m_writes->setEnabled(true);
            else
                breakWriting();
            return;
        }
        m_unwritten -= sent;
        sent += m_written;
        while (!m_queue.empty() && sent >= m_queue.front().size()) {
            sent -= m_queue.front().size();
            m_queue.pop_front();
        }
        m_written = sent;
    }
    if (m_writeEnds && !m_writeEnded) {
        m_writeEnded = true;
        ::shutdown(m_descriptor, SHUT_WR);
    }
}

void TcpEnd::breakWriting()
{
    m_broken = true;
    m_queue.clear();
    m_unwritten = 0;
    m_writes->setEnabled(false);
    QMetaObject::invokeMethod(this, &TcpEnd::broken, Qt::QueuedConnection);
}

void TcpEnd::writable()
{
    m_writes->setEnabled(false);
    if (!m_connected) {
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
    if (m_queue.empty() && !m_broken)
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
    // A notifier must not outlive its descriptor's registration, nor be deleted in its own signal.
    for (QSocketNotifier *notifier : {m_reads, m_writes}) {
        if (!notifier)
            continue;
        notifier->setEnabled(false);
        notifier->disconnect(this);
    }
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

// While it is let go: what the peer still says is of no interest, only its end.
void TcpEnd::drain()
{
    while (!read().isEmpty()) {
    }
    if (m_readEnded && (m_broken || m_writeEnded))
        deleteLater();
}

void TcpEnd::letGo(QObject *owner)
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
    patience->start(kLetGoMs);
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
