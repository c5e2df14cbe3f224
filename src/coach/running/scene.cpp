#include "scene.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {
// Pages come back for so long after a server has.
constexpr Nanoseconds kAfterRestart = 3 * kSecond;
} // namespace

QString textOf(const Event &event, Field field)
{
    return event.data[field].toString();
}

int numberOf(const Event &event, Field field, int otherwise)
{
    return event.data[field].toInt(otherwise);
}

bool truthOf(const Event &event, Field field, bool otherwise)
{
    return event.data.truth(field, otherwise);
}

QString pathOf(const QString &url)
{
    const QString path = QUrl(url).path();
    return path.isEmpty() ? u"/"_s : path;
}

QString secondsText(Nanoseconds time)
{
    const double seconds = static_cast<double>(time) / static_cast<double>(kSecond);
    return u"%1 s"_s.arg(seconds, 0, 'f', seconds < 100 ? 1 : 0);
}

bool looksLikeJson(const QString &text)
{
    const QString trimmed = text.trimmed();
    return (trimmed.startsWith(u'{') && trimmed.endsWith(u'}')) ||
           (trimmed.startsWith(u'[') && trimmed.endsWith(u']'));
}

bool looksLikeWholePage(const QString &text)
{
    static const QRegularExpression page(u"^\\s*<(!doctype|html|head|body)[\\s>]"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    return page.match(text.left(200)).hasMatch();
}

const SceneConnection *Scene::connection(int conn) const
{
    const auto found = m_connections.find(conn);
    return found == m_connections.end() ? nullptr : &found->second;
}

const SceneClient &Scene::client(const QString &name) const
{
    static const SceneClient nobody;
    const auto found = m_clients.constFind(name);
    return found == m_clients.cend() ? nobody : *found;
}

const SceneMessage *Scene::message(int conn, int n) const
{
    const auto found = std::find_if(m_messages.rbegin(), m_messages.rend(),
                                    [&](const SceneMessage &one) { return one.conn == conn && one.n == n; });
    return conn == 0 || n == 0 || found == m_messages.rend() ? nullptr : &*found;
}

QString Scene::htmx(const QString &client) const
{
    const QString own = this->client(client).htmx;
    return own.isEmpty() ? m_htmx : own;
}

bool Scene::restarting(Nanoseconds t) const
{
    return m_stopped || (m_stoppedAt >= 0 && t - m_startedAt < kAfterRestart);
}

SceneConnection &Scene::at(const Event &event)
{
    if (m_connections.size() >= kConnections && !m_connections.contains(event.conn)) {
        const auto over = std::find_if(m_connections.begin(), m_connections.end(), [](const auto &entry) {
            return entry.second.closed != 0 || entry.second.wireEnded;
        });
        m_connections.erase(over == m_connections.end() ? m_connections.begin() : over);
    }
    SceneConnection &connection = m_connections[event.conn];
    connection.conn = event.conn;
    if (!event.client.isEmpty())
        connection.client = event.client;
    return connection;
}

void Scene::ended(const Event &event, const QString &by)
{
    SceneConnection &connection = at(event);
    connection.wireEnded = true;
    if (!connection.endedBy.isEmpty())
        return;
    connection.endedBy = by;
    connection.ended = event.id;
}

void Scene::keepMessage(const Event &event)
{
    if (textOf(event, Field::Dir) != u"down" || event.n == 0)
        return;
    if (m_messages.size() >= kMessages)
        m_messages.pop_front();
    m_messages.push_back(
        {event.conn, event.n, event.id, textOf(event, Field::Why), textOf(event, Field::Text).left(kText)});
}

void Scene::push(const Event &event)
{
    if (!event.client.isEmpty() && !m_clients.contains(event.client))
        m_clients[event.client].name = event.client;
    const auto ofClient = [&](auto change) {
        if (!event.client.isEmpty())
            return change(m_clients[event.client]);
        for (SceneClient &client : m_clients)
            change(client);
    };
    switch (event.kind) {
    case Kind::ServerStarted:
        m_stopped = false;
        m_quitting = false;
        m_startedAt = event.t;
        m_htmx = textOf(event, Field::Htmx).left(1);
        return;
    case Kind::ServerStopped:
        m_stopped = true;
        m_stoppedAt = event.t;
        m_quitting = textOf(event, Field::Reason) == u"quit";
        return;
    case Kind::PageLoaded: {
        SceneClient &client = m_clients[event.client];
        client.htmx = textOf(event, Field::Htmx).left(1);
        client.loadedAt = event.t;
        client.hidden = false;
        ++client.document;
        return;
    }
    case Kind::PageHidden:
        m_clients[event.client].hidden = true;
        m_clients[event.client].hiddenAt = event.t;
        return;
    case Kind::PageShown:
        m_clients[event.client].hidden = false;
        return;
    case Kind::LinkFrozen:
        return ofClient([](SceneClient &client) { client.frozen = true; });
    case Kind::LinkThawed:
        return ofClient([](SceneClient &client) { client.frozen = false; });
    case Kind::LinkHeld:
        m_clients[event.client].held += event.conn != 0 ? 1 : 0;
        return;
    case Kind::LinkReleased:
        m_clients[event.client].held -= event.conn != 0 ? 1 : 0;
        return;
    case Kind::LinkLost: {
        const QString why = textOf(event, Field::Why);
        m_clients[event.client].held -= why == u"held" || why == u"discarded" ? 1 : 0;
        return;
    }
    default:
        break;
    }
    if (event.conn == 0)
        return;
    switch (event.kind) {
    case Kind::LinkAccepted:
    case Kind::LinkRefused: {
        SceneConnection &connection = at(event);
        connection.transport = textOf(event, Field::Transport);
        connection.path = textOf(event, Field::Path);
        return;
    }
    case Kind::PageConnecting: {
        SceneConnection &connection = at(event);
        connection.transport = textOf(event, Field::Transport);
        connection.url = textOf(event, Field::Url);
        connection.path = pathOf(connection.url);
        connection.attempt = numberOf(event, Field::Attempt);
        connection.connecting = event.id;
        return;
    }
    case Kind::PageOpen: {
        SceneConnection &connection = at(event);
        connection.opened = event.id;
        connection.openedAt = event.t;
        connection.owner = numberOf(event, Field::Owner);
        const FieldValue hears = event.data[Field::Hears];
        connection.hearsKnown = hears.isArray();
        for (const auto &name : hears.toArray())
            connection.hears << name.toString();
        return;
    }
    case Kind::PageClosed: {
        SceneConnection &connection = at(event);
        connection.closed = event.id;
        connection.closedAt = event.t;
        return;
    }
    case Kind::ServerOpened: {
        SceneConnection &connection = at(event);
        connection.transport = textOf(event, Field::Transport);
        connection.path = textOf(event, Field::Path);
        connection.channel = textOf(event, Field::Channel);
        connection.catchUp = textOf(event, Field::CatchUp);
        connection.served = event.id;
        connection.servedAt = event.t;
        return;
    }
    case Kind::ServerSent:
        if (textOf(event, Field::Why) != u"live")
            at(event).spokenFor = true;
        return;
    case Kind::ServerClosed:
    case Kind::LinkClosed:
        return ended(event, textOf(event, Field::By));
    case Kind::LinkCut:
        return ended(event, u"link"_s);
    case Kind::LinkMessage:
        return keepMessage(event);
    default:
        return;
    }
}

} // namespace swapscope
