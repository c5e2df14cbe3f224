#pragma once

#include <QHostAddress>

#include <sys/socket.h>

namespace swapscope {

// An address and a port as the system takes them.
struct SocketAddress
{
    sockaddr_storage storage{};
    socklen_t size = 0;

    SocketAddress() = default;
    // QHostAddress::Any becomes IPv6's, which takes IPv4 too (RFC 3493, section 3.7).
    SocketAddress(const QHostAddress &address, quint16 port);

    // An end's own address, and its peer's; null and 0 when there is none.
    static SocketAddress ofSelf(int descriptor);
    static SocketAddress ofPeer(int descriptor);

    const sockaddr *plain() const { return reinterpret_cast<const sockaddr *>(&storage); }
    QHostAddress address() const;
    quint16 port() const;
};

} // namespace swapscope
