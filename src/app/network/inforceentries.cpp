#include "inforceentries.h"

#include <algorithm>

namespace swapscope {

std::vector<InForceEntry> inForceEntries(const LinkStatus &link, Nanoseconds now)
{
    std::vector<InForceEntry> entries;
    for (std::size_t i = 0; i < static_cast<std::size_t>(link.inForce.size()); ++i) {
        InForceEntry entry;
        entry.text = link.inForce[static_cast<qsizetype>(i)];
        if (i < link.ends.size()) {
            const FaultEnd &end = link.ends[i];
            entry.endFault = end.fault;
            entry.endArgs = end.args;
            entry.rest = end.until > 0 ? std::max<Nanoseconds>(kMillisecond, end.until - now) : 0;
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

} // namespace swapscope
