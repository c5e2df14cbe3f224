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
    int closeCode = 0; // a WebSocket's (RFC 6455, 7.4.1; 1006 when no close frame came); 0: a stream
    int httpStatus =
        0; // a stream's, when the answer was no stream; 0: it dropped, ended, or nothing answered
    bool everOpen = true; // this connection, or one before it of the same element, has been open
};

// The shortest and the longest planned delay, in milliseconds, both included.
struct DelayBounds
{
    double minMs = 0;
    double maxMs = 0;

    bool contains(double ms) const { return ms >= minMs && ms <= maxMs; }
    friend bool operator==(const DelayBounds &, const DelayBounds &) = default;
};

// When and after how long a client connects again; one value per client library and transport. Pure: no
// clock, no state. What counts attempts is the caller: `attempt` is 1 for the first since the connection was
// last open, as in page.backoff.
class ReconnectPolicy
{
public:
    ReconnectPolicy() = default;
    ReconnectPolicy(const ReconnectPolicy &) = delete;
    ReconnectPolicy &operator=(const ReconnectPolicy &) = delete;
    virtual ~ReconnectPolicy() = default;

    virtual QString id() const = 0;    // "htmx2-ws"
    virtual QString title() const = 0; // "htmx 2 WebSocket"
    // Whether a page with this htmx ("2" or "4") can follow it over a transport ("ws" or "sse").
    virtual bool follows(QStringView htmx, QStringView transport) const = 0;
    virtual bool reconnects(const Ending &ending) const = 0;
    // Only for attempt ≥ 1. retryMs: the reconnection time that the server asked for with `retry:`; below 0:
    // none. Policies that do not obey it ignore it.
    virtual DelayBounds bounds(int attempt, double retryMs = -1) const = 0;
    // A draw, uniform in the bounds as in the original; takes one number from `random` where there is jitter,
    // none where there is not.
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
