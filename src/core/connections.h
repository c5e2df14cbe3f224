#pragma once

#include "ids.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <deque>
#include <mutex>
#include <optional>

namespace swapscope {

// Gives the connections of a run their numbers, so that page, link and server mean the same one by it. Any
// thread may call any function.
//
// Between page and link: the page's probe sends a key of its own with each attempt to connect, and the link
// removes it from the request. Both ask forKey() for the number. Between link and server nothing is added to
// the bytes: the link registers the local port from which it connects (notePeer()), and the server asks for
// the port from which a request came (peer()).
class ConnectionRegistry
{
public:
    // So many keys are remembered of connections that have ended: what a page still reports of one of these
    // gets the right number.
    static constexpr std::size_t kEndedKeys = 16'384;

    struct Peer
    {
        QString client;    // "A"
        ConnectionId conn; // none: a plain request
    };

    // The next unused number; the first of a run is 1.
    ConnectionId fresh();
    // The number of the connection with this key; an unused one for a new key.
    ConnectionId forKey(const QByteArray &key);
    // The page has no connection with this number any more. Its key is forgotten when kEndedKeys others have
    // ended after it. Nothing happens where it has none, or has ended before.
    void ended(ConnectionId conn);

    // From now on, what comes from this local TCP port is the client's.
    void notePeer(quint16 port, const Peer &peer);
    void forgetPeer(quint16 port);
    // The client behind this port; nothing if the port is not a link's, so the client connected directly.
    std::optional<Peer> peer(quint16 port) const;

    // For a new run: numbers start at 1 again, and keys are forgotten. Peers stay.
    void reset();

private:
    mutable std::mutex m_mutex;
    int m_last = 0;
    QHash<QByteArray, ConnectionId> m_keys;
    QHash<ConnectionId, QByteArray> m_keysInUse; // by the connections that have not ended
    std::deque<QByteArray> m_endedKeys;          // the oldest first
    QHash<quint16, Peer> m_peers;
};

// The query parameter with the key: "/chat?swapscope-key=9f03…".
inline constexpr char kConnectionKeyParameter[] = "swapscope-key";
// The request header with the key, where a page can set one (fetch).
inline constexpr char kConnectionKeyHeader[] = "X-Swapscope-Key";
// A key that begins with this is of a request for an event stream, whatever its Accept header says.
inline constexpr char kStreamKeyMark = 's';

} // namespace swapscope
