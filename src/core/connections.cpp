#include "connections.h"

namespace swapscope {

int ConnectionRegistry::fresh()
{
    const std::lock_guard lock(m_mutex);
    return ++m_last;
}

int ConnectionRegistry::forKey(const QByteArray &key)
{
    const std::lock_guard lock(m_mutex);
    int &number = m_keys[key];
    if (number == 0)
        number = ++m_last;
    return number;
}

void ConnectionRegistry::notePeer(quint16 port, const Peer &peer)
{
    const std::lock_guard lock(m_mutex);
    m_peers.insert(port, peer);
}

void ConnectionRegistry::forgetPeer(quint16 port)
{
    const std::lock_guard lock(m_mutex);
    m_peers.remove(port);
}

std::optional<ConnectionRegistry::Peer> ConnectionRegistry::peer(quint16 port) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_peers.constFind(port);
    return found == m_peers.cend() ? std::nullopt : std::optional(*found);
}

void ConnectionRegistry::reset()
{
    const std::lock_guard lock(m_mutex);
    m_last = 0;
    m_keys.clear();
}

} // namespace swapscope
