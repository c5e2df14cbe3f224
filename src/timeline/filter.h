#pragma once

#include <QSet>
#include <QString>

namespace swapscope::timeline {

// What is shown. Bands and gaps always are.
struct Filter
{
    bool live = true;
    bool catchUp = true;
    bool sent = true;
    bool lost = true; // and missed
    bool swaps = true;
    QSet<QString> hiddenClients;

    friend bool operator==(const Filter &, const Filter &) = default;
};

} // namespace swapscope::timeline
