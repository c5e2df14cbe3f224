#pragma once

#include "protocol/wireunit.h"

#include <core/event.h>

namespace swapscope {

// Makes the link.* events that resources/manual/trace.md describes. They have no time; the recorder sets it.
// Pure functions; any thread.

// A kind of message as the trace, a schedule and a script write it: "text", "ping", "event".
QString opcodeName(LinkMessage::Kind kind);

// Who did something to a connection.
enum class Side : quint8 { Client, Server, Link };

// A WebSocket or event stream as all of its events name it.
struct LinkConnection
{
    QString client;
    ConnectionId conn;
    QString transport; // "ws" or "sse"
    QString path;
};

// link.message. `held`: how long the link kept it. `out`: its ordinal among the messages that the receiver
// has got, if faults have changed it; 0: that of the sender.
Event messageEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message,
                   Nanoseconds held, int out = 0);
Event delayedEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message,
                   Nanoseconds by);
Event lostEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message,
                const QString &why);
Event duplicatedEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message);
Event heldEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message);
// `held`: the id of its link.held event.
Event releasedEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message,
                    EventId held);

Event acceptedEvent(const LinkConnection &connection);
// link.answered: the answer to a plain request, from an attached server.
Event answeredEvent(const QString &client, const LinkRequest &request, int status);
// `status`: of the answer that the link gave instead; 0: it reset the connection.
Event refusedEvent(const LinkConnection &connection, int status = 0);
// script.log, a warning: why the link keeps this request from the server.
Event wrongEvent(const QString &client, ConnectionId conn, const LinkRequest &request);
// `code`: of the close frame, 1006 without one; 0 for a stream, which has no codes.
Event closedEvent(const LinkConnection &connection, int code, const QString &reason, Side by);

} // namespace swapscope
