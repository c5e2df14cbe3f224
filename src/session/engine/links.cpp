#include "links.h"

#include <faults/names.h>
#include <link/link.h>

#include <algorithm>

namespace swapscope {

Links::Links(Recorder &recorder, ConnectionRegistry &connections, QObject *parent)
    : QObject(parent), m_recorder(recorder), m_connections(connections), m_holdTimer(this)
{
    m_holdTimer.setSingleShot(true);
    m_holdTimer.setInterval(kFrameMs);
    connect(&m_holdTimer, &QTimer::timeout, this, &Links::reportHolds);
}

Links::~Links() = default;

Link &Links::add(const QString &client, const Random &random, Tell tell)
{
    m_links.push_back(std::make_unique<Link>(client, m_recorder, m_connections, random));
    Link *link = m_links.back().get();
    if (tell == Tell::State) {
        connect(link, &Link::statusChanged, this,
                [this, link] { Q_EMIT statusChanged(link->client(), link->status()); });
        connect(link, &Link::holdChanged, this, [this, link] {
            m_holdsToTell.insert(link);
            if (!m_holdTimer.isActive())
                m_holdTimer.start();
        });
    }
    return *link;
}

QList<quint16> Links::ports() const
{
    QList<quint16> ports;
    for (const auto &link : m_links) {
        if (link->port() != 0)
            ports.append(link->port());
    }
    return ports;
}

void Links::shutDown()
{
    for (const auto &link : m_links)
        link->shutDown();
}

Result<void> Links::letThrough()
{
    return onClient(QStringLiteral("*"), [](Link &link) {
        if (const Result<void> released = link.apply(HoldCommand{.what = HoldCommand::Switch{false}});
            !released)
            return released;
        return link.apply(FaultCommand{.fault = faultName::clear});
    });
}

Result<void> Links::apply(const FaultCommand &command, const QString &by)
{
    return onClient(command.client, [&](Link &link) { return link.apply(command, by); });
}

Result<void> Links::apply(const HoldCommand &command)
{
    if (const EventId id = command.message(); id != 0) {
        const auto holder = std::find_if(m_links.begin(), m_links.end(),
                                         [id](const std::unique_ptr<Link> &link) { return link->holds(id); });
        if (holder == m_links.end())
            return Error{tr("That message is not held any more")};
        return (*holder)->apply(command);
    }
    if (std::holds_alternative<HoldCommand::Step>(command.what) && command.client == FaultCommand::kEveryone)
        return stepFirst(command);
    return onClient(command.client, [&command](Link &link) { return link.apply(command); });
}

Result<void> Links::stepFirst(const HoldCommand &command)
{
    Link *first = nullptr;
    for (const auto &link : m_links) {
        if (link->nextHeld() && (!first || *link->nextHeld() < *first->nextHeld()))
            first = link.get();
    }
    return first ? first->apply(command) : Error{tr("No message is held")};
}

Result<void> Links::inject(const QString &client, ConnectionId conn, Direction direction, const QString &text,
                           const QString &event)
{
    return onClient(client, [&](Link &link) { return link.inject(conn, direction, text, event); });
}

void Links::serverGone(const QString &client, ConnectionId conn, qint64 taken, const QByteArray &unsent)
{
    for (const auto &link : m_links) {
        if (link->client() == client)
            link->serverGone(conn, taken, unsent);
    }
}

Result<void> Links::onClient(const QString &client, const std::function<Result<void>(Link &)> &function)
{
    QStringList names;
    bool any = client == u'*';
    for (const auto &link : m_links) {
        names << link->client();
        if (client != u'*' && client != link->client())
            continue;
        any = true;
        if (const Result<void> done = function(*link); !done)
            return done;
    }
    if (any)
        return {};
    return Error{
        tr("There is no client \"%1\"; there are %2, and \"*\" for all").arg(client, names.join(tr(", ")))};
}

void Links::reportHolds()
{
    for (const Link *link : std::exchange(m_holdsToTell, {})) {
        Q_EMIT holdChanged(link->client(), link->holdStatus());
        Q_EMIT statusChanged(link->client(), link->status());
    }
}

} // namespace swapscope
