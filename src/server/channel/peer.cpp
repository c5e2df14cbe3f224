#include "peer.h"

namespace swapscope {

PeerConnection::~PeerConnection() = default;

Peer::Peer(std::shared_ptr<const About> about, std::weak_ptr<PeerConnection> connection)
    : m_about(std::move(about)), m_connection(std::move(connection))
{
}

const Peer::About &Peer::about() const
{
    static const About kNobody;
    return m_about ? *m_about : kNobody;
}

bool Peer::isOpen() const
{
    const auto connection = m_connection.lock();
    return connection && connection->isOpen();
}

void Peer::send(const QByteArray &fragment, const QString &event, const QString &id) const
{
    if (const auto connection = m_connection.lock())
        connection->sendDirect(fragment, event, id);
}

void Peer::sendBinary(const QByteArray &data) const
{
    if (const auto connection = m_connection.lock())
        connection->sendDirectBinary(data);
}

void Peer::close(int code, const QString &reason) const
{
    if (const auto connection = m_connection.lock())
        connection->closeByServer(code, reason);
}

} // namespace swapscope
