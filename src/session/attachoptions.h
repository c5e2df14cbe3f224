#pragma once

#include <link/upstream/upstream.h>

namespace swapscope {

inline constexpr int kMostAttachedClients = 12; // A to L, as many as a scenario may name

// A run in front of a server of the user's own.
struct AttachOptions
{
    Upstream upstream;
    int clients = 2;             // a link and, in a window, a page for each: "A", "B", …; from 1
    quint16 port = 0;            // of the first client's link, the next clients' follow; 0: any free ones
    bool portIsPreferred = true; // a busy port is replaced by a free one instead of being an error
    bool insecure = false;       // takes any certificate
    quint64 seed = 1;            // of the faults' decisions
    QList<QByteArray> allowedHosts{}; // by which the links may be asked besides their own (wire::OwnNames)

    friend bool operator==(const AttachOptions &, const AttachOptions &) = default;
};

} // namespace swapscope
