#include "connector.h"

#include "../gate/exchanges.h"
#include "../gate/gateanswers.h"

#include <net/tcpend.h>

namespace swapscope {

namespace {

// Who waits for the server first; an empty one before any request.
Exchanges::Exchange firstOf(const Exchanges &exchanges)
{
    const Exchanges::Exchange *first = exchanges.first();
    return first ? *first : Exchanges::Exchange();
}

} // namespace

Connector::Connector(const Destination &destination, const QString &client, const Exchanges &exchanges,
                     Recorder &recorder, ConnectionRegistry &registry, QObject *owner)
    : m_destination(destination),
      m_client(client),
      m_exchanges(exchanges),
      m_recorder(recorder),
      m_registry(registry),
      m_owner(owner)
{
}

void Connector::begin(TcpEnd &end)
{
    m_end = &end;
    if (isAttached()) {
        dial();
        return;
    }
    connect(m_end, &TcpEnd::connected, this, &Connector::reached);
    connect(m_end, &TcpEnd::failed, this, [this](const QString &why) {
        Q_EMIT failed(
            badGateway(firstOf(m_exchanges).request.method, m_destination.address, m_destination.port, why));
    });
    m_end->connectTo(m_destination.address, m_destination.port);
}

void Connector::dial()
{
    const Attachment &attachment = *m_destination.attachment;
    m_dialer = std::make_unique<Dialer>(attachment.upstream, attachment.rules, m_owner);
    connect(m_dialer.get(), &Dialer::connected, this, [this](qintptr descriptor) {
        if (!m_end) {
            TcpEnd(descriptor).reset();
            return;
        }
        m_end->adopt(descriptor);
        reached();
    });
    connect(m_dialer.get(), &Dialer::failed, this, [this](const Unreachable &why) {
        if (m_end)
            unreachable(why);
    });
    m_dialer->dial();
}

void Connector::abandon()
{
    if (m_end)
        m_end->disconnect(this);
    m_end = nullptr;
}

void Connector::fail(Unreachable::What what)
{
    unreachable({what, m_destination.attachment->upstream.authority(), {}});
}

void Connector::reached()
{
    // Before the first byte: the server may ask as soon as it has read it.
    const quint16 port = m_end->localPort();
    ConnectionRegistry &registry = m_registry;
    registry.notePeer(port, {m_client, firstOf(m_exchanges).conn});
    m_end->beforeClose([&registry, port] { registry.forgetPeer(port); });
    Q_EMIT connected();
}

void Connector::unreachable(const Unreachable &why)
{
    const Exchanges::Exchange first = firstOf(m_exchanges);
    m_recorder.record(unreachableEvent(m_client, first.conn, why));
    Q_EMIT failed(unreachablePage(first.request.method, m_destination.attachment->upstream, why));
}

} // namespace swapscope
