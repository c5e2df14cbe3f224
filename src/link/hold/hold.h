#pragma once

#include "../protocol/wireunit.h"

#include <core/event.h>
#include <core/result.h>

#include <QVariantMap>

#include <vector>

namespace swapscope {

// Which messages stop at a link while it holds. Every condition that is given must be true; without any, all
// data messages stop (and a stream's blocks without data, because an id in one takes effect). Pings, pongs,
// comments and close frames pass unless `heartbeats` is said.
struct Breakpoint
{
    enum class Way : quint8 { Both, Up, Down };

    QString client; // only this one's; empty: any
    Way direction = Way::Both;
    QString path;  // of the connection, without the query; * stands for any characters; empty: any
    QString event; // a stream's event name, "message" for one without; empty: any
    // Contained in the first 64 KiB, in any case of letters; or /a regular expression/, with i behind it in
    // any case. Empty: any, and also what an extension has coded.
    QString text;
    bool heartbeats = false;

    // Reads client, direction ("both", "up", "down"), path, event, text and heartbeats. An error names the
    // argument and what is wrong with it; so does check().
    static Result<Breakpoint> read(const QVariantMap &args);
    Result<void> check() const;
    // What read() reads; only what is not as it is by itself.
    QVariantMap written() const;

    friend bool operator==(const Breakpoint &, const Breakpoint &) = default;
};

// So many breakpoints may a link have.
inline constexpr std::size_t kMostBreakpoints = 64;

// A message that waits at a link; a value to show.
struct HeldMessage
{
    EventId id = 0; // of its link.held; by this it is named
    QString client;
    ConnectionId conn;
    QString transport; // "ws" or "sse"
    QString path;
    Direction direction = Direction::Down;
    LinkMessage::Kind kind = LinkMessage::Kind::Text;
    int n = 0;          // its ordinal at its sender; 0: no data message
    QString event;      // a stream event's name
    QByteArray content; // the first 64 KiB; UTF-8 but for Kind::Binary; empty where an extension has coded it
    qint64 bytes = 0;   // on the wire
    Nanoseconds since = 0;  // when it stopped
    bool edited = false;    // its content is no longer what the sender said
    bool duplicate = false; // made by hand of another one
    QString notEditable;    // why its text cannot be changed; empty: it can

    QString text() const { return QString::fromUtf8(content); }

    friend bool operator==(const HeldMessage &, const HeldMessage &) = default;
};

// How a link holds; a value to show.
struct HoldStatus
{
    bool on = false;
    std::vector<Breakpoint> breakpoints; // none: everything stops
    std::vector<HeldMessage> messages;   // the first kHeldShown, in the order in which Step releases them
    int total = 0;
    qint64 bytes = 0;  // of all
    bool full = false; // the link reads no more until something is released

    friend bool operator==(const HoldStatus &, const HoldStatus &) = default;
};

inline constexpr int kHeldShown = 500;
// So many messages, or bytes, may wait at a link before it stops reading. What had been read by then still
// comes in, but waits behind.
inline constexpr int kMostHeld = 10'000;
inline constexpr qint64 kMostHeldBytes = 64LL * 1024 * 1024;

} // namespace swapscope
