#include "../fault.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault refuseFault()
{
    return {.name = u"refuse"_s,
            .summary = u"refuses new connections; those that are open stay"_s,
            .manual = u"refuses new connections; those that are open go on"_s,
            .arguments = ofConnections(),
            .waits = true,
            .mended = true,
            .acts = [](const FaultArguments &) -> Result<FaultActs> {
                return FaultActs{.request = ResetRequest{}};
            },
            .inForce = [](const FaultArguments &) { return u"refuses"_s; }};
}

} // namespace swapscope
