#include "clientdirectory.h"

namespace swapscope::mock {

Visitor ClientDirectory::identify(const QHostAddress &address, quint16 port, const Request &request,
                                  Cookie cookie)
{
    Visitor visitor;
    visitor.session = m_sessions.find(request.cookies.value(QLatin1StringView(kSessionCookie)).toString());
    if (!visitor.session && cookie == Cookie::Set) {
        visitor.session = &m_sessions.create();
        visitor.freshSession = true;
    }
    // Links speak from this machine; a port of another one's means nothing.
    const auto peer =
        address.isLoopback() ? m_registry.peer(port) : std::optional<ConnectionRegistry::Peer>();
    if (peer) {
        visitor.client = peer->client;
        visitor.conn = peer->conn;
        visitor.linkPort = port;
    } else if (visitor.session) {
        visitor.client = visitor.session->guest;
    }
    return visitor;
}

Peer::About ClientDirectory::connect(const Visitor &visitor, const QString &path, const QJsonObject &params)
{
    Peer::About about;
    about.name = visitor.client.isEmpty() ? m_sessions.guest() : visitor.client;
    about.id = !visitor.conn.isNone() ? visitor.conn : m_registry.fresh();
    // A link learns only from the answer that it is a stream; it has to number it alike.
    if (visitor.conn.isNone() && visitor.linkPort != 0)
        m_registry.notePeer(visitor.linkPort, {about.name, about.id});
    if (visitor.session)
        about.session = visitor.session->id;
    about.params = params;
    about.path = path;
    return about;
}

QByteArray ClientDirectory::cookieFor(const Visitor &visitor)
{
    if (!visitor.freshSession)
        return {};
    return QByteArray(kSessionCookie) + '=' + visitor.session->id.toLatin1() +
           "; Path=/; HttpOnly; SameSite=Lax";
}

void ClientDirectory::sign(Request &request, const Visitor &visitor)
{
    request.client = visitor.client;
    if (visitor.session) {
        request.session = visitor.session->id;
        request.csrfToken = visitor.session->csrfToken;
    }
}

} // namespace swapscope::mock
