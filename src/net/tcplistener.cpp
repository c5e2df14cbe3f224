#include "tcplistener.h"

#include "socketaddress.h"

#include <QPointer>
#include <QTimer>

#include <cerrno>

#include <netinet/in.h>
#include <unistd.h>

namespace swapscope {

namespace {

constexpr int kBacklog = 4096; // the system takes as many as it allows
constexpr int kAcceptAtOnce = 64;
// When the system has no more descriptors it would tell of the connection for ever.
constexpr int kPauseMs = 100;

} // namespace

TcpListener::~TcpListener()
{
    close();
}

Result<quint16> TcpListener::listen(const QHostAddress &address, quint16 port)
{
    close();
    m_inUse = false;
    const auto failed = [this] {
        const int problem = errno;
        m_inUse = problem == EADDRINUSE;
        close();
        return Error{m_inUse ? QStringLiteral("it is in use by another program") : qt_error_string(problem)};
    };
    SocketAddress at(address, port);
    m_descriptor = ::socket(at.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_descriptor < 0 && errno == EAFNOSUPPORT && address.protocol() == QAbstractSocket::AnyIPProtocol) {
        at = SocketAddress(QHostAddress(QHostAddress::AnyIPv4), port);
        m_descriptor = ::socket(at.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    }
    if (m_descriptor < 0)
        return failed();
    const int on = 1;
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (at.storage.ss_family == AF_INET6) {
        const int only = address.protocol() == QAbstractSocket::AnyIPProtocol ? 0 : 1;
        ::setsockopt(m_descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &only, sizeof only);
    }
    if (::bind(m_descriptor, at.plain(), at.size) != 0 || ::listen(m_descriptor, kBacklog) != 0)
        return failed();
    m_port = SocketAddress::ofSelf(m_descriptor).port();
    m_watch = std::make_unique<SocketWatch>(m_descriptor, static_cast<SocketWatcher &>(*this));
    m_watch->setReading(true);
    return m_port;
}

void TcpListener::close()
{
    m_watch.reset();
    m_port = 0;
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

void TcpListener::canRead()
{
    const QPointer<TcpListener> self(this);
    for (int count = 0; count < kAcceptAtOnce && self && isListening(); ++count) {
#ifdef Q_OS_LINUX
        const int descriptor = ::accept4(m_descriptor, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
#else
        const int descriptor = ::accept(m_descriptor, nullptr, nullptr);
#endif
        if (descriptor >= 0) {
            Q_EMIT accepted(descriptor);
            continue;
        }
        if (errno == EINTR || errno == ECONNABORTED)
            continue;
        if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            m_watch->setReading(false);
            QTimer::singleShot(kPauseMs, this, [this] {
                if (m_watch)
                    m_watch->setReading(true);
            });
        }
        return;
    }
}

} // namespace swapscope
