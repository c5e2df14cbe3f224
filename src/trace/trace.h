#pragma once

#include "store/eventlist.h"
#include "store/eventref.h"
#include "store/eventstore.h"
#include "store/traceindex.h"

#include <core/event.h>
#include <core/messagekey.h>

#include <QString>

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace swapscope {

// The events of one message at the points of observation: server, link and page. 0: it was not seen there.
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

// Every event of a run in order, with indexes by client, connection, kind, update and cause. Events are only
// ever appended. Their ids come from the Recorder or from a file's lines, and the Join has completed them.
//
// One thread calls append(); any thread may read at the same time the events up to size(). clear() may only
// be called while nobody reads. Most of the data is in a temporary file (Arena), so that a trace is bounded
// by the disk and not by memory.
class Trace
{
public:
    // `folder`: for the temporary file; empty: Arena chooses one.
    explicit Trace(const QString &folder = {});

    // Appends the next event. Its id must be size() + 1, or 0 to get that one. False: the event was not
    // appended, because of its id or because there is no room (problem()).
    bool append(Event event);
    void clear();

    std::size_t size() const { return m_parts->store->size(); }
    bool isEmpty() const { return size() == 0; }
    // The event with this id, 1 ≤ id ≤ size(). It is unpacked at each call; head() is cheaper.
    Event at(EventId id) const { return m_parts->store->at(id); }
    EventRef find(EventId id) const; // null if there is no such event
    const EventHead &head(EventId id) const { return m_parts->store->head(id); }
    Kind kindOf(EventId id) const { return head(id).kind; }
    // Iterates over the events that there are at the time of the call of end(), by ascending ids.
    class Iterator;
    Iterator begin() const;
    Iterator end() const;

    // Why no more events can be appended; nothing: they can.
    std::optional<Error> problem() const;
    // What the user should know of how the trace is kept, as that no file could be made for it; empty:
    // nothing.
    QString note() const;
    // Size on disk and in memory together, in bytes.
    std::size_t bytes() const;

    // The latest time of any event so far; 0 for an empty trace.
    Nanoseconds lastTime() const { return m_parts->lastTime.load(std::memory_order_acquire); }

    // The ids of events, ascending; empty if there are none. The lists may grow while they are read, and stay
    // valid until clear().
    const EventList &ofClient(const QString &client) const { return m_parts->index.ofClient(client); }
    const EventList &ofConnection(ConnectionId conn) const { return m_parts->index.ofConnection(conn); }
    const EventList &ofKind(Kind kind) const { return m_parts->index.ofKind(kind); }
    // The events of one update of a channel. A channel may begin to number its updates anew, after a restart
    // of the server; the same number is another update then. `near` is an event of the channel that says
    // which numbering is meant; 0: the latest one.
    std::vector<EventId> ofUpdate(const QString &channel, qint64 update, EventId near = 0) const;
    // Its server.published, at once; of an earlier numbering if that of `near` has no such update. 0: none.
    EventId publicationOf(const QString &channel, qint64 update, EventId near = 0) const;
    // The numbers of the client's connections, ascending.
    std::vector<ConnectionId> connectionsOf(const QString &client) const
    {
        return m_parts->index.connectionsOf(client);
    }
    // All clients, in the order of their first events.
    std::vector<QString> clients() const { return m_parts->index.clients(); }

    // The event that caused this one: its `cause`, or, for a frame that a page sent, the page.sent event,
    // which is recorded only after it. 0: not known.
    EventId causeOf(EventId id) const;
    // Its cause, the cause of that, and so on to the first one.
    std::vector<EventId> causesOf(EventId id) const;
    // The events whose cause it is, ascending.
    std::vector<EventId> effectsOf(EventId id) const { return m_parts->index.effectsOf(id); }

    // The events of the message that this event belongs to. An update has a message on each of several
    // connections, so server.published gives itself alone; its effectsOf() are the messages. Events that
    // belong to no message give nothing.
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
