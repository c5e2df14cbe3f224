#pragma once

#include "gate/exchanges.h"
#include "io/serverbacklog.h"
#include "protocol/traffic.h"

#include <QByteArray>
#include <QString>

namespace swapscope {

// What the sides of a connection have sent and nobody gets, because the connection is over: its messages are
// told as lost. Bytes in, events out; where the bytes come from is the owner's matter.
class UnreadMessages
{
public:
    // Both are the connection's, and must outlive it.
    UnreadMessages(Traffic &traffic, Exchanges &exchanges) : m_traffic(traffic), m_exchanges(exchanges) {}

    // What is known of how much the server has sent. It is kept from the connection's begin on, and what has
    // not left the server follows its last bytes in lose().
    ServerBacklog &server() { return m_server; }
    const ServerBacklog &server() const { return m_server; }

    // Why messages are lost from now on, as link.lost has it; "closed" at first.
    void setWhy(const QString &why) { m_why = why; }
    // The number that the server has given what it answers with (Exchanges::noteResponse()).
    void setNumber(ConnectionId byServer) { m_byServer = byServer; }

    // A unit that was read, and goes nowhere.
    void lose(Direction direction, const WireUnit &unit);
    // What nobody has read, the next bytes of each side; either may be empty. A head among them can make an
    // answer a connection: Exchanges::noteAllClosed() has to follow.
    void lose(const QByteArray &fromClient, const QByteArray &fromServer);

private:
    Traffic &m_traffic;
    Exchanges &m_exchanges;
    ServerBacklog m_server;
    QString m_why = QStringLiteral("closed");
    ConnectionId m_byServer;
};

} // namespace swapscope
