#pragma once

#include <core/random.h>

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace swapscope {

// How a connection attempt or an open connection ended, as the client saw it.
struct Ending
{
    int closeCode = 0; // of a WebSocket (RFC 6455, section 7.4.1; 1006 if no close frame came); 0: a stream
    int httpStatus =
        0; // of a stream, if the answer was no stream; 0: it was cut, it ended, or nothing answered
    bool everOpen = true; // true if this connection, or an earlier one of the same element, was open
};

// The shortest and the longest planned delay, in milliseconds, both included.
struct DelayBounds
{
    double minMs = 0;
    double maxMs = 0;

    bool contains(double ms) const { return ms >= minMs && ms <= maxMs; }
    friend bool operator==(const DelayBounds &, const DelayBounds &) = default;
};

// Whether a client connects again after a connection has ended, and how long it waits before. There is one
// policy for each client library and transport. A policy has no state and reads no clock; the caller counts:
// `attempt` is 1 for the first since the connection was last open, as in page.backoff.
class ReconnectPolicy
{
public:
    ReconnectPolicy() = default;
    ReconnectPolicy(const ReconnectPolicy &) = delete;
    ReconnectPolicy &operator=(const ReconnectPolicy &) = delete;
    virtual ~ReconnectPolicy() = default;

    virtual QString id() const = 0;    // "htmx2-ws"
    virtual QString title() const = 0; // "htmx 2 WebSocket"
    // True if a page with this htmx ("2" or "4") behaves so over this transport ("ws" or "sse").
    virtual bool follows(QStringView htmx, QStringView transport) const = 0;
    // True if the client tries again after such an end.
    virtual bool reconnects(const Ending &ending) const = 0;
    // The shortest and the longest wait before an attempt (from 1). `retryMs` is the time that the server
    // asked for with `retry:`, below 0 if it did not; policies of clients that do not obey it ignore it.
    virtual DelayBounds bounds(int attempt, double retryMs = -1) const = 0;
    // Draws a wait within the bounds, uniformly, as the clients do. Takes one number from `random` if the
    // policy has jitter, else none.
    double delay(int attempt, Random &random, double retryMs = -1) const;
};

// Every policy, in the order of their registration: htmx2-ws, htmx4-ws, htmx4-sse, htmx2-sse, eventsource.
std::vector<std::unique_ptr<const ReconnectPolicy>> reconnectPolicies();
// The policy with this id; null when there is none.
std::unique_ptr<const ReconnectPolicy> reconnectPolicy(QStringView id);

// The ids of the policies that a page with this htmx can follow over a transport, in the order of
// registration. htmx 2 streams have two: htmx2-sse after an HTTP error, eventsource after a drop.
QStringList reconnectPolicyIds(QStringView htmx, QStringView transport);

} // namespace swapscope
