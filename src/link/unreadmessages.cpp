#include "unreadmessages.h"

namespace swapscope {

void UnreadMessages::lose(Direction direction, const WireUnit &unit)
{
    m_exchanges.noteUnread(direction, unit, m_why, m_byServer);
}

void UnreadMessages::lose(const QByteArray &fromClient, const QByteArray &fromServer)
{
    for (const WireUnit &unit : m_traffic.up(fromClient))
        lose(Direction::Up, unit);
    m_server.noteRead(fromServer.size());
    for (const WireUnit &unit : m_traffic.down(fromServer + m_server.takeUnsent()))
        lose(Direction::Down, unit);
    // The head among them may have said what the client had sent before it.
    for (const WireUnit &unit : m_traffic.decided())
        lose(Direction::Up, unit);
}

} // namespace swapscope
