#pragma once

#include <QDebug>
#include <QHashFunctions>
#include <QString>

#include <compare>
#include <functional>

namespace swapscope {

// The number of a connection: WebSocket, stream or an attempt at one, counted over the whole run from 1, the
// same at page, link and server. The larger one began later. A plain value.
class ConnectionId
{
public:
    constexpr ConnectionId() = default; // none: a plain request, or nothing to do with a connection
    // Below 1: none, whatever a file says.
    constexpr explicit ConnectionId(int number) : m_number(number > 0 ? number : 0) {}

    constexpr bool isNone() const { return m_number == 0; }
    // For files, and where a place is found by it; 0: none.
    constexpr int number() const { return m_number; }
    // "17", for messages.
    QString text() const { return QString::number(m_number); }

    friend constexpr auto operator<=>(ConnectionId,
                                      ConnectionId) = default; // NOLINT(modernize-use-nullptr): its zero
    friend size_t qHash(ConnectionId id, size_t seed = 0) noexcept { return qHash(id.m_number, seed); }
    // "connection 17"; so says a failed QCOMPARE as well.
    friend QDebug operator<<(QDebug debug, ConnectionId id)
    {
        const QDebugStateSaver saver(debug);
        debug.nospace() << "connection " << id.m_number;
        return debug;
    }

private:
    int m_number = 0;
};

} // namespace swapscope

template<>
struct std::hash<swapscope::ConnectionId>
{
    std::size_t operator()(swapscope::ConnectionId id) const noexcept
    {
        return std::hash<int>()(id.number());
    }
};
