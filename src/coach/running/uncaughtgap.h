#pragma once

#include "scene.h"

#include <functional>
#include <vector>

namespace swapscope {

// A gap that ended and was not caught up: updates were missed, and the server has nothing but what is new.
struct UncaughtGap
{
    QString client;
    QString channel;
    int conn = 0; // the one that ended it
    int missed = 0;
    Nanoseconds start = 0;
    Nanoseconds end = 0;
    EventId opened = 0;  // gap.opened
    EventId closed = 0;  // gap.closed
    EventId served = 0;  // server.opened
    bool hiding = false; // it began because the page was hidden
};

// Watches for gaps that nothing catches up. It waits a moment after the connection: what the server sends
// there by hand may be a catch-up of its own, and then nothing is said. A page that was loaded anew has the
// state of its loading, and is none of this.
class UncaughtGaps
{
public:
    explicit UncaughtGaps(Nanoseconds wait) : m_wait(wait) {}

    void see(const Event &event, const Scene &scene);
    // Those that are sure by now.
    std::vector<UncaughtGap> due(Nanoseconds now, const Scene &scene);
    // A gap of this client and channel has ended with a catch-up since the last call.
    bool caughtUp(const Event &event, const Scene &scene) const;

private:
    Nanoseconds m_wait;
    std::map<QString, EventId> m_open; // gap.opened, by client and channel
    std::vector<UncaughtGap> m_waiting;
};

} // namespace swapscope
