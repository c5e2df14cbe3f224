#pragma once

#include "channel/message.h"
#include "channel/peer.h"
#include "sessions.h"

#include <core/connections.h>
#include <core/random.h>

#include <QHostAddress>

namespace swapscope::mock {

// Whose a request is.
struct Visitor
{
    QString client;                   // "A"; empty: nobody knows
    ConnectionId conn;                // the connection's number at the link; 0: it has none yet
    const Session *session = nullptr; // by the cookie; holds until the next identify()
    bool freshSession = false;        // the answer has to set the cookie
    quint16 linkPort = 0;             // of the link that it came through; 0: it came directly
};

// Tells who comes to the server: by the port of the link that it came through, and by the session's cookie.
// For the server's thread.
class ClientDirectory
{
public:
    enum class Cookie { Set, OnlyRead };

    // registry outlives the object. random: for session ids and tokens.
    ClientDirectory(ConnectionRegistry &registry, Random random) : m_registry(registry), m_sessions(random) {}
    // Forgets every session and makes those to come repeat from run to run.
    void setSeed(quint64 seed) { m_sessions = Sessions(Random(seed)); }

    // Who sends this request from this address. Cookie::Set gives one without a session a new one.
    Visitor identify(const QHostAddress &address, quint16 port, const Request &request, Cookie cookie);
    // The connection that the visitor opens with this request: it gets a number and a name if it has none, of
    // which its link is told.
    Peer::About connect(const Visitor &visitor, const QString &path, const QJsonObject &params);
    // The value of Set-Cookie; empty when none is to be set.
    static QByteArray cookieFor(const Visitor &visitor);
    // Says in the request whose it is.
    static void sign(Request &request, const Visitor &visitor);

private:
    ConnectionRegistry &m_registry;
    Sessions m_sessions;
};

} // namespace swapscope::mock
