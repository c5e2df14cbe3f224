#include "ends.h"

#include <array>
#include <cerrno>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace swapscope::test {

End::End(qintptr descriptor) : m_descriptor(static_cast<int>(descriptor))
{
    watch();
}

End::End(quint16 port) : m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&to), sizeof to) != 0)
        wasReset = true;
    watch();
}

End::~End()
{
    m_reads.reset();
    m_writes.reset();
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void End::watch()
{
    ::fcntl(m_descriptor, F_SETFL, ::fcntl(m_descriptor, F_GETFL) | O_NONBLOCK);
    m_reads = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    m_writes = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
    m_writes->setEnabled(false);
    connect(m_reads.get(), &QSocketNotifier::activated, this, &End::read);
    connect(m_writes.get(), &QSocketNotifier::activated, this, &End::write);
}

void End::setReading(bool on)
{
    m_reads->setEnabled(on && !ended && !wasReset);
}

quint16 End::peerPort() const
{
    sockaddr_in in{};
    socklen_t size = sizeof in;
    ::getpeername(m_descriptor, reinterpret_cast<sockaddr *>(&in), &size);
    return ntohs(in.sin_port);
}

void End::send(const QByteArray &bytes)
{
    m_queue += bytes;
    write();
}

void End::endWriting()
{
    m_ends = true;
    write();
}

void End::reset()
{
    const linger now{1, 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    m_reads->setEnabled(false);
    m_writes->setEnabled(false);
    ::close(std::exchange(m_descriptor, -1));
}

void End::read()
{
    static std::array<char, 256 * 1024> buffer;
    const ssize_t got = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
    if (got > 0) {
        received.append(buffer.data(), got);
        return;
    }
    if (got < 0 && errno == EAGAIN)
        return;
    m_reads->setEnabled(false);
    (got == 0 ? ended : wasReset) = true;
}

void End::write()
{
    while (!m_queue.isEmpty()) {
        const ssize_t sent =
            ::send(m_descriptor, m_queue.constData(), static_cast<std::size_t>(m_queue.size()), MSG_NOSIGNAL);
        if (sent < 0) {
            m_writes->setEnabled(errno == EAGAIN);
            return;
        }
        m_queue.remove(0, sent);
    }
    m_writes->setEnabled(false);
    if (m_ends)
        ::shutdown(m_descriptor, SHUT_WR);
}

EndServer::EndServer()
{
    listen(QHostAddress::LocalHost);
}

void EndServer::incomingConnection(qintptr descriptor)
{
    ends.push_back(std::make_unique<End>(descriptor));
    if (greet)
        greet(*ends.back());
}

} // namespace swapscope::test
