#include "socketaddress.h"

#include <cstring>

#include <netinet/in.h>

namespace swapscope {

SocketAddress::SocketAddress(const QHostAddress &address, quint16 port)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        sockaddr_in in{};
        in.sin_family = AF_INET;
        in.sin_port = htons(port);
        in.sin_addr.s_addr = htonl(address.toIPv4Address());
        size = sizeof in;
        std::memcpy(&storage, &in, sizeof in);
        return;
    }
    sockaddr_in6 in{};
    in.sin6_family = AF_INET6;
    in.sin6_port = htons(port);
    if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        in.sin6_scope_id = address.scopeId().toUInt();
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        std::memcpy(&in.sin6_addr, &bytes, sizeof bytes);
    }
    size = sizeof in;
    std::memcpy(&storage, &in, sizeof in);
}

SocketAddress SocketAddress::ofSelf(int descriptor)
{
    SocketAddress own;
    own.size = sizeof own.storage;
    if (::getsockname(descriptor, reinterpret_cast<sockaddr *>(&own.storage), &own.size) != 0)
        return {};
    return own;
}

SocketAddress SocketAddress::ofPeer(int descriptor)
{
    SocketAddress peer;
    peer.size = sizeof peer.storage;
    if (::getpeername(descriptor, reinterpret_cast<sockaddr *>(&peer.storage), &peer.size) != 0)
        return {};
    return peer;
}

QHostAddress SocketAddress::address() const
{
    return size == 0 ? QHostAddress() : QHostAddress(plain());
}

quint16 SocketAddress::port() const
{
    // It stands at the same place in both families.
    sockaddr_in in{};
    std::memcpy(&in, &storage, sizeof in);
    return ntohs(in.sin_port);
}

} // namespace swapscope
