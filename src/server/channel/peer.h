#pragma once

#include <core/ids.h>

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <memory>

namespace swapscope {

// What a Peer speaks through; the server's open connections are such.
class PeerConnection
{
public:
    PeerConnection() = default;
    PeerConnection(const PeerConnection &) = delete;
    PeerConnection &operator=(const PeerConnection &) = delete;
    virtual ~PeerConnection();

    virtual void sendDirect(const QByteArray &fragment, const QString &event, const QString &id) = 0;
    virtual void sendDirectBinary(const QByteArray &data) = 0;
    virtual void closeByServer(int code, const QString &reason) = 0;
    virtual bool isOpen() const = 0;
};

// One open connection as handlers see it. A value that may be kept after the connection has ended: then every
// call does nothing. For the server's thread.
class Peer
{
public:
    struct About
    {
        QString name;       // the client: "A"; "guest-1" for one that no link speaks for
        ConnectionId id;    // the connection, as in the trace
        QString session;    // empty: it came without the session's cookie
        QJsonObject params; // of the route's path
        QString path;
    };

    Peer() = default;
    Peer(std::shared_ptr<const About> about, std::weak_ptr<PeerConnection> connection);

    const QString &name() const { return about().name; }
    ConnectionId id() const { return about().id; }
    const QString &session() const { return about().session; }
    const QJsonObject &params() const { return about().params; }
    const QString &path() const { return about().path; }
    bool isOpen() const;

    // Sends a text (UTF-8) to this connection alone. The event's name and id are a stream's; a socket ignores
    // them.
    void send(const QByteArray &fragment, const QString &event = {}, const QString &id = {}) const;
    // One binary message; a stream cannot carry one and drops it with a warning in the trace.
    void sendBinary(const QByteArray &data) const;
    // Ends the connection: a socket with this code (RFC 6455, section 7.4; 1005 sends none, 1006 resets, one
    // that must not be sent becomes 1011), a stream by its end.
    void close(int code = 1000, const QString &reason = {}) const;

    friend bool operator==(const Peer &a, const Peer &b) { return a.m_about == b.m_about; }

private:
    const About &about() const;

    std::shared_ptr<const About> m_about;
    std::weak_ptr<PeerConnection> m_connection;
};

} // namespace swapscope
