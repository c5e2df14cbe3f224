#include "trace.h"

#include <algorithm>
#include <limits>

namespace swapscope {

Trace::Trace(const QString &folder) : m_folder(folder), m_parts(std::make_unique<Parts>(folder)) {}

bool Trace::append(Event event)
{
    EventStore &store = *m_parts->store;
    const EventId id = store.size() + 1;
    if ((event.id != 0 && event.id != id) || m_parts->problem)
        return false;
    const auto refuse = [&](const Error &error) {
        const std::lock_guard lock(m_parts->mutex);
        m_parts->problem = error;
        return false;
    };
    if (id >= std::numeric_limits<quint32>::max())
        return refuse({QStringLiteral("The trace is full: it has %1 events.").arg(store.size())});
    event.id = id;
    TraceIndex::Cause cause;
    if (event.cause != 0 && event.cause < id) {
        const EventHead &kept = head(event.cause);
        if (kept.update == event.update)
            cause = {store.text(kept, Field::Channel), kept.epoch, true};
    }
    const quint32 epoch = m_parts->index.epochOf(event, cause);
    if (store.append(event, epoch) == 0)
        return refuse(*store.arena().error());
    if (event.t > lastTime())
        m_parts->lastTime.store(event.t, std::memory_order_release);
    if (!m_parts->index.add(event, epoch, head(id).client))
        refuse(*store.arena().error()); // the last event: it is stored, but some look-ups do not find it
    if (!store.arena().note().isEmpty() && m_parts->note.isEmpty()) {
        const std::lock_guard lock(m_parts->mutex);
        m_parts->note = store.arena().note();
    }
    return true;
}

void Trace::clear()
{
    m_parts = std::make_unique<Parts>(m_folder);
}

EventRef Trace::find(EventId id) const
{
    return id >= 1 && id <= size() ? EventRef(at(id)) : EventRef();
}

std::optional<Error> Trace::problem() const
{
    const std::lock_guard lock(m_parts->mutex);
    return m_parts->problem;
}

QString Trace::note() const
{
    const std::lock_guard lock(m_parts->mutex);
    return m_parts->note;
}

std::size_t Trace::bytes() const
{
    return m_parts->store->arena().allocated();
}

std::optional<quint32> Trace::epochNear(EventId near) const
{
    return near >= 1 && near <= size() ? std::optional(head(near).epoch) : std::nullopt;
}

std::vector<EventId> Trace::ofUpdate(const QString &channel, qint64 update, EventId near) const
{
    return m_parts->index.ofUpdate(channel.toUtf8(), update, epochNear(near));
}

EventId Trace::publicationOf(const QString &channel, qint64 update, EventId near) const
{
    const QByteArray name = channel.toUtf8();
    const std::optional<quint32> epoch = epochNear(near);
    EventId published = m_parts->index.publishedOf(name, update, epoch);
    for (quint32 before = epoch.value_or(0); published == 0 && before > 0; --before)
        published = m_parts->index.publishedOf(name, update, before - 1);
    return published;
}

EventId Trace::causeOf(EventId id) const
{
    if (id < 1 || id > size())
        return 0;
    const EventHead &event = head(id);
    // A file may name a cause that does not exist, or the event itself: that counts as no cause.
    if (event.cause != 0)
        return event.cause != id && event.cause <= size() ? event.cause : 0;
    if (event.kind == Kind::LinkMessage) {
        if (const std::optional<MessageKey> key = messageKey(at(id)); key && key->way == Way::Up)
            return m_parts->index.message(*key).sent;
    }
    return 0;
}

std::vector<EventId> Trace::causesOf(EventId id) const
{
    std::vector<EventId> chain;
    // In a file the causes may form a circle.
    for (EventId cause = causeOf(id); cause != 0 && cause != id; cause = causeOf(cause)) {
        if (std::find(chain.begin(), chain.end(), cause) != chain.end())
            break;
        chain.push_back(cause);
    }
    return chain;
}

Related Trace::related(EventId id) const
{
    const EventRef event = find(id);
    if (!event)
        return {};
    Related related;
    if (event->kind == Kind::ServerPublished) {
        related.published = id;
        return related;
    }
    EventRef anchor = event;
    if (event->kind == Kind::PageSwap || event->kind == Kind::PageSwapMissed) {
        anchor = find(event->cause);
        if (!anchor || anchor->kind != Kind::PageMessage)
            return {};
    }
    if (const std::optional<MessageKey> key = messageKey(*anchor)) {
        const TraceIndex::Message message = m_parts->index.message(*key);
        related.sent = message.sent;
        related.link = message.link;
        related.lost = message.lost;
        related.received = message.received;
    } else if (anchor->kind == Kind::PageMessage) {
        related.received = anchor->id; // a file without ordinals
    } else {
        return {};
    }
    // The same message may have arrived twice. If an arrival was asked about, its own swaps are meant.
    if (anchor->kind == Kind::PageMessage)
        related.received = anchor->id;
    if (related.received != 0 && kindOf(related.received) == Kind::PageMessage) {
        for (const EventId effect : effectsOf(related.received)) {
            if (kindOf(effect) == Kind::PageSwap || kindOf(effect) == Kind::PageSwapMissed)
                related.swaps.push_back(effect);
        }
    }
    if (const EventRef sent = find(related.sent))
        related.published = publishedOf(*sent);
    return related;
}

EventId Trace::publishedOf(const Event &sent) const
{
    if (sent.kind != Kind::ServerSent)
        return 0;
    if (sent.cause >= 1 && sent.cause <= size() && kindOf(sent.cause) == Kind::ServerPublished)
        return sent.cause;
    // The number of a snapshot is that of the last update that it covers; it is no update itself.
    if (sent.update == 0 || sent.data.word(Field::Why) == Word::Snapshot)
        return 0;
    return m_parts->index.publishedOf(sent.data.text(Field::Channel), sent.update, epochNear(sent.id));
}

} // namespace swapscope
