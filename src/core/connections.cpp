#include "connections.h"

namespace swapscope {

ConnectionId ConnectionRegistry::fresh()
{
    const std::lock_guard lock(m_mutex);
    return ConnectionId(++m_last);
}

ConnectionId ConnectionRegistry::forKey(const QByteArray &key)
{
    const std::lock_guard lock(m_mutex);
    ConnectionId &number = m_keys[key];
    if (number.isNone()) {
        number = ConnectionId(++m_last);
        m_keysInUse.insert(number, key);
    }
    return number;
}

void ConnectionRegistry::ended(ConnectionId conn)
{
    const std::lock_guard lock(m_mutex);
    const auto key = m_keysInUse.constFind(conn);
    if (key == m_keysInUse.cend())
        return;
    m_endedKeys.push_back(*key);
    m_keysInUse.erase(key);
    if (m_endedKeys.size() > kEndedKeys) {
        m_keys.remove(m_endedKeys.front());
        m_endedKeys.pop_front();
    }
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
    m_keysInUse.clear();
    m_endedKeys.clear();
}

} // namespace swapscope
