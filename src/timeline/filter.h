#pragma once

#include <QSet>
#include <QString>

namespace swapscope::timeline {

// What the timeline shows. Bands and gaps of a visible client are always shown.
struct Filter
{
    bool live = true;    // messages with what was just published
    bool catchUp = true; // messages with a replay or a snapshot
    bool sent = true;    // messages from the page
    bool lost = true;    // messages that were lost, and updates for which none was sent
    bool swaps = true;
    QSet<QString> hiddenClients; // their lanes are not shown

    friend bool operator==(const Filter &, const Filter &) = default;
};

} // namespace swapscope::timeline
