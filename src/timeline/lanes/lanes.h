#pragma once

#include "../items.h"
#include "inflight.h"
#include "track.h"

#include <core/bynumber.h>
#include <core/event.h>
#include <trace/htmxversions.h>

#include <QHash>
#include <QString>

#include <array>
#include <vector>

namespace swapscope {
class Trace;
}

namespace swapscope::timeline {

// The latency that is assumed for a lane until one of its messages has arrived.
inline constexpr Nanoseconds kUsualLatency = 120 * kMillisecond;

// What happened on the connections of one client to one path over one transport. Successive connections share
// a lane.
struct Lane
{
    QString client;    // "B"
    QString transport; // "ws" or "sse"
    QString path;      // "/chat"
    QString channel;   // empty: not known (yet)

    std::vector<MessageItem> messages; // in the order of their first event
    std::vector<Missed> missed;
    std::vector<Swap> swaps;
    std::vector<Segment> segments; // sorted by time, as the three below
    std::vector<Closing> closings;
    std::vector<Gap> gaps;
    std::vector<CatchUp> catchUps;

    // Indices into the vectors above, sorted by the items' starts, to find those in a range of time.
    std::array<Track, kFlows> delivered; // of messages that arrived, by Flow
    Track lost;                          // of messages that were lost
    Track missedTrack;
    Track swapTrack;
    Track swapMissedTrack;  // swaps whose target was not found, apart: they are not folded with the others
    InFlight inFlight;      // of messages that have neither arrived nor been lost
    ByNumber<int> ofUpdate; // by the number of an update: 1 + the index of the last message with it; 0: none

    Nanoseconds latency = 0; // of the last message from the server that arrived; 0: none has
    int holding = 0;         // how many messages are held now
    int heldInARow = 0;      // how many were held since the last time that none was

    friend bool operator==(const Lane &, const Lane &) = default;
};

// The lanes of a trace, built event by event. Appending an event is O(1), except for a report that comes
// late: that costs as much as there are items after it. The same events always give the same lanes. Not
// thread-safe; one thread at a time.
//
// A connection is identified by its number, a message by connection, direction and ordinal (the fields of
// each kind of event are in resources/manual/trace.md). A lane shows what its client experiences: if a page
// reports when a connection opens and closes, that counts, and what the link reports only where no page does.
//
// What a run is, the trace's index and the run's model know (trace/runmodel.h); lanes keep only where things
// are drawn. Of a connection that is, besides its place, who has told of it up to the event that was appended
// last: lanes follow at the window's rate, the model is ahead of them, and what it knows by now would draw
// the past otherwise than it was drawn when it happened.
class Lanes
{
public:
    // `trace` has the event.
    void append(const Event &event, const Trace &trace);
    void clear();

    const std::vector<Lane> &lanes() const { return m_lanes; }
    // Indices of the lanes from top to bottom: by client (A … Z, then AA …), then in order of appearance.
    const std::vector<int> &order() const { return m_order; }

    // "Client B"; "Visitor" for connections that belong to no client.
    QString title(int lane) const;
    // "htmx 2.0 · ws", or "/chat · ws" if the client has several lanes.
    QString detail(int lane) const;
    // The paths of all lanes, for the server's row: "/chat", "/chat, /news", "5 paths".
    QString serverDetail() const;

    // From the first event to the last; empty before there are any.
    Range content() const { return m_content; }
    // True as long as no event has made a lane.
    bool isEmpty() const { return m_lanes.empty(); }

    // The item that an event belongs to; none for an event that the timeline does not show.
    ItemRef itemOf(EventId event) const
    {
        const ItemRef *item = m_items.find(static_cast<qint64>(event));
        return item == nullptr ? ItemRef() : *item;
    }
    // The event to select for an item; 0 if there is no such item.
    EventId eventOf(const ItemRef &item) const;
    // When the item starts and ends; one that still goes on ends at `now`. An empty range if there is none.
    Range spanOf(const ItemRef &item, Nanoseconds now) const;

private:
    struct MessagePlace
    {
        int lane = -1;
        int index = -1; // in the lane's messages; -1: there is no such message
    };
    struct ConnectionState
    {
        int lane = -1;       // -1: no event has told its client and path yet
        bool page = false;   // a page reports on it
        bool linked = false; // it goes through a link
        bool opened = false;
        int closing = -1; // its index in the lane's closings; -1: it has not ended
    };
    struct MessagesOfConnection // by their ordinals
    {
        ByNumber<MessagePlace> down;
        ByNumber<MessagePlace> up;
    };
    using LaneUpdateKey = std::pair<int, qint64>; // lane, number

    int laneOf(const Event &event);
    int findOrAddLane(const QString &client, const QString &transport, const QString &path);
    ConnectionState *connectionOf(const Event &event);
    ConnectionState *knownConnection(ConnectionId conn);

    void beginSegment(int lane, BandState state, Nanoseconds t, const Event &event);
    void connecting(const Event &event, bool page);
    void opened(const Event &event, bool page);
    void closed(const Event &event);
    void backedOff(const Event &event);
    void frozen(const Event &event, bool frozen);

    int messageIndex(const Event &event, bool up, int *lane) const;
    int findOrAddMessage(const Event &event, Flow flow, Nanoseconds start, int *lane);
    void serverSent(const Event &event);
    void linkForwarded(const Event &event);
    void linkLost(const Event &event);
    void linkHeld(const Event &event);
    void linkReleased(const Event &event);
    static void endHold(Lane &lane, MessageItem &message, Nanoseconds t);
    static void enterFlight(Lane &lane, int index);
    static void leaveFlight(Lane &lane, int index);
    void arrived(const Event &event);
    void pageSent(const Event &event);
    void setFate(int lane, int index, Fate fate, Nanoseconds end);
    void moveStart(int lane, int index, Nanoseconds start);
    Track &trackOf(Lane &lane, const MessageItem &message);
    void extendCatchUp(int lane, int index);

    void swapped(const Event &event, SwapLook look);
    void gapOpened(const Event &event);
    void gapClosed(const Event &event);
    void updateMissed(const Event &event, const Trace &trace);
    void updateRecovered(const Event &event);
    void mapEvent(EventId event, ItemType type, int lane, int index);

    std::vector<Lane> m_lanes;
    std::vector<int> m_order;
    ByNumber<ConnectionState, ConnectionId> m_connections;   // by number
    ByNumber<MessagesOfConnection, ConnectionId> m_messages; // by the connection's number
    QHash<LaneUpdateKey, int> m_missed;                      // an index in the lane's missed
    HtmxVersions m_htmx;
    ByNumber<ItemRef> m_items; // by event
    Range m_content{0, -1};    // empty
};

} // namespace swapscope::timeline
