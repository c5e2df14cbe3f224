#include "trace.h"

#include "payload.h"

#include <algorithm>
#include <array>
#include <limits>

namespace swapscope {

namespace {

constexpr std::array kTextKeys = {"text", "before", "after"};

template<typename Map, typename Key>
const typename Map::mapped_type &valueOrEmpty(const Map &map, const Key &key)
{
    static const typename Map::mapped_type empty;
    const auto found = map.constFind(key);
    return found == map.cend() ? empty : *found;
}

qint64 textBytes(const Event &event)
{
    qint64 bytes = 0;
    for (const char *key : kTextKeys) {
        const QJsonValue text = event.data.value(QLatin1StringView(key));
        if (text.isString())
            bytes += text.toString().size() * qint64(sizeof(QChar));
    }
    return bytes;
}

} // namespace

Trace::Trace(const TraceLimits &limits) : m_limits(limits)
{
    // The lists of effects number events in 32 bits.
    m_limits.events = std::min<std::size_t>(m_limits.events, std::numeric_limits<qint32>::max());
}

bool Trace::append(Event event)
{
    const EventId id = m_events.size() + 1;
    if (event.id != 0 && event.id != id) {
        ++m_refused;
        return false;
    }
    if (full()) {
        ++m_refused;
        return false;
    }
    event.id = id;
    m_events.push_back(std::move(event));
    index(m_events.back());
    thin();
    return true;
}

void Trace::clear()
{
    *this = Trace(m_limits);
}

const Event *Trace::find(EventId id) const
{
    return id >= 1 && id <= m_events.size() ? &at(id) : nullptr;
}

const std::vector<EventId> &Trace::ofClient(const QString &client) const
{
    return valueOrEmpty(m_byClient, client);
}

const std::vector<EventId> &Trace::ofConnection(int conn) const
{
    return valueOrEmpty(m_byConnection, conn);
}

const std::vector<EventId> &Trace::ofKind(Kind kind) const
{
    return valueOrEmpty(m_byKind, static_cast<int>(kind));
}

const std::vector<EventId> &Trace::ofUpdate(const QString &channel, qint64 update, EventId near) const
{
    const int epoch = find(near) ? m_epoch[near - 1] : m_numbering.value(channel).epoch;
    return valueOrEmpty(m_byUpdate, UpdateKey{epoch, update, channel});
}

const std::vector<int> &Trace::connectionsOf(const QString &client) const
{
    return valueOrEmpty(m_connections, client);
}

EventId Trace::causeOf(EventId id) const
{
    const Event *event = find(id);
    if (!event)
        return 0;
    // A cause that does not exist (of an edited file) or is the event itself is none.
    if (event->cause != 0)
        return event->cause != id && find(event->cause) ? event->cause : 0;
    if (event->kind == Kind::LinkMessage && isUp(*event)) {
        if (const std::optional<MessageKey> key = messageKey(*event))
            return valueOrEmpty(m_messages, *key).sent;
    }
    return 0;
}

std::vector<EventId> Trace::causesOf(EventId id) const
{
    std::vector<EventId> chain;
    // A file may hold a circle of causes.
    for (EventId cause = causeOf(id); cause != 0 && cause != id; cause = causeOf(cause)) {
        if (std::find(chain.begin(), chain.end(), cause) != chain.end())
            break;
        chain.push_back(cause);
    }
    return chain;
}

std::vector<EventId> Trace::effectsOf(EventId id) const
{
    std::vector<EventId> effects;
    if (find(id)) {
        for (quint32 effect = m_firstEffect[id - 1]; effect != 0; effect = m_nextEffect[effect - 1])
            effects.push_back(effect);
    }
    return effects;
}

Related Trace::related(EventId id) const
{
    const Event *event = find(id);
    if (!event)
        return {};
    Related related;
    if (event->kind == Kind::ServerPublished) {
        related.published = id;
        return related;
    }
    const Event *anchor = event;
    if (event->kind == Kind::PageSwap || event->kind == Kind::PageSwapMissed) {
        anchor = find(event->cause);
        if (!anchor || anchor->kind != Kind::PageMessage)
            return {};
    }
    if (const std::optional<MessageKey> key = messageKey(*anchor)) {
        const Message &message = valueOrEmpty(m_messages, *key);
        related.sent = message.sent;
        related.link = message.link;
        related.lost = message.lost;
        related.received = message.received;
    } else if (anchor->kind == Kind::PageMessage) {
        related.received = anchor->id; // not joined
    } else {
        return {};
    }
    // The same message may have arrived twice: the swaps are those of the arrival that was asked about.
    if (anchor->kind == Kind::PageMessage)
        related.received = anchor->id;
    if (const Event *received = find(related.received); received && received->kind == Kind::PageMessage) {
        for (const EventId effect : effectsOf(related.received)) {
            const Kind kind = at(effect).kind;
            if (kind == Kind::PageSwap || kind == Kind::PageSwapMissed)
                related.swaps.push_back(effect);
        }
    }
    if (const Event *sent = find(related.sent))
        related.published = publishedOf(*sent);
    return related;
}

std::optional<Trace::MessageKey> Trace::messageKey(const Event &event)
{
    if (event.conn <= 0 || event.n <= 0)
        return std::nullopt;
    switch (event.kind) {
    case Kind::ServerSent:
    case Kind::PageMessage:
        return MessageKey{event.conn, event.n, false};
    case Kind::ServerReceived:
    case Kind::PageSent:
        return MessageKey{event.conn, event.n, true};
    case Kind::LinkMessage:
    case Kind::LinkLost:
    case Kind::LinkDelayed:
    case Kind::LinkDuplicated:
    case Kind::LinkHeld:
    case Kind::LinkReleased:
        return MessageKey{event.conn, event.n, isUp(event)};
    default:
        return std::nullopt;
    }
}

void Trace::index(const Event &event)
{
    const EventId id = event.id;
    m_lastTime = std::max(m_lastTime, event.t);
    m_epoch.push_back(epochOf(event));

    m_firstEffect.push_back(0);
    m_lastEffect.push_back(0);
    m_nextEffect.push_back(0);
    if (event.cause != 0 && event.cause < id) {
        quint32 &last = m_lastEffect[event.cause - 1];
        (last == 0 ? m_firstEffect[event.cause - 1] : m_nextEffect[last - 1]) = static_cast<quint32>(id);
        last = static_cast<quint32>(id);
    }

    m_byKind[static_cast<int>(event.kind)].push_back(id);
    if (!event.client.isEmpty()) {
        std::vector<EventId> &ids = m_byClient[event.client];
        if (ids.empty())
            m_clientNames.push_back(event.client);
        ids.push_back(id);
    }
    if (event.conn != 0) {
        m_byConnection[event.conn].push_back(id);
        if (!event.client.isEmpty()) {
            std::vector<int> &connections = m_connections[event.client];
            const auto place = std::lower_bound(connections.begin(), connections.end(), event.conn);
            if (place == connections.end() || *place != event.conn)
                connections.insert(place, event.conn);
        }
    }
    const QJsonValue channel = event.data.value(QLatin1StringView("channel"));
    if (event.update != 0 && channel.isString())
        m_byUpdate[UpdateKey{m_epoch.back(), event.update, channel.toString()}].push_back(id);
    indexMessage(event);

    if (const qint64 bytes = textBytes(event)) {
        m_texts.emplace_back(id, bytes);
        m_textBytes += bytes;
    }
}

void Trace::indexMessage(const Event &event)
{
    const std::optional<MessageKey> key = messageKey(event);
    if (!key)
        return;
    Message &message = m_messages[*key];
    const auto note = [&](EventId &slot) {
        if (slot == 0)
            slot = event.id;
    };
    switch (event.kind) {
    case Kind::ServerSent:
    case Kind::PageSent:
        return note(message.sent);
    case Kind::LinkMessage:
        return note(message.link);
    case Kind::LinkLost:
        return note(message.lost);
    case Kind::PageMessage:
    case Kind::ServerReceived:
        return note(message.received);
    default:
        return;
    }
}

// What is reported late may come after the channel has begun to number anew: its cause knows better.
int Trace::epochOf(const Event &event)
{
    const QJsonValue channel = event.data.value(QLatin1StringView("channel"));
    if (!channel.isString())
        return 0;
    Numbering &numbering = m_numbering[channel.toString()];
    if (event.kind == Kind::ServerPublished) {
        if (event.update <= numbering.last)
            ++numbering.epoch;
        numbering.last = event.update;
    } else if (const Event *cause = event.cause < event.id ? find(event.cause) : nullptr) {
        if (cause->update == event.update && cause->data.value(QLatin1StringView("channel")) == channel)
            return m_epoch[event.cause - 1];
    }
    return numbering.epoch;
}

EventId Trace::publishedOf(const Event &sent) const
{
    if (sent.kind != Kind::ServerSent)
        return 0;
    if (const Event *cause = find(sent.cause); cause && cause->kind == Kind::ServerPublished)
        return cause->id;
    // A snapshot's number is what it covers, not what it is.
    if (sent.update == 0 || sent.data.value(QLatin1StringView("why")) == QLatin1StringView("snapshot"))
        return 0;
    const QString channel = sent.data.value(QLatin1StringView("channel")).toString();
    for (const EventId id : ofUpdate(channel, sent.update, sent.id)) {
        if (at(id).kind == Kind::ServerPublished)
            return id;
    }
    return 0;
}

void Trace::thin()
{
    while (m_textBytes > m_limits.textBytes && !m_texts.empty()) {
        const auto [id, bytes] = m_texts.front();
        m_texts.pop_front();
        m_textBytes -= bytes;
        Event &event = m_events[id - 1];
        for (const char *key : kTextKeys)
            event.data.remove(QLatin1StringView(key));
        m_thinnedUpTo = id;
    }
}

} // namespace swapscope
