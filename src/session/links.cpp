#include "links.h"

#include <link/link.h>

#include <algorithm>

namespace swapscope {

Links::Links(Recorder &recorder, ConnectionRegistry &connections, QObject *parent)
    : QObject(parent), m_recorder(recorder), m_connections(connections), m_holdTimer(this)
{
    m_holdTimer.setSingleShot(true);
    m_holdTimer.setInterval(kFrameMs);
    connect(&m_holdTimer, &QTimer::timeout, this, &Links::tellHolds);
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

void Links::shutDown()
{
    for (const auto &link : m_links)
        link->shutDown();
}

Result<void> Links::letThrough()
{
    return onClient(QStringLiteral("*"), [](Link &link) {
        link.holding().setOn(false);
        return link.apply({.fault = QStringLiteral("clear")});
    });
}

Result<void> Links::apply(const FaultCommand &command, const QString &by)
{
    return onClient(command.client, [&](Link &link) { return link.apply(command, by); });
}

Result<void> Links::setHold(const QString &client, bool on)
{
    return onClient(client, [on](Link &link) {
        link.holding().setOn(on);
        return Result<void>();
    });
}

Result<void> Links::setBreakpoints(const QString &client, const std::vector<Breakpoint> &breakpoints)
{
    return onClient(client,
                    [&breakpoints](Link &link) { return link.holding().setBreakpoints(breakpoints); });
}

Result<void> Links::stepHeld(const QString &client)
{
    if (client != u'*')
        return onClient(client, [](Link &link) { return link.holding().step(); });
    Link *first = nullptr;
    EventId oldest = 0;
    for (const auto &link : m_links) {
        const std::vector<HeldMessage> held = link->holding().status().messages;
        if (!held.empty() && (!first || held.front().id < oldest)) {
            first = link.get();
            oldest = held.front().id;
        }
    }
    return first ? first->holding().step() : Error{tr("No message is held")};
}

Result<void> Links::releaseAllHeld(const QString &client)
{
    return onClient(client, [](Link &link) {
        link.holding().releaseAll();
        return Result<void>();
    });
}

Result<void> Links::releaseHeld(EventId id)
{
    return onHolder(id, [id](Link &link) { return link.holding().release(id); });
}

Result<void> Links::editHeld(EventId id, const QString &text)
{
    return onHolder(id, [id, &text](Link &link) { return link.holding().edit(id, text); });
}

Result<void> Links::duplicateHeld(EventId id)
{
    return onHolder(id, [id](Link &link) { return link.holding().duplicate(id); });
}

Result<void> Links::discardHeld(EventId id)
{
    return onHolder(id, [id](Link &link) { return link.holding().discard(id); });
}

Result<void> Links::moveHeld(EventId id, int position)
{
    return onHolder(id, [id, position](Link &link) { return link.holding().move(id, position); });
}

Result<void> Links::inject(const QString &client, int conn, Direction direction, const QString &text,
                           const QString &event)
{
    return onClient(client, [&](Link &link) { return link.inject(conn, direction, text, event); });
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

Result<void> Links::onHolder(EventId id, const std::function<Result<void>(Link &)> &function)
{
    const auto holder = std::find_if(m_links.begin(), m_links.end(), [id](const std::unique_ptr<Link> &link) {
        return link->holding().holds(id);
    });
    if (holder == m_links.end())
        return Error{tr("That message is not held any more")};
    return function(**holder);
}

void Links::tellHolds()
{
    for (const Link *link : std::exchange(m_holdsToTell, {})) {
        Q_EMIT holdChanged(link->client(), link->holding().status());
        Q_EMIT statusChanged(link->client(), link->status());
    }
}

} // namespace swapscope
