#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <mutex>
#include <optional>

namespace swapscope {

// Whose a connection is and which number it has: what page, link and server must agree on.
//
// The page's probe gives each connection attempt a key of its own that travels with the request; the link
// reads the key and strips it. Whoever meets a key first gives it its number. Towards the server nothing is
// added to the bytes: the link notes the local port it speaks from, and the server asks whose the port is
// that a request came from. All functions may be called from any thread.
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

    // What is sent from now on out of this local TCP port is this client's.
    void notePeer(quint16 port, const Peer &peer);
    void forgetPeer(quint16 port);
    // Whose bytes come from this port; nothing when no link speaks from it (a client that came directly).
    std::optional<Peer> peer(quint16 port) const;

    // Starts again at 1 and forgets every key, for a new run. Peers stay.
    void reset();

private:
    mutable std::mutex m_mutex;
    int m_last = 0;
    QHash<QByteArray, int> m_keys;
    QHash<quint16, Peer> m_peers;
};

// The query parameter by which a page's probe tells the link the key of a connection:
// "/chat?swapscope-key=9f03…".
inline constexpr char kConnectionKeyParameter[] = "swapscope-key";
// The request header that says the same where a header can be set (fetch).
inline constexpr char kConnectionKeyHeader[] = "X-Swapscope-Key";
// A key that begins so is one of a request that can only mean an event stream, whatever else its head
// accepts.
inline constexpr char kStreamKeyMark = 's';

} // namespace swapscope
