#include "channelhub.h"

#include <algorithm>
#include <utility>

namespace swapscope::mock {

ChannelHub::ChannelHub(Recorder &recorder, const ServerLimits &limits, std::function<void()> wake,
                       std::function<void(const OpenConnection &)> tellGone)
    : m_recorder(recorder), m_limits(limits), m_wake(std::move(wake)), m_tellGone(std::move(tellGone))
{
    m_alarm.setSingleShot(true);
    m_alarm.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_alarm, &QTimer::timeout, &m_alarm, [this] { alarm(); });
}

ChannelHub::~ChannelHub() = default;

void ChannelHub::wake()
{
    if (!m_woken) {
        m_woken = true;
        m_wake();
    }
}

void ChannelHub::turn()
{
    m_woken = false;
    runDeferred();
    // A flush can end connections, and push to others: what comes too late for this turn waits for the next.
    std::vector<OpenConnection *> unflushed = std::exchange(m_unflushed, std::move(m_spareUnflushed));
    for (OpenConnection *connection : unflushed) {
        connection->flushed();
        connection->flush();
    }
    unflushed.clear();
    m_spareUnflushed = std::move(unflushed);
    if (m_unflushed.empty())
        m_gone.clear();
}

void ChannelHub::wakeAt(OpenConnection &connection, Nanoseconds time)
{
    m_alarms.emplace(time, connection.weak_from_this());
    if (m_alarms.begin()->first == time)
        startAlarm();
}

void ChannelHub::startAlarm()
{
    if (m_alarms.empty())
        return;
    const Nanoseconds wait = std::max<Nanoseconds>(0, m_alarms.begin()->first - now());
    m_alarm.start(static_cast<int>((wait + kMillisecond - 1) / kMillisecond));
}

void ChannelHub::alarm()
{
    const Nanoseconds time = now();
    while (!m_alarms.empty() && m_alarms.begin()->first <= time) {
        const auto connection = m_alarms.begin()->second.lock();
        m_alarms.erase(m_alarms.begin());
        if (connection)
            connection->wake(time);
    }
    startAlarm();
}

void ChannelHub::runDeferred()
{
    const auto deferred = std::exchange(m_deferred, {});
    for (const auto &work : deferred)
        work();
}

void ChannelHub::later(std::function<void()> work)
{
    m_deferred.push_back(std::move(work));
    wake();
}

Channel &ChannelHub::channel(const QString &name, int history)
{
    std::unique_ptr<Channel> &channel = m_channels[name];
    if (!channel)
        channel = std::make_unique<Channel>(name, history);
    return *channel;
}

Channel &ChannelHub::channelOf(const QString &name)
{
    return channel(name, Channel::kDefaultHistory);
}

std::vector<std::shared_ptr<OpenConnection>> ChannelHub::all() const
{
    std::vector<std::shared_ptr<OpenConnection>> connections;
    connections.reserve(m_open.size());
    for (const auto &[pointer, connection] : m_open)
        connections.push_back(connection);
    std::sort(connections.begin(), connections.end(),
              [](const auto &a, const auto &b) { return a->about().id < b->about().id; });
    return connections;
}

std::vector<Peer> ChannelHub::peers() const
{
    std::vector<Peer> peers;
    for (const auto &connection : all()) {
        if (connection->isOpen())
            peers.push_back(connection->peer());
    }
    return peers;
}

void ChannelHub::setRoutes(Routes routes, bool keepChannels)
{
    // The last words of connections that are over belong to the old table.
    runDeferred();
    m_routes = std::make_shared<const Routes>(std::move(routes));
    const auto connections = all();
    std::vector<std::pair<OpenConnection *, QString>> bound; // and the channel it was on
    for (const auto &connection : connections) {
        const QString channel = connection->channelName();
        if (!connection->isOpen())
            continue;
        if (connection->bind(m_routes))
            bound.emplace_back(connection.get(), channel);
        else
            connection->closeByServer(1001, QStringLiteral("The server has this path no more."));
    }

    std::map<QString, std::unique_ptr<Channel>> before = std::exchange(m_channels, {});
    QStringList kept;
    for (const Routes::ChannelSpec &spec : m_routes->channels()) {
        const int history = spec.history.value_or(Channel::kDefaultHistory);
        const auto found = before.find(spec.name);
        if (keepChannels && found != before.end()) {
            kept += spec.name;
            m_channels[spec.name] = std::move(found->second);
            m_channels[spec.name]->setHistory(history);
        } else {
            channel(spec.name, history);
        }
    }
    m_cursors.keepOnly(kept);
    m_subscribers.clear();
    for (const auto &[connection, channel] : bound) {
        if (!kept.contains(channel) || channel != connection->channelName())
            connection->forgetNumbers();
        subscribe(*connection);
    }
}

void ChannelHub::subscribe(OpenConnection &connection)
{
    if (!connection.channelName().isEmpty())
        m_subscribers[connection.channelName()].push_back(&connection);
}

void ChannelHub::adopt(std::shared_ptr<OpenConnection> connection)
{
    subscribe(*connection);
    OpenConnection *pointer = connection.get();
    m_open.emplace(pointer, std::move(connection));
}

Cursors::Key ChannelHub::keyOf(const OpenConnection &connection)
{
    return {connection.about().session, connection.about().name, connection.channelName(),
            connection.rendered().value_or(-1)};
}

std::optional<qint64> ChannelHub::knownCursor(const OpenConnection &connection) const
{
    return knownCursor(keyOf(connection));
}

std::optional<qint64> ChannelHub::knownCursor(const Cursors::Key &key) const
{
    const std::optional<qint64> rendered = key.rendered >= 0 ? std::optional(key.rendered) : std::nullopt;
    if (key.session.isEmpty())
        return rendered;
    std::optional<qint64> known = m_cursors.find(key);
    // A connection that it has lost, of which nobody has told us yet.
    const auto subscribers = m_subscribers.constFind(key.channel);
    if (subscribers == m_subscribers.cend())
        return known ? known : rendered;
    for (OpenConnection *connection : *subscribers) {
        if (!connection->isLive() || connection->isStream() || !(keyOf(*connection) == key))
            continue;
        if (const qint64 written = connection->written(); written > 0)
            known = std::max(known.value_or(0), written);
    }
    return known ? known : rendered;
}

qint64 ChannelHub::publish(const QString &name, const std::function<QByteArray(qint64)> &fragment,
                           const QString &event, EventId cause)
{
    if (m_publishing.contains(name)) {
        record(
            {.kind = Kind::ScriptLog,
             .cause = m_cause,
             .data = {
                 {Field::Level, QStringLiteral("warn")},
                 {Field::Text,
                  QStringLiteral("A fragment of channel \"%1\" cannot publish on it: dropped.").arg(name)}}});
        return 0;
    }
    m_publishing.append(name);
    const QByteArray bytes = fragment(channelOf(name).last() + 1);
    m_publishing.removeOne(name);

    // A delivery neither opens nor closes a connection, so that the list holds.
    const std::vector<OpenConnection *> &subscribers = m_subscribers[name];
    const auto receivers =
        std::count_if(subscribers.begin(), subscribers.end(),
                      [](const OpenConnection *connection) { return connection->isLive(); });
    Channel &channel = channelOf(name);
    Event published;
    published.kind = Kind::ServerPublished;
    published.update = channel.last() + 1;
    published.cause = cause != 0 ? cause : m_cause;
    published.data = {{Field::Channel, name},
                      {Field::Bytes, bytes.size()},
                      {Field::Text, tracedText(bytes)},
                      {Field::Receivers, static_cast<qint64>(receivers)}};
    if (!event.isEmpty())
        published.data.insert(Field::Event, event);
    const Update update = channel.append(bytes, event, record(std::move(published)));

    Broadcast broadcast(update, "live");
    for (OpenConnection *connection : subscribers) {
        if (connection->isLive())
            connection->deliver(broadcast);
    }
    return update.number;
}

void ChannelHub::flushSoon(OpenConnection &connection)
{
    if (!connection.markUnflushed())
        return;
    m_unflushed.push_back(&connection);
    wake();
}

void ChannelHub::closed(OpenConnection &connection)
{
    if (connection.channelName().isEmpty())
        return;
    if (!connection.isStream() && connection.written() > 0)
        m_cursors.note(keyOf(connection), connection.written());
    std::erase(m_subscribers[connection.channelName()], &connection);
}

void ChannelHub::gone(OpenConnection &connection)
{
    const auto found = m_open.find(&connection);
    if (found == m_open.end())
        return;
    m_gone.push_back(std::move(found->second));
    m_open.erase(found);
    if (m_tellGone)
        m_tellGone(connection);
    wake();
}

void ChannelHub::closeAll(int code, const QString &reason)
{
    for (const auto &connection : all())
        connection->closeByServer(code, reason);
}

} // namespace swapscope::mock
