#pragma once

#include "hold/holdcommand.h"
#include "linkstatus.h"
#include "upstream/upstream.h"

#include <core/connections.h>
#include <core/random.h>
#include <core/recorder.h>
#include <core/result.h>

#include <QHostAddress>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace swapscope {

// The network path of one client: it listens on a port of its own, passes every connection on to a server,
// and applies faults on the way. Knows nothing of scripts; any server may be behind it.
//
// With no fault it is transparent to the byte, to the half-close and to the reset, but for the connection key
// of an embedded page (core/connections.h), which it takes out of the request. It reads what passes as HTTP
// heads, WebSocket frames and stream events, so every message is in the trace, with the close code as it was
// on the wire. What it cannot read it passes on, and a link.message with opcode "unread" says so: what breaks
// RFC 6455, a WebSocket message over 16 MiB, an event over 4 MiB.
//
// A WebSocket extension is between client and server: its offer (Sec-WebSocket-Extensions) passes as it is.
// Where the server accepts one, messages are still counted and measured and close codes read, but they have
// no text: permessage-deflate has coded it (RFC 7692). The mock server accepts none.
//
// Lives on the engine's thread. All randomness comes from the given generator, all time from the recorder's
// clock.
class Link : public QObject
{
    Q_OBJECT

public:
    // The catalogue must outlive it.
    Link(const QString &client, Recorder &recorder, ConnectionRegistry &registry, const Random &random,
         QObject *parent = nullptr, const FaultCatalogue &catalogue = FaultCatalogue::standard());
    ~Link() override;

    // Listens for the client; port 0 is any free one. The port it got, or why not.
    Result<quint16> listen(const QHostAddress &address, quint16 port);
    // Where the server is, for connections from now on. When nothing listens there, a plain request gets a
    // 502 page that says so, the attempt at a WebSocket or stream is reset.
    void setUpstream(const QHostAddress &address, quint16 port);
    // Puts the link in front of a server of the user's own, for connections from now on. Heads are fitted
    // (headerrewriter.h; link.fitted tells of it), so it is not transparent to them; all else is. Answers to
    // plain requests are told as link.answered. Where the server cannot be had, or answers something that is
    // not HTTP, link.unreachable says why, and so does a 502 page; attempts are reset.
    void attach(const Upstream &upstream, const AttachRules &rules = {});
    // Stops listening and ends every connection: what the server has said passes, what waits inside for
    // another reason is lost.
    void shutDown();

    QString client() const;
    quint16 port() const;

    // Carries out a fault of the catalogue, or plays a preset in place of all that is in force, at once and
    // on what is under way, without losing a byte that it does not mean to lose; the command's client plays
    // no part. `by`, "hand", "schedule" or "script", notes it as link.fault; empty: nothing does. An error
    // says what is wrong with the command, and nothing has changed.
    Result<void> apply(const FaultCommand &command, const QString &by = {});

    LinkStatus status() const;

    // Hold and step, as Holding says; the command's client plays no part. An error says what is wrong with
    // the command, or that the message is not held any more, and nothing has changed.
    Result<void> apply(const HoldCommand &command);
    HoldStatus holdStatus() const;
    bool holds(EventId id) const;
    // The message that Step releases; nothing: none is held.
    std::optional<EventId> nextHeld() const;

    // Sends a text message, or a stream's event, of one's own past what is held; its link.message says
    // `injected`. `conn` 0 is the connection that opened last. An error when there is none, when it can not
    // take one, or for a stream upward. `event` is a stream event's name.
    Result<void> inject(ConnectionId conn, Direction direction, const QString &text,
                        const QString &event = {});

    // The server's socket of this WebSocket or event stream is gone (MockServer::connectionGone()): what it
    // had sent and the link has not passed on is told as lost.
    void serverGone(ConnectionId conn, qint64 taken, const QByteArray &unsent);

Q_SIGNALS:
    void statusChanged();
    // What holdStatus() says; often.
    void holdChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace swapscope
