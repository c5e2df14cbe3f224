#pragma once

#include <core/clock.h>
#include <core/direction.h>

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

namespace swapscope {

// What faults can do. These are the only words between a fault and the link that carries it out: a fault says
// which of them it does and with which numbers, a link does them. All are plain values.

// To a request as it comes, or to the first bytes of something else.
struct ResetRequest // the connection is reset instead of letting it in
{
    friend bool operator==(const ResetRequest &, const ResetRequest &) = default;
};
struct AnswerRequest // an answer in the server's place; the server hears nothing
{
    int status = 503; // 200 to 599
    std::optional<Nanoseconds> retryAfter;
    QByteArray location;
    QByteArray type; // of the body; empty: text/html

    friend bool operator==(const AnswerRequest &, const AnswerRequest &) = default;
};
struct DropAfterOpening // the WebSocket or stream ends so long after it has opened
{
    Nanoseconds time = 0;
    friend bool operator==(const DropAfterOpening &, const DropAfterOpening &) = default;
};
struct DelayRequest // it waits so long before the server has it
{
    Nanoseconds time = 0;
    friend bool operator==(const DelayRequest &, const DelayRequest &) = default;
};
using RequestAct = std::variant<ResetRequest, AnswerRequest, DropAfterOpening, DelayRequest>;

// To a whole message.
struct LoseMessage // it is left out
{
    friend bool operator==(const LoseMessage &, const LoseMessage &) = default;
};
struct DuplicateMessage // it leaves twice
{
    friend bool operator==(const DuplicateMessage &, const DuplicateMessage &) = default;
};
struct ReorderMessage // the next one passes it; without a next one it goes on after so long
{
    Nanoseconds within = kSecond;
    friend bool operator==(const ReorderMessage &, const ReorderMessage &) = default;
};
struct CorruptMessage // one character of it is another
{
    friend bool operator==(const CorruptMessage &, const CorruptMessage &) = default;
};
struct DelayMessage // it is so late; others pass it
{
    Nanoseconds time = 0;
    friend bool operator==(const DelayMessage &, const DelayMessage &) = default;
};
struct TruncateMessage // half of it leaves, then the connection ends
{
    friend bool operator==(const TruncateMessage &, const TruncateMessage &) = default;
};
using MessageAct = std::variant<LoseMessage, DuplicateMessage, ReorderMessage, CorruptMessage, DelayMessage,
                                TruncateMessage>;

// A path that takes time: each unit waits delay ± jitter. Order is kept, as TCP keeps it.
struct Latency
{
    Nanoseconds delay = 0;
    Nanoseconds jitter = 0; // half the width of a uniform distribution, or
    bool normal = false;    // the standard deviation of a normal one, of which all beyond four is cut off

    // How long a unit waits, never less than nothing. `draw` is the unit's own, uniform in [-1, 1): it is
    // kept with the unit, so that a change of the settings changes what is under way as well.
    Nanoseconds of(double draw) const;
    bool isNone() const { return delay == 0 && jitter == 0; }

    friend bool operator==(const Latency &, const Latency &) = default;
};

// Segments of at most so many bytes, a CR and its LF apart, and a pause between them.
struct Slices
{
    qint64 bytes = 1;
    Nanoseconds gap = kMillisecond;

    friend bool operator==(const Slices &, const Slices &) = default;
};

// To one direction of the path.
struct PathActs
{
    bool frozen = false;                  // nothing passes and nothing closes
    bool swallows = false;                // what comes is lost, and nothing closes
    Latency latency;                      // none when nothing is said
    std::optional<qint64> bytesPerSecond; // that pass
    std::optional<Slices> slices;
    std::optional<qint64> endsAfterBytes;    // a connection, once so many have passed since it began
    std::optional<Nanoseconds> endsWhenIdle; // a WebSocket or stream on which nothing has passed for so long

    // Both at once, as two pieces of a path behind each other: delays add up, else the narrower counts.
    void add(const PathActs &other);

    friend bool operator==(const PathActs &, const PathActs &) = default;
};

// To the connections that are open as the fault begins.
struct ResetConnections // with a reset (RST); what is inside the link is lost
{
    friend bool operator==(const ResetConnections &, const ResetConnections &) = default;
};
struct EndConnections // in an orderly way (FIN), without a close frame
{
    friend bool operator==(const EndConnections &, const EndConnections &) = default;
};
struct CloseConnections // a WebSocket gets this close frame as if from the server, a stream ends
{
    int code = 1000; // 1005: a frame without a code
    QString reason;
    friend bool operator==(const CloseConnections &, const CloseConnections &) = default;
};
using ConnectionAct = std::variant<ResetConnections, EndConnections, CloseConnections>;

// To other faults of the same link. They end.
struct EndsFaults
{
    enum class Which {
        All,
        KeepingAway, // those that a network which comes back ends: Fault::mended
        Named        // those of the name, of the direction, kind and event as far as these are given
    };
    Which which = Which::All;
    QString fault;
    std::optional<QString> direction;
    std::optional<QString> kind;
    std::optional<QString> event;

    friend bool operator==(const EndsFaults &, const EndsFaults &) = default;
};

// What a fault does: one of these, or several.
struct FaultActs
{
    std::optional<RequestAct> request;
    std::optional<MessageAct> message;
    PathActs path;
    std::optional<ConnectionAct> connections;
    std::optional<EndsFaults> ends;

    // Whether it does something while it is in force, besides what it does as it begins.
    bool lasts() const { return request || message || path != PathActs{}; }

    friend bool operator==(const FaultActs &, const FaultActs &) = default;
};

} // namespace swapscope
