#pragma once

#include "bound.h"

#include "../protocol/wireunit.h"

namespace swapscope {

// An answer that the link gives in the server's place.
struct HttpAnswer
{
    int status = 503; // 200 to 599
    std::optional<Nanoseconds> retryAfter;
    QByteArray location;
    QByteArray type; // of the body; empty: text/html

    friend bool operator==(const HttpAnswer &, const HttpAnswer &) = default;
};

// A fault that acts on the beginning of connections.
struct AttemptFault
{
    enum class What : quint8 { Answer, Flap, Slow };

    What what = What::Answer;
    bool pages = false; // on every request, not only on those for a WebSocket or a stream
    Bound bound;
    Nanoseconds by = 0; // Flap: stays open so long; Slow: waits so long
    HttpAnswer answer;

    bool matches(const LinkRequest &request) const;
};

struct LinkFaults;
// Reads "requests" and the bounds, and adds the fault in the place of one of the same kind.
Result<void> addAttemptFault(LinkFaults &faults, AttemptFault fault, const QVariantMap &args,
                             Nanoseconds now);
// What addAttemptFault() reads, and more.
QStringList attemptArguments(const QStringList &more);

} // namespace swapscope
