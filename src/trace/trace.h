#pragma once

#include <core/event.h>

#include <QHash>
#include <QString>

#include <deque>
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

struct TraceLimits
{
    std::size_t events = 1'000'000;
    qint64 textBytes = qint64(512) << 20; // of the payloads' "text", "before" and "after", in memory
};

// The append-only record of a run, with the indexes that views ask. A plain store: one thread, one writer;
// what it holds was numbered by the Recorder (or by a file's lines) and enriched by the Join.
//
// Memory is bounded twice. Once the texts are over their limit, the oldest events lose theirs ("text",
// "before", "after" leave their payload): thinnedUpTo(). Once the number of events is at its limit, later
// ones are refused: full(). The beginning of a run explains it, so it is what stays.
class Trace
{
public:
    explicit Trace(const TraceLimits &limits = {});

    // Takes the next event; its id must be size() + 1, or 0 to be given that number. False: the trace is full
    // (or the id is another one) and the event was not taken.
    bool append(Event event);
    void clear();

    std::size_t size() const { return m_events.size(); }
    bool isEmpty() const { return m_events.empty(); }
    // Only for 1 ≤ id ≤ size(). References stay valid until clear().
    const Event &at(EventId id) const { return m_events[id - 1]; }
    const Event *find(EventId id) const; // null when there is none
    // In the order of the ids.
    auto begin() const { return m_events.cbegin(); }
    auto end() const { return m_events.cend(); }

    bool full() const { return m_events.size() >= m_limits.events; }
    std::size_t refused() const { return m_refused; } // events that came when it was full
    // Events with an id up to this one may have lost their texts; 0: none has.
    EventId thinnedUpTo() const { return m_thinnedUpTo; }

    // The latest time of any event so far; 0 for an empty trace.
    Nanoseconds lastTime() const { return m_lastTime; }

    // Indexes: ids in ascending order, empty when there is nothing. Valid until the next append().
    const std::vector<EventId> &ofClient(const QString &client) const;
    const std::vector<EventId> &ofConnection(int conn) const;
    const std::vector<EventId> &ofKind(Kind kind) const;
    // Events of an update of a channel. A channel that numbers anew (a server.published whose number is not
    // above the last one's) has other updates from then on: those meant are the ones of the time of `near`,
    // an event of the channel; 0: the latest.
    const std::vector<EventId> &ofUpdate(const QString &channel, qint64 update, EventId near = 0) const;
    // Connections that the client had, ascending; and the clients that there were, in the order of
    // appearance.
    const std::vector<int> &connectionsOf(const QString &client) const;
    const std::vector<QString> &clients() const { return m_clientNames; }

    // What brought it about: the event's own cause, or the page.sent that was noted after the frame it sent.
    EventId causeOf(EventId id) const;
    // The chain from its cause to the first one, nearest first.
    std::vector<EventId> causesOf(EventId id) const;
    // What it brought about directly, ascending.
    std::vector<EventId> effectsOf(EventId id) const;

    // The message that this event speaks of, at all three points. For an update that went to several
    // connections, ask with an event of one of them: server.published alone gives only itself (its
    // effectsOf() are what was sent). Events that speak of no message give nothing.
    Related related(EventId id) const;

private:
    struct MessageKey
    {
        int conn;
        int n;
        bool up;
        friend bool operator==(const MessageKey &, const MessageKey &) = default;
        friend size_t qHash(const MessageKey &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.conn, key.n, key.up);
        }
    };
    struct UpdateKey
    {
        int epoch;
        qint64 update;
        QString channel;
        friend bool operator==(const UpdateKey &, const UpdateKey &) = default;
        friend size_t qHash(const UpdateKey &key, size_t seed = 0)
        {
            return qHashMulti(seed, key.epoch, key.update, key.channel);
        }
    };
    struct Message
    {
        EventId sent = 0;
        EventId link = 0;
        EventId lost = 0;
        EventId received = 0;
    };

    static std::optional<MessageKey> messageKey(const Event &event);
    void index(const Event &event);
    void indexMessage(const Event &event);
    int epochOf(const Event &event);
    EventId publishedOf(const Event &event) const;
    void thin();

    TraceLimits m_limits;
    std::deque<Event> m_events;
    std::size_t m_refused = 0;
    Nanoseconds m_lastTime = 0;

    std::deque<std::pair<EventId, qint64>> m_texts; // events that hold texts, and how many bytes
    qint64 m_textBytes = 0;
    EventId m_thinnedUpTo = 0;

    // Effects as linked lists in three flat arrays: most events have no effect or one.
    std::vector<quint32> m_firstEffect;
    std::vector<quint32> m_lastEffect;
    std::vector<quint32> m_nextEffect;
    struct Numbering
    {
        int epoch = 0;
        qint64 last = 0;
    };
    std::vector<qint32> m_epoch; // of the channel that the event names; 0: it names none
    QHash<QString, Numbering> m_numbering;

    QHash<QString, std::vector<EventId>> m_byClient;
    QHash<QString, std::vector<int>> m_connections;
    std::vector<QString> m_clientNames;
    QHash<int, std::vector<EventId>> m_byConnection;
    QHash<int, std::vector<EventId>> m_byKind;
    QHash<UpdateKey, std::vector<EventId>> m_byUpdate;
    QHash<MessageKey, Message> m_messages;
};

} // namespace swapscope
