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
    // When the cut, freeze or refusal ends by itself, on the recorder's clock; nothing: a command ends it.
    std::optional<Nanoseconds> until;
    std::optional<qint64> kbitDown; // kbit/s (1000 bit/s) towards the client; nothing: not limited
    std::optional<qint64> kbitUp;
    double loseDown = 0; // probability that a data message is lost, 0 to 1
    double loseUp = 0;
    std::optional<Nanoseconds> idleTimeout;
    QString preset;                    // name of the preset in force; empty: none
    bool holding = false;              // messages stop at the link until the user releases them
    int held = 0;                      // how many have stopped
    std::vector<FaultInForce> inForce; // every fault in force, and the hold

    // The texts of inForce: "120 ms ± 40", "loses 5 %", "held 3".
    QStringList phrases() const;

    friend bool operator==(const LinkStatus &, const LinkStatus &) = default;
};

// The status without the hold and the preset, which the faults do not know. Pure.
LinkStatus statusOf(const LinkFaults &faults, Nanoseconds now);

} // namespace swapscope
