#pragma once

#include <core/clock.h>

#include <QString>
#include <QStringList>
#include <QVariantMap>

#include <vector>

namespace swapscope {

// What ends one thing that is in force, as Link::apply() takes it.
struct FaultEnd
{
    QString fault; // empty: it ends only with all others, by "clear"
    QVariantMap args;
    Nanoseconds until = 0; // when it ends by itself, on the recorder's clock; 0: it does not

    friend bool operator==(const FaultEnd &, const FaultEnd &) = default;
};

// What a link does to its client's traffic at this moment; a value to show.
struct LinkStatus
{
    Nanoseconds latency = 0; // on the way down
    Nanoseconds jitter = 0;
    Nanoseconds latencyUp = 0; // on the way up; the same unless a direction was given
    Nanoseconds jitterUp = 0;
    bool normal = false; // the jitter is a normal distribution's standard deviation, down or up
    bool cut = false;
    bool frozen = false; // in a direction or both
    bool refusing = false;
    Nanoseconds until =
        0; // when the cut, freeze or refusal ends, on the recorder's clock; 0: when it is mended
    qint64 kbitDown = 0; // thousand bits a second; 0: not limited
    qint64 kbitUp = 0;
    double loseDown = 0; // probability of a data message's loss; 0: none is lost
    double loseUp = 0;
    Nanoseconds idleTimeout = 0; // 0: none
    QString preset;              // the name of the one that is in force; empty: none
    bool holding = false;
    int held = 0;        // messages that wait because of that
    QStringList inForce; // everything that is, each as a short phrase: "120 ms ± 40", "loses 5 %", "held 3"
    std::vector<FaultEnd> ends; // of each of inForce, in the same place

    friend bool operator==(const LinkStatus &, const LinkStatus &) = default;
};

struct LinkFaults;
// What the faults alone make of it. Pure.
LinkStatus statusOf(const LinkFaults &faults, Nanoseconds now);

} // namespace swapscope
