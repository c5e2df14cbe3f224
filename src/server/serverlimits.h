#pragma once

#include <core/clock.h>

namespace swapscope {

// Bounds on what comes from outside and on waiting.
struct ServerLimits
{
    qsizetype head = 64LL * 1024;           // of a request; beyond: 431
    qint64 body = 8LL * 1024 * 1024;        // of a request; beyond: 413
    qint64 message = 4LL * 1024 * 1024;     // of a WebSocket message; beyond: close code 1009
    qint64 sendBuffer = 16LL * 1024 * 1024; // unsent bytes of a connection; beyond it is ended
    int connections = 20'000;               // open at once; beyond: 503
    Nanoseconds requestTime = 30 * kSecond; // from a request's first byte to its last; beyond: 408
    Nanoseconds idleTime = 75 * kSecond;    // between requests; then the connection is closed
    Nanoseconds cursorTime = 2 * kSecond;   // for the page's cursor message
    Nanoseconds closeTime = 2 * kSecond;    // for a peer to take the last bytes and close
};

} // namespace swapscope
