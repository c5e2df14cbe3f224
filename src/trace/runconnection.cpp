#include "runconnection.h"

#include "payload.h"

#include <QJsonArray>
#include <QUrl>

namespace swapscope {

namespace {

void end(RunConnection &connection, const Event &event, const QString &by)
{
    if (!connection.endedBy.isEmpty())
        return;
    connection.endedBy = by;
    connection.ended = event.id;
}

void pageOpen(RunConnection &connection, const Event &event)
{
    connection.opened = {event.id, event.t};
    connection.owner = static_cast<int>(event.data.integer(Field::Owner));
    const FieldValue hears = event.data[Field::Hears];
    connection.hearsKnown = hears.isArray();
    connection.hears.clear();
    for (const auto &name : hears.toArray())
        connection.hears << name.toString();
}

void endpoint(RunConnection &connection, const Event &event)
{
    connection.transport = text(event, Field::Transport);
    connection.path = text(event, Field::Path);
}

} // namespace

QString pathOf(const QString &url)
{
    const QString path = QUrl(url).path();
    return path.isEmpty() ? QStringLiteral("/") : path;
}

bool RunConnection::tells(Kind kind)
{
    switch (kind) {
    case Kind::PageConnecting:
    case Kind::PageOpen:
    case Kind::PageClosed:
    case Kind::LinkAccepted:
    case Kind::LinkRefused:
    case Kind::LinkCut:
    case Kind::LinkClosed:
    case Kind::LinkMessage:
    case Kind::ServerOpened:
    case Kind::ServerSent:
    case Kind::ServerClosed:
        return true;
    default:
        return false;
    }
}

void RunConnection::push(const Event &event)
{
    if (!tells(event.kind))
        return;
    conn = event.conn;
    if (!event.client.isEmpty() && client != event.client)
        client = event.client;
    const Sighting here{event.id, event.t};
    switch (event.kind) {
    case Kind::LinkMessage: {
        if (event.n <= 0)
            return; // no data message
        Passed &passed = isUp(event) ? up : down;
        ++passed.messages;
        passed.bytes += event.data.integer(Field::Bytes);
        return;
    }
    case Kind::ServerSent:
        spokenFor |= event.data.word(Field::Why) != Word::Live;
        return;
    case Kind::PageConnecting:
        transport = text(event, Field::Transport);
        url = text(event, Field::Url);
        path = pathOf(url);
        attempt = static_cast<int>(event.data.integer(Field::Attempt));
        connecting = here;
        return;
    case Kind::PageOpen:
        pageOpen(*this, event);
        return;
    case Kind::PageClosed:
        closed = here;
        return;
    case Kind::LinkAccepted:
        endpoint(*this, event);
        accepted = here;
        return;
    case Kind::LinkRefused:
        endpoint(*this, event);
        refused = here;
        return;
    case Kind::LinkCut:
        end(*this, event, QStringLiteral("link"));
        cut = here;
        return;
    case Kind::LinkClosed:
        end(*this, event, text(event, Field::By));
        linkClosed = here;
        return;
    case Kind::ServerOpened:
        endpoint(*this, event);
        channel = text(event, Field::Channel);
        catchUp = text(event, Field::CatchUp);
        served = here;
        return;
    case Kind::ServerClosed:
        end(*this, event, text(event, Field::By));
        unserved = here;
        return;
    default:
        return;
    }
}

} // namespace swapscope
