#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

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
    struct Peer
    {
        QString client; // "A"
        int conn = 0;   // 0: a plain request
    };

    // A connection number that nobody has, from 1 over the whole run.
    int fresh();
    // The number of the connection with this key; a fresh one the first time.
    int forKey(const QByteArray &key);

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
    QHash<QByteArray, int> m_keys;
    QHash<quint16, Peer> m_peers;
};

// The query parameter with the key: "/chat?swapscope-key=9f03…".
inline constexpr char kConnectionKeyParameter[] = "swapscope-key";
// The request header with the key, where a page can set one (fetch).
inline constexpr char kConnectionKeyHeader[] = "X-Swapscope-Key";
// A key that begins with this is of a request for an event stream, whatever its Accept header says.
inline constexpr char kStreamKeyMark = 's';

} // namespace swapscope
