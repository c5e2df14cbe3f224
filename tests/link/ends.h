#pragma once

#include "net/ends.h"

#include <core/connections.h>
#include <core/recorder.h>
#include <link/link.h>

#include <memory>
#include <vector>

namespace swapscope::test {

// A run with one link, "B", and its trace so far.
struct Run
{
    std::shared_ptr<Clock> clock = std::make_shared<MonotonicClock>();
    Recorder recorder{clock};
    ConnectionRegistry registry;
    Link link{QStringLiteral("B"), recorder, registry, Random(7)};

    // Before a server on this port of this machine.
    explicit Run(quint16 upstream);

    // "accepted 1 ws /chat", "message 1 down text 1 <hi>", "lost …", "closed 1 1006 server": the link's
    // events in the order of the trace.
    QStringList told();
    std::vector<Event> events();
    // Applies a fault that must be fine.
    void apply(const char *fault, const QVariantMap &args = {});

private:
    std::vector<Event> m_events;
};

} // namespace swapscope::test
