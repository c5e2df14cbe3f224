#pragma once

#include "items.h"
#include "track.h"

#include <core/bynumber.h>
#include <core/event.h>

#include <QHash>
#include <QString>

#include <array>
#include <vector>

namespace swapscope::timeline {

inline constexpr std::size_t kFlows = 3;
// What a lane's messages are assumed to take before one has arrived.
inline constexpr Nanoseconds kUsualLatency = 120 * kMillisecond;

// Everything that one client did over one transport to one path; successive connections share it.
struct Lane
{
    QString client;    // "B"
    QString transport; // "ws" or "sse"
    QString path;      // "/chat"
    QString channel;   // empty: not known (yet)

    std::vector<Message> messages; // in the order in which they were noted
    std::vector<Missed> missed;
    std::vector<Swap> swaps;
    std::vector<Segment> segments; // in time
    std::vector<Closing> closings; // in time
    std::vector<Gap> gaps;         // in time
    std::vector<CatchUp> catchUps; // in time

    // Indices, sorted by time.
    std::array<Track, kFlows> delivered; // messages, by Flow
    Track lost;                          // messages
    Track missedTrack;
    Track swapTrack;
    Track swapMissedTrack;     // swaps that found no target: never folded into those that did
    std::vector<int> inFlight; // messages
    ByNumber<int> ofUpdate;    // by an update's number: the latest message with it, as its index + 1; 0: none

    Nanoseconds latency = 0; // of the message down that arrived last
    int holding = 0;         // messages that are held now
    int heldInARow = 0;      // that were held since none was

    friend bool operator==(const Lane &, const Lane &) = default;
};

// The timeline's view of a trace, built event by event: each append costs O(1) but for late reports, which
// cost as much as they are late. The same events give the same lanes, however they are cut into batches.
//
// A connection is known by its number, a message by connection, direction and ordinal (the payloads are in
// resources/manual/trace.md). Where a page reports, its word on opening and closing counts, as the lane is
// what the client lives through; where none does, the link's.
class Lanes
{
public:
    void append(const Event &event);
    void clear();

    const std::vector<Lane> &lanes() const { return m_lanes; }
    // Indices of the lanes from top to bottom: by client (A … Z, then AA …), then in order of appearance.
    const std::vector<int> &order() const { return m_order; }

    // "Client B"; "Visitor" when nobody's.
    QString title(int lane) const;
    // "htmx 2.0 · ws", or "/chat · ws" where a client has more lanes than one.
    QString detail(int lane) const;
    // The paths of the server's line: "/chat", "/chat, /news", "5 paths".
    QString serverDetail() const;

    // From the first event to the last; empty before there are any.
    Range content() const { return m_content; }
    // When nothing has been appended.
    bool isEmpty() const { return m_lanes.empty(); }

    // The item that an event belongs to; none for events that stand nowhere on the timeline.
    ItemRef itemOf(EventId event) const
    {
        const ItemRef *item = m_items.find(static_cast<qint64>(event));
        return item == nullptr ? ItemRef() : *item;
    }
    // The event that stands for an item; 0 for none.
    EventId eventOf(const ItemRef &item) const;
    // When the item starts and ends; a growing one ends `now`.
    Range spanOf(const ItemRef &item, Nanoseconds now) const;

private:
    struct Place // of a message
    {
        int lane = -1;
        int index = -1; // -1: nothing is known of it
    };
    struct Connection
    {
        int lane = -1;       // -1: it is not known where it leads
        bool page = false;   // a page reports on it
        bool linked = false; // it passes a link
        bool opened = false;
        int closing = -1;
        EventId cut = 0;
    };
    struct Messages // of a connection, by n
    {
        ByNumber<Place> down;
        ByNumber<Place> up;
    };
    struct Published
    {
        Nanoseconds t = 0;
        EventId event = 0;
    };
    using UpdateKey = std::pair<QString, qint64>; // channel, number
    using LaneUpdateKey = std::pair<int, qint64>; // lane, number

    int laneOf(const Event &event);
    int laneFor(const QString &client, const QString &transport, const QString &path);
    Connection *connectionOf(const Event &event);
    Connection *knownConnection(int conn);

    void begin(int lane, State state, Nanoseconds t, const Event &event);
    void attempt(const Event &event, bool page);
    void open(const Event &event, bool page);
    void close(const Event &event);
    void backoff(const Event &event);
    void freeze(const Event &event, bool frozen);

    int messageIndex(const Event &event, bool up, int *lane) const;
    int ensureMessage(const Event &event, Flow flow, Nanoseconds start, int *lane);
    void sent(const Event &event);
    void wire(const Event &event);
    void wireLost(const Event &event);
    void held(const Event &event);
    void released(const Event &event);
    static void endHold(Lane &lane, Message &message, Nanoseconds t);
    void arrived(const Event &event);
    void uttered(const Event &event);
    void settle(int lane, int index, Fate fate, Nanoseconds end);
    void restart(int lane, int index, Nanoseconds start);
    Track &trackOf(Lane &lane, const Message &message);
    void noteCatchUp(int lane, int index);

    void swapped(const Event &event, SwapLook look);
    void gapOpened(const Event &event);
    void gapClosed(const Event &event);
    void missed(const Event &event);
    void recovered(const Event &event);
    void remember(EventId event, ItemType type, int lane, int index);

    std::vector<Lane> m_lanes;
    std::vector<int> m_order;
    ByNumber<Connection> m_connections;
    ByNumber<Messages> m_messages; // by connection
    QHash<UpdateKey, Published> m_published;
    QHash<LaneUpdateKey, int> m_missed; // index in the lane's missed
    QHash<QString, QString> m_htmx;     // by client
    QString m_serverHtmx;
    ByNumber<ItemRef> m_items; // by event
    Range m_content{0, -1};
};

} // namespace swapscope::timeline
