#pragma once

#include <core/clock.h>
#include <faults/linkfaults.h>

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace swapscope {

// What a link does to its client's traffic at this moment: all that there is to show, as one value.
struct LinkStatus
{
    Latency down; // on the way to the client
    Latency up;   // the same unless a direction was given
    bool cut = false;
    bool frozen = false; // in a direction or both
    bool refusing = false;
    // When the cut, freeze or refusal ends by itself, on the recorder's clock; nothing: when it is ended.
    std::optional<Nanoseconds> until;
    std::optional<qint64> kbitDown; // thousand bits a second; nothing: not limited
    std::optional<qint64> kbitUp;
    double loseDown = 0; // probability of a data message's loss; 0: none is lost
    double loseUp = 0;
    std::optional<Nanoseconds> idleTimeout;
    QString preset; // the name of the one that is in force; empty: none
    bool holding = false;
    int held = 0;                      // messages that wait because of that
    std::vector<FaultInForce> inForce; // everything that is, the hold too

    // Of inForce: "120 ms ± 40", "loses 5 %", "held 3".
    QStringList phrases() const;

    friend bool operator==(const LinkStatus &, const LinkStatus &) = default;
};

// What the faults alone make of it. Pure.
LinkStatus statusOf(const LinkFaults &faults, Nanoseconds now);

} // namespace swapscope
