#include "traceindex.h"

#include "../payload.h"

#include <algorithm>
#include <atomic>
#include <mutex>

namespace swapscope {

namespace {

// The largest step between the numbers of successive messages or updates that are stored in an array. Every
// number that is left out takes room there.
constexpr qint64 kMostApart = 4096;

const EventList &nothing()
{
    static const EventList none;
    return none;
}

quint32 read(const quint32 &number)
{
    return std::atomic_ref(const_cast<quint32 &>(number)).load(std::memory_order_acquire);
}

void write(quint32 &number, quint32 value)
{
    std::atomic_ref(number).store(value, std::memory_order_release);
}

QByteArray unowned(QByteArrayView text)
{
    return QByteArray::fromRawData(text.data(), text.size());
}

} // namespace

TraceIndex::Client &TraceIndex::clientOf(const QString &name, quint32 number)
{
    if (number <= m_clients.size())
        return m_clients[number - 1];
    const std::unique_lock lock(m_mutex);
    m_clientNumbers.insert(name, number);
    m_clientNames.push_back(name);
    return m_clients.emplace_back();
}

TraceIndex::Connection &TraceIndex::connectionOf(ConnectionId conn)
{
    if (Connection **known = m_connections.find(conn); known != nullptr && *known != nullptr)
        return **known;
    const std::unique_lock lock(m_mutex);
    Connection *&made = m_connections[conn];
    made = &m_connectionRoom.emplace_back();
    return *made;
}

const TraceIndex::Connection *TraceIndex::knownConnection(ConnectionId conn) const
{
    Connection *const *known = m_connections.find(conn);
    return known == nullptr ? nullptr : *known;
}

TraceIndex::Channel &TraceIndex::channelOf(QByteArrayView name)
{
    if (m_lastChannel != nullptr && m_lastChannel->name == name)
        return *m_lastChannel;
    const auto found = m_channels.constFind(unowned(name));
    Channel *channel = found == m_channels.cend() ? nullptr : *found;
    if (channel == nullptr) {
        const std::unique_lock lock(m_mutex);
        channel = &m_channelRoom.emplace_back();
        channel->name = name.toByteArray();
        m_channels.insert(channel->name, channel);
    }
    m_lastChannel = channel;
    return *channel;
}

// A late report may come after the channel has started a new numbering. Its cause then tells the right one.
quint32 TraceIndex::epochOf(const Event &event, const Cause &cause)
{
    const std::optional<QByteArrayView> name = channelName(event.data);
    if (!name)
        return 0;
    Channel &channel = channelOf(*name);
    if (event.kind == Kind::ServerPublished) {
        const std::unique_lock lock(m_mutex);
        if (event.update <= channel.last)
            ++channel.epoch;
        channel.last = event.update;
    } else if (cause.known && cause.channel == *name) {
        return cause.epoch;
    }
    return channel.epoch;
}

bool TraceIndex::add(const Event &event, quint32 epoch, quint32 client)
{
    const auto id = static_cast<quint32>(event.id);
    Links *links = m_links.reserve(m_arena, id - 1);
    bool room = links != nullptr;
    if (!room)
        return false;
    *links = {};
    m_links.publish(id);
    room &= m_kinds[static_cast<std::size_t>(event.kind)].append(m_arena, event.id);
    Client *whose = client == 0 ? nullptr : &clientOf(event.client, client);
    if (whose != nullptr)
        room &= whose->events.append(m_arena, event.id);
    if (!event.conn.isNone()) {
        Connection &connection = connectionOf(event.conn);
        room &= connection.events.append(m_arena, event.id);
        if (whose != nullptr && connection.client != client) {
            connection.client = client;
            std::vector<ConnectionId> &all = whose->connections;
            const auto place = std::lower_bound(all.begin(), all.end(), event.conn);
            if (place == all.end() || *place != event.conn) {
                const std::unique_lock lock(m_mutex);
                all.insert(place, event.conn);
            }
        }
        room &= addMessage(event, connection);
    }
    if (event.update != 0) {
        if (const std::optional<QByteArrayView> channel = channelName(event.data))
            room &= addUpdate(event, *channel, epoch, *links);
    }
    if (event.cause != 0 && event.cause < event.id) {
        Links &cause = m_links[static_cast<quint32>(event.cause - 1)];
        write(links->nextEffect, read(cause.firstEffect));
        write(cause.firstEffect, id);
    }
    return room;
}

bool TraceIndex::addMessage(const Event &event, Connection &connection)
{
    quint32 Message::*slot = nullptr;
    switch (event.kind) {
    case Kind::ServerSent:
    case Kind::PageSent:
        slot = &Message::sent;
        break;
    case Kind::LinkMessage:
        slot = &Message::link;
        break;
    case Kind::LinkLost:
        slot = &Message::lost;
        break;
    case Kind::PageMessage:
    case Kind::ServerReceived:
        slot = &Message::received;
        break;
    default:
        return true;
    }
    const std::optional<MessageKey> key = messageKey(event);
    if (!key)
        return true;
    GrowingArray<Message> &messages = connection.messages[static_cast<std::size_t>(key->way)];
    const auto id = static_cast<quint32>(event.id);
    if (key->n > qint64(messages.size()) + kMostApart ||
        (!m_strayMessages.isEmpty() && m_strayMessages.contains(*key))) {
        const std::unique_lock lock(m_mutex);
        quint32 &first = m_strayMessages[*key].*slot;
        first = first == 0 ? id : first;
        return true;
    }
    for (quint32 next = messages.size(); next < static_cast<quint32>(key->n); ++next) {
        if (!messages.append(m_arena, {}))
            return false;
    }
    quint32 &first = messages[static_cast<quint32>(key->n - 1)].*slot;
    if (read(first) == 0)
        write(first, id);
    return true;
}

// The place of an update; null if its number is too far from the others.
TraceIndex::Update *TraceIndex::updateOf(QByteArrayView name, quint32 epoch, qint64 update)
{
    Channel &channel = channelOf(name);
    if (channel.lastNumbers.second == nullptr || channel.lastNumbers.first != epoch)
        channel.lastNumbers = {epoch, channel.numbers.value(epoch)};
    Numbers *&numbers = channel.lastNumbers.second;
    if (numbers == nullptr) {
        const std::unique_lock lock(m_mutex);
        numbers = &m_numbersRoom.emplace_back();
        numbers->first = std::max<qint64>(1, update - 16); // a late report may have a smaller number
        channel.numbers.insert(epoch, numbers);
    }
    const qint64 place = update - numbers->first;
    if (place < 0 || place > qint64(numbers->updates.size()) + kMostApart)
        return nullptr;
    for (qint64 next = numbers->updates.size(); next <= place; ++next) {
        if (!numbers->updates.append(m_arena, {}))
            return nullptr;
    }
    return &numbers->updates[static_cast<quint32>(place)];
}

bool TraceIndex::addUpdate(const Event &event, QByteArrayView channel, quint32 epoch, Links &links)
{
    const UpdateKey key{unowned(channel), epoch, event.update};
    const bool stray = !m_strayUpdates.isEmpty() && m_strayUpdates.contains(key);
    Update *known = stray ? nullptr : updateOf(channel, epoch, event.update);
    const auto id = static_cast<quint32>(event.id);
    const auto note = [&](Update &update) {
        write(links.beforeOfUpdate, read(update.latest));
        if (event.kind == Kind::ServerPublished && read(update.published) == 0)
            write(update.published, id);
        write(update.latest, id);
    };
    if (known != nullptr) {
        note(*known);
        return true;
    }
    const std::unique_lock lock(m_mutex);
    note(m_strayUpdates[{channel.toByteArray(), epoch, event.update}]);
    return true;
}

const EventList &TraceIndex::ofClient(const QString &client) const
{
    const std::shared_lock lock(m_mutex);
    const auto found = m_clientNumbers.constFind(client);
    return found == m_clientNumbers.cend() ? nothing() : m_clients[*found - 1].events;
}

const EventList &TraceIndex::ofConnection(ConnectionId conn) const
{
    const std::shared_lock lock(m_mutex);
    const Connection *connection = knownConnection(conn);
    return connection == nullptr ? nothing() : connection->events;
}

TraceIndex::Update TraceIndex::findUpdate(QByteArrayView name, qint64 update,
                                          std::optional<quint32> epoch) const
{
    const std::shared_lock lock(m_mutex);
    const Channel *channel = m_channels.value(unowned(name));
    if (channel == nullptr)
        return {};
    const quint32 which = epoch.value_or(channel->epoch);
    const Numbers *numbers = channel->numbers.value(which);
    const qint64 place = numbers == nullptr ? -1 : update - numbers->first;
    if (place >= 0 && place < qint64(numbers->updates.size())) {
        const Update &known = numbers->updates[static_cast<quint32>(place)];
        if (const quint32 latest = read(known.latest); latest != 0)
            return {latest, read(known.published)};
    }
    return m_strayUpdates.value({name.toByteArray(), which, update});
}

EventId TraceIndex::publishedOf(QByteArrayView channel, qint64 update, std::optional<quint32> epoch) const
{
    return findUpdate(channel, update, epoch).published;
}

std::vector<EventId> TraceIndex::ofUpdate(QByteArrayView channel, qint64 update,
                                          std::optional<quint32> epoch) const
{
    quint32 id = findUpdate(channel, update, epoch).latest;
    std::vector<EventId> ids;
    for (; id != 0; id = read(m_links[id - 1].beforeOfUpdate))
        ids.push_back(id);
    std::reverse(ids.begin(), ids.end());
    return ids;
}

std::vector<ConnectionId> TraceIndex::connectionsOf(const QString &client) const
{
    const std::shared_lock lock(m_mutex);
    const auto found = m_clientNumbers.constFind(client);
    return found == m_clientNumbers.cend() ? std::vector<ConnectionId>() : m_clients[*found - 1].connections;
}

std::vector<QString> TraceIndex::clients() const
{
    const std::shared_lock lock(m_mutex);
    return m_clientNames;
}

TraceIndex::Message TraceIndex::message(const MessageKey &key) const
{
    const std::shared_lock lock(m_mutex);
    if (const auto stray = m_strayMessages.constFind(key); stray != m_strayMessages.cend())
        return *stray;
    if (const Connection *connection = knownConnection(key.conn)) {
        const GrowingArray<Message> &messages = connection->messages[static_cast<std::size_t>(key.way)];
        if (key.n <= qint64(messages.size())) {
            const Message &message = messages[static_cast<quint32>(key.n - 1)];
            return {read(message.sent), read(message.link), read(message.lost), read(message.received)};
        }
    }
    return {};
}

std::vector<EventId> TraceIndex::effectsOf(EventId id) const
{
    std::vector<EventId> effects;
    if (id == 0 || id > m_links.size())
        return effects;
    for (quint32 effect = read(m_links[static_cast<quint32>(id - 1)].firstEffect); effect != 0;
         effect = read(m_links[effect - 1].nextEffect))
        effects.push_back(effect);
    std::reverse(effects.begin(), effects.end());
    return effects;
}

} // namespace swapscope
