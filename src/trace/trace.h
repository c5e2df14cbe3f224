#pragma once

#include "eventlist.h"
#include "eventref.h"
#include "eventstore.h"
#include "traceindex.h"

#include <core/event.h>
#include <core/messagekey.h>

#include <QString>

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace swapscope {

// One message at the three points of observation; 0 where it was not seen (or is not known).
struct Related
{
    EventId published = 0;      // server.published, for an update
    EventId sent = 0;           // down: server.sent; up: page.sent
    EventId link = 0;           // link.message
    EventId lost = 0;           // link.lost
    EventId received = 0;       // down: page.message; up: server.received
    std::vector<EventId> swaps; // page.swap and page.swapMissed that it brought about

    friend bool operator==(const Related &, const Related &) = default;
};

// The append-only record of a run, with the indexes that views ask. What it holds was numbered by the
// Recorder (or by a file's lines) and enriched by the Join.
//
// One thread writes (append(), clear()); any thread reads at the same time, but for clear(), which the writer
// calls when nobody reads. Readers see whole events: those up to size(). Most of it lies in a temporary file
// (Arena), so a trace may be larger than memory; it ends where the disk does.
class Trace
{
public:
    // `folder`: where the temporary file is made; empty: where Arena makes it.
    explicit Trace(const QString &folder = {});

    // Takes the next event; its id must be size() + 1, or 0 to be given that number. False: the id is another
    // one, or there is no room (problem()), and the event was not taken.
    bool append(Event event);
    void clear();

    std::size_t size() const { return m_parts->store->size(); }
    bool isEmpty() const { return size() == 0; }
    // Only for 1 ≤ id ≤ size(). Unpacks the event; the head alone is at hand.
    Event at(EventId id) const { return m_parts->store->at(id); }
    EventRef find(EventId id) const; // none when there is no such event
    const EventHead &head(EventId id) const { return m_parts->store->head(id); }
    Kind kindOf(EventId id) const { return head(id).kind; }
    // In the order of the ids, those that there are now.
    class Iterator;
    Iterator begin() const;
    Iterator end() const;

    // Why it can take no more, or what its user should know of how it is kept.
    std::optional<Error> problem() const;
    QString note() const;
    // Bytes that it takes altogether, on disk and in memory.
    std::size_t bytes() const;

    // The latest time of any event so far; 0 for an empty trace.
    Nanoseconds lastTime() const { return m_parts->lastTime.load(std::memory_order_acquire); }

    // Indexes: ids in ascending order, empty when there is nothing. The lists grow while they are read and
    // stay valid until clear().
    const EventList &ofClient(const QString &client) const { return m_parts->index.ofClient(client); }
    const EventList &ofConnection(int conn) const { return m_parts->index.ofConnection(conn); }
    const EventList &ofKind(Kind kind) const { return m_parts->index.ofKind(kind); }
    // Events of an update of a channel. A channel that numbers anew (a server.published whose number is not
    // above the last one's) has other updates from then on: those meant are the ones of the time of `near`,
    // an event of the channel; 0: the latest.
    std::vector<EventId> ofUpdate(const QString &channel, qint64 update, EventId near = 0) const;
    // Its server.published, at once; of an earlier numbering if that of `near` has no such update. 0: none.
    EventId publicationOf(const QString &channel, qint64 update, EventId near = 0) const;
    // Connections that the client had, ascending; and the clients that there were, in the order of
    // appearance.
    std::vector<int> connectionsOf(const QString &client) const
    {
        return m_parts->index.connectionsOf(client);
    }
    std::vector<QString> clients() const { return m_parts->index.clients(); }

    // What brought it about: the event's own cause, or the page.sent that was noted after the frame it sent.
    EventId causeOf(EventId id) const;
    // The chain from its cause to the first one, nearest first.
    std::vector<EventId> causesOf(EventId id) const;
    // What it brought about directly, ascending.
    std::vector<EventId> effectsOf(EventId id) const { return m_parts->index.effectsOf(id); }

    // The message that this event speaks of, at all three points. For an update that went to several
    // connections, ask with an event of one of them: server.published alone gives only itself (its
    // effectsOf() are what was sent). Events that speak of no message give nothing.
    Related related(EventId id) const;

private:
    struct Parts
    {
        explicit Parts(const QString &folder)
            : store(std::make_shared<EventStore>(folder)), index(store->arena())
        {
        }
        std::shared_ptr<EventStore> store;
        TraceIndex index;
        std::atomic<Nanoseconds> lastTime = 0;
        mutable std::mutex mutex; // of the two that follow
        std::optional<Error> problem;
        QString note;
    };

    EventId publishedOf(const Event &event) const;
    std::optional<quint32> epochNear(EventId near) const;

    QString m_folder;
    std::unique_ptr<Parts> m_parts;
};

class Trace::Iterator
{
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Event;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = Event;

    Iterator(const Trace &trace, EventId id) : m_trace(&trace), m_id(id) {}
    Event operator*() const { return m_trace->at(m_id); }
    Iterator &operator++()
    {
        ++m_id;
        return *this;
    }
    friend bool operator==(const Iterator &one, const Iterator &other) { return one.m_id == other.m_id; }

private:
    const Trace *m_trace;
    EventId m_id;
};

inline Trace::Iterator Trace::begin() const
{
    return {*this, 1};
}

inline Trace::Iterator Trace::end() const
{
    return {*this, size() + 1};
}

} // namespace swapscope
