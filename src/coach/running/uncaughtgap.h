#pragma once

#include <trace/runmodel.h>

#include <functional>
#include <vector>

namespace swapscope {

// A gap after which the client lacks what it missed: the server sends only what is published from then on.
struct UncaughtGap
{
    QString client;
    QString channel;
    ConnectionId conn; // the connection that ended the gap
    int missed = 0;
    Nanoseconds start = 0;
    Nanoseconds end = 0;
    EventId opened = 0;  // gap.opened
    EventId closed = 0;  // gap.closed
    EventId served = 0;  // server.opened
    bool hiding = false; // the gap began because the page was hidden
};

// Finds gaps after which nothing is caught up. It decides only some time after the new connection has opened,
// because the script may catch up by itself with client.send(). A page that was loaded anew is left out: it
// shows the state at its loading.
class UncaughtGaps
{
public:
    explicit UncaughtGaps(Nanoseconds wait) : m_wait(wait) {}

    // Looks at the next event; the model already knows it.
    void observe(const Event &event, const RunModel &model);
    // Returns, and forgets, the gaps that are certain at `now`.
    std::vector<UncaughtGap> due(Nanoseconds now, const RunModel &model);
    // True if this event shows that a gap of its client and channel has ended with a catch-up.
    bool caughtUp(const Event &event, const RunModel &model) const;

private:
    Nanoseconds m_wait;
    std::map<QString, EventId> m_open; // gap.opened, by client and channel
    std::vector<UncaughtGap> m_waiting;
};

} // namespace swapscope
