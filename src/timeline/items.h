#pragma once

#include "coordinates.h"

#include <core/event.h>

#include <QString>

// What the timeline shows: plain values, each in the lane of one client's connections to one path. Times are
// nanoseconds since the start of the run.
namespace swapscope::timeline {

enum class ItemType : quint8 { None, Message, Missed, Swap, Segment, Closing, Gap };

// Names one item: the index of its lane, and its index among the lane's items of this type. Stays valid until
// Lanes::clear(), because items are only ever added.
struct ItemRef
{
    ItemType type = ItemType::None;
    int lane = -1;
    int index = -1;

    explicit operator bool() const { return type != ItemType::None; }
    friend bool operator==(const ItemRef &, const ItemRef &) = default;
};

// Why a message was sent; decides its colour.
enum class Flow : quint8 {
    Live,    // from the server, when it was published
    CatchUp, // from the server, to make up for what was missed: a replay or a snapshot
    Sent     // from the page
};

enum class Fate : quint8 {
    InFlight,
    Delivered,
    Lost // never arrived: a fault took it, or its connection ended first
};

// One data message between server and page, in either direction.
struct MessageItem
{
    ConnectionId conn;     // the number of its connection
    int n = 0;             // its ordinal on the connection in its direction, from 1
    qint64 update = 0;     // the number of the update that it carries; 0: none
    Nanoseconds start = 0; // when its sender, the server or (Flow::Sent) the page, sent it
    Nanoseconds end = 0;   // when it arrived or was lost; in flight: the same as start
    Flow flow = Flow::Live;
    Fate fate = Fate::InFlight;
    bool held = false;         // a breakpoint holds it in the link now
    Nanoseconds heldAt = 0;    // when it stopped at a breakpoint, also after its release; 0: it never did
    Nanoseconds heldUntil = 0; // when it was released or lost; 0 while it is held
    bool released = false;     // it was released and goes on
    int holdPlace = 0;         // how many of the lane were already held when it was, to stack them
    EventId intent = 0;        // the server's report: server.sent or server.received; 0: none yet
    EventId wire = 0;          // the link's: link.message or link.lost; 0: none yet
    EventId effect = 0;        // the page's: page.message or page.sent; 0: none yet

    bool up() const { return flow == Flow::Sent; }
    EventId event() const { return intent ? intent : wire ? wire : effect; }
    friend bool operator==(const MessageItem &, const MessageItem &) = default;
};

// An update that was published while the client had no connection, so that no message was sent at all.
struct Missed
{
    qint64 update = 0;
    Nanoseconds start = 0; // published
    Nanoseconds end = 0;   // when a message sent then would have arrived, by the lane's latest latency
    EventId event = 0;     // update.missed
    EventId published = 0; // server.published; 0: not seen
    EventId recovered = 0; // update.recovered; 0: not recovered so far

    friend bool operator==(const Missed &, const Missed &) = default;
};

// What a swap did to its target; decides the shape of its mark.
enum class SwapLook : quint8 {
    Append,  // beforeend, afterend
    Prepend, // afterbegin, beforebegin
    Replace, // innerHTML, outerHTML, textContent, and any style that is not known
    Morph,
    Delete,
    None,  // hx-swap="none"
    Missed // page.swapMissed: the target was not found
};

// The look of an htmx swap style ("beforeend swap:1s"); modifiers after a space or colon are ignored.
SwapLook swapLook(QLatin1StringView style);

struct Swap
{
    Nanoseconds t = 0;
    SwapLook look = SwapLook::Append;
    EventId event = 0;
    int message = -1; // the index in the lane of the message whose content was swapped in; -1: not known

    friend bool operator==(const Swap &, const Swap &) = default;
};

// The state of a client's connection, as a lane's band shows it.
enum class BandState : quint8 {
    Connecting,
    Failed, // an attempt that never opened
    Open,
    Frozen, // open, but the link lets nothing through
    Closed,
    Backoff // the page waits before it tries again
};

// A stretch of a lane's band in one state. The segments of a lane follow one another without gap or overlap;
// the last one goes on until now.
struct Segment
{
    BandState state = BandState::Closed;
    Nanoseconds start = 0;
    Nanoseconds end = 0; // of the last one: the same as start
    ConnectionId conn;   // the number of the connection
    EventId event = 0;   // the event that began it

    // For Backoff only.
    int attempt = 0;          // which attempt in a row, from 1
    Nanoseconds planned = 0;  // how long the page means to wait
    bool plannedKnown = true; // false if `planned` is an estimate, because the browser does not report it

    friend bool operator==(const Segment &, const Segment &) = default;
};

// The end of a connection that had been open.
struct Closing
{
    Nanoseconds t = 0;
    ConnectionId conn;
    int code = 0;      // RFC 6455 §7.4: as the link saw it, else as the page did; 0: an event stream
    bool cut = false;  // a fault cut it
    QString by;        // who closed it: "server", "client" or "link"; empty: not known
    EventId event = 0; // link.cut, link.closed or page.closed, whichever was recorded first

    friend bool operator==(const Closing &, const Closing &) = default;
};

// A time in which a page may have missed updates of a channel, as the ledger reports it.
struct Gap
{
    Nanoseconds start = 0;
    Nanoseconds end = 0; // only once it is closed
    bool open = true;    // it goes on
    int missed = 0;      // how many updates were missed in it so far
    QString channel;
    EventId event = 0; // gap.opened

    friend bool operator==(const Gap &, const Gap &) = default;
};

// What the server sent on one new connection to make up for a gap. Not an item; it is shown as a label.
struct CatchUp
{
    ConnectionId conn;
    Nanoseconds start = 0;
    Nanoseconds end = 0;
    int replayed = 0;  // messages that were replayed
    int snapshots = 0; // messages with a snapshot
    int recovered = 0; // missed updates that were made up for
    int message = -1;  // the index of its first message in the lane

    friend bool operator==(const CatchUp &, const CatchUp &) = default;
};

} // namespace swapscope::timeline
