#include "linkevents.h"

#include <cmath>

namespace swapscope {

QString opcodeName(LinkMessage::Kind kind)
{
    switch (kind) {
    case LinkMessage::Kind::Text:
        return QStringLiteral("text");
    case LinkMessage::Kind::Binary:
        return QStringLiteral("binary");
    case LinkMessage::Kind::Ping:
        return QStringLiteral("ping");
    case LinkMessage::Kind::Pong:
        return QStringLiteral("pong");
    case LinkMessage::Kind::Close:
        return QStringLiteral("close");
    case LinkMessage::Kind::Event:
        return QStringLiteral("event");
    case LinkMessage::Kind::Fields:
        return QStringLiteral("fields");
    case LinkMessage::Kind::Comment:
        return QStringLiteral("comment");
    case LinkMessage::Kind::Unread:
        return QStringLiteral("unread");
    }
    return {};
}

namespace {

double inMilliseconds(Nanoseconds duration)
{
    return std::round(static_cast<double>(duration) / 1e3) / 1e3;
}

Event base(Kind kind, const LinkConnection &connection)
{
    Event event;
    event.kind = kind;
    event.client = connection.client;
    event.conn = connection.conn;
    return event;
}

// What a message says of itself, whatever happened to it.
Event ofMessage(Kind kind, const LinkConnection &connection, Direction direction, const LinkMessage &message)
{
    Event event = base(kind, connection);
    event.n = message.n;
    Payload &data = event.data;
    data.insert(Field::Dir, direction == Direction::Down ? QStringLiteral("down") : QStringLiteral("up"));
    data.insert(Field::Opcode, opcodeName(message.kind));
    data.insert(Field::Bytes, message.bytes);
    data.insert(Field::Path, connection.path);
    if (message.kind == LinkMessage::Kind::Binary && !message.text.isEmpty())
        data.insert(Field::Text, QString::fromLatin1(message.text.left(4096).toHex(' ')));
    else if (!message.text.isEmpty())
        data.insert(Field::Text, QString::fromUtf8(message.text));
    if (!message.event.isEmpty())
        data.insert(Field::Event, message.event);
    if (message.id)
        data.insert(Field::Id, *message.id);
    if (message.retry)
        data.insert(Field::Retry, *message.retry);
    if (message.kind == LinkMessage::Kind::Close)
        data.insert(Field::Code, message.code);
    if (!message.stray.isEmpty())
        data.insert(Field::Stray, QString::fromUtf8(message.stray));
    if (message.corrupted)
        data.insert(Field::Corrupted, true);
    if (message.edited)
        data.insert(Field::Edited, true);
    if (message.injected)
        data.insert(Field::Injected, true);
    return event;
}

QString sideName(Side side)
{
    switch (side) {
    case Side::Client:
        return QStringLiteral("client");
    case Side::Server:
        return QStringLiteral("server");
    case Side::Link:
        return QStringLiteral("link");
    }
    return {};
}

} // namespace

Event messageEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message,
                   Nanoseconds held, int out)
{
    Event event = ofMessage(Kind::LinkMessage, connection, direction, message);
    if (out != 0 && out != message.n)
        event.data.insert(Field::Out, out);
    event.data.insert(Field::HeldMs, inMilliseconds(held));
    return event;
}

Event delayedEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message,
                   Nanoseconds by)
{
    Event event = base(Kind::LinkDelayed, connection);
    event.n = message.n;
    event.data.insert(Field::Dir,
                      direction == Direction::Down ? QStringLiteral("down") : QStringLiteral("up"));
    event.data.insert(Field::ByMs, inMilliseconds(by));
    return event;
}

Event lostEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message,
                const QString &why)
{
    Event event = ofMessage(Kind::LinkLost, connection, direction, message);
    event.data.insert(Field::Why, why);
    if (message.copy)
        event.data.insert(Field::Copy, true);
    return event;
}

Event duplicatedEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message)
{
    return ofMessage(Kind::LinkDuplicated, connection, direction, message);
}

Event heldEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message)
{
    return ofMessage(Kind::LinkHeld, connection, direction, message);
}

Event releasedEvent(const LinkConnection &connection, Direction direction, const LinkMessage &message,
                    EventId held)
{
    Event event = ofMessage(Kind::LinkReleased, connection, direction, message);
    event.data.remove(Field::Text); // its link.message says it
    event.cause = held;
    return event;
}

Event acceptedEvent(const LinkConnection &connection)
{
    Event event = base(Kind::LinkAccepted, connection);
    event.data.insert(Field::Transport, connection.transport);
    event.data.insert(Field::Path, connection.path);
    return event;
}

Event answeredEvent(const QString &client, const LinkRequest &request, int status)
{
    Event event;
    event.kind = Kind::LinkAnswered;
    event.client = client;
    event.data = {{Field::Method, QString::fromLatin1(request.method)},
                  {Field::Path, request.path},
                  {Field::Status, status}};
    return event;
}

Event refusedEvent(const LinkConnection &connection, int status)
{
    Event event = acceptedEvent(connection);
    event.kind = Kind::LinkRefused;
    if (status != 0)
        event.data.insert(Field::Status, status);
    return event;
}

Event wrongEvent(const QString &client, ConnectionId conn, const LinkRequest &request)
{
    Event event;
    event.kind = Kind::ScriptLog;
    event.client = client;
    event.conn = conn;
    const QString what = request.method.isEmpty()
                             ? QStringLiteral("what is no HTTP request")
                             : QStringLiteral("%1 %2").arg(QString::fromLatin1(request.method), request.path);
    event.data = {{Field::Level, QStringLiteral("warn")},
                  {Field::Text, QStringLiteral("The link has refused %1: %2").arg(what, request.wrong)}};
    return event;
}

Event closedEvent(const LinkConnection &connection, int code, const QString &reason, Side by)
{
    Event event = base(Kind::LinkClosed, connection);
    if (code != 0)
        event.data.insert(Field::Code, code);
    if (!reason.isEmpty())
        event.data.insert(Field::Reason, reason);
    event.data.insert(Field::By, sideName(by));
    return event;
}

} // namespace swapscope
