#pragma once

#include "protocol/wireunit.h"

#include <core/event.h>

namespace swapscope {

// The link.* events of resources/manual/trace.md, made of what a link knows. Without a time: the recorder
// stamps them.

// What the trace, a schedule and a script call a kind of message: "text", "ping", "event", … Pure; any
// thread.
QString opcodeName(LinkMessage::Kind kind);

// Who did something to a connection.
enum class Side : quint8 { Client, Server, Link };

// What is the same for all messages of a connection.
struct LinkConnection
{
    QString client;
    int conn = 0;
    QString transport; // "ws" or "sse"
    QString path;
};

// `out`: its ordinal at the receiver; 0: its own.
Event messageEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message,
                   Nanoseconds held, int out = 0);
Event delayedEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message,
                   Nanoseconds by);
Event lostEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message,
                const QString &why);
Event duplicatedEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message);
Event heldEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message);
// `held`: the number of its link.held.
Event releasedEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message,
                    EventId held);

Event acceptedEvent(const LinkConnection &connection);
// A plain request has its answer from an attached server.
Event answeredEvent(const QString &client, const LinkRequest &request, int status);
// `status`: of the answer that it got; 0: none.
Event refusedEvent(const LinkConnection &connection, int status = 0);
// code 0: a stream, which has none.
Event closedEvent(const LinkConnection &connection, int code, const QString &reason, Side by);

} // namespace swapscope
