#pragma once

#include "coordinates.h"

#include <core/event.h>

#include <QString>

// What stands on the timeline: plain values, each in the lane of one client's connection to one path.
namespace swapscope::timeline {

enum class ItemType : quint8 { None, Message, Missed, Swap, Segment, Closing, Gap };

// Names one item: its lane, and its place among the lane's items of the type. Stays valid until
// Lanes::clear().
struct ItemRef
{
    ItemType type = ItemType::None;
    int lane = -1;
    int index = -1;

    explicit operator bool() const { return type != ItemType::None; }
    friend bool operator==(const ItemRef &, const ItemRef &) = default;
};

// Why a message crosses, which decides its colour.
enum class Flow : quint8 {
    Live,    // published or sent just now
    CatchUp, // a replay or a snapshot
    Sent     // from the page to the server
};

enum class Fate : quint8 {
    InFlight,
    Delivered,
    Lost // never arrived: a fault took it, or its connection ended first
};

// One data message on its way down (server to page) or up.
struct Message
{
    int conn = 0;
    int n = 0;
    qint64 update = 0;
    Nanoseconds start = 0; // when it left: the server, or for Flow::Sent the page
    Nanoseconds end = 0;   // when it arrived or was lost; in flight: the same as start
    Flow flow = Flow::Live;
    Fate fate = Fate::InFlight;
    bool held = false;         // the user holds it in the link
    Nanoseconds heldAt = 0;    // when it stopped there, also after its release; 0: it never did
    Nanoseconds heldUntil = 0; // when it went on or was lost; while it is held: 0
    bool released = false;     // it went on from there
    int holdPlace = 0;         // so many were held before it, since none was
    EventId intent = 0;        // server.sent or server.received; 0: not seen
    EventId wire = 0;          // link.message or link.lost
    EventId effect = 0;        // page.message or page.sent

    bool up() const { return flow == Flow::Sent; }
    EventId event() const { return intent ? intent : wire ? wire : effect; }
    friend bool operator==(const Message &, const Message &) = default;
};

// An update that was published while the client was away: nothing was sent.
struct Missed
{
    qint64 update = 0;
    Nanoseconds start = 0; // published
    Nanoseconds end = 0;   // where the hint of a message ends, by the lane's latest latency
    EventId event = 0;     // update.missed
    EventId published = 0; // server.published; 0: not seen
    EventId recovered = 0; // update.recovered; 0: not (yet)

    friend bool operator==(const Missed &, const Missed &) = default;
};

// What a swap did to its target, as the mark shows it.
enum class SwapLook : quint8 {
    Append,  // beforeend, afterend
    Prepend, // afterbegin, beforebegin
    Replace, // innerHTML, outerHTML, textContent and what is not known
    Morph,
    Delete,
    None,  // hx-swap="none"
    Missed // page.swapMissed: no such target
};

// The look of an htmx swap style; modifiers after a space or colon are not looked at.
SwapLook swapLook(QLatin1StringView style);

struct Swap
{
    Nanoseconds t = 0;
    SwapLook look = SwapLook::Append;
    EventId event = 0;
    int message = -1; // index of the lane's message that was swapped; -1: not known

    friend bool operator==(const Swap &, const Swap &) = default;
};

enum class State : quint8 {
    Connecting,
    Failed, // an attempt that never opened
    Open,
    Frozen,
    Closed,
    Backoff
};

// A stretch of a lane's band. The segments of a lane follow one another without overlap; the last one is
// still growing.
struct Segment
{
    State state = State::Closed;
    Nanoseconds start = 0;
    Nanoseconds end = 0; // the last one: the same as start
    int conn = 0;
    EventId event = 0; // what began it

    int attempt = 0;          // Backoff: from 1
    Nanoseconds planned = 0;  // Backoff: the delay as planned
    bool plannedKnown = true; // Backoff: false where the browser does not say

    friend bool operator==(const Segment &, const Segment &) = default;
};

// The end of a connection that had been open.
struct Closing
{
    Nanoseconds t = 0;
    int conn = 0;
    int code = 0; // as on the wire, else as the page saw it; 0: a stream, which has none
    bool cut = false;
    QString by;        // "server", "client", "link"; empty: not known
    EventId event = 0; // link.cut, link.closed or page.closed, what was noted first

    friend bool operator==(const Closing &, const Closing &) = default;
};

// A time in which the page lacked, or could have lacked, updates of a channel.
struct Gap
{
    Nanoseconds start = 0;
    Nanoseconds end = 0; // of a closed one
    bool open = true;
    int missed = 0;
    QString channel;
    EventId event = 0; // gap.opened

    friend bool operator==(const Gap &, const Gap &) = default;
};

// What one connection brought back. Not an item; it is shown as a label.
struct CatchUp
{
    int conn = 0;
    Nanoseconds start = 0;
    Nanoseconds end = 0;
    int replayed = 0;  // replayed messages
    int snapshots = 0; // snapshot messages
    int recovered = 0; // missed updates that came back
    int message = -1;  // the first, an index

    friend bool operator==(const CatchUp &, const CatchUp &) = default;
};

} // namespace swapscope::timeline
