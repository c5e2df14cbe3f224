#include "../fault.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault clearFault()
{
    return {.name = u"clear"_s,
            .summary = u"ends every fault"_s,
            .manual = u"ends every fault, the latency too"_s,
            .lasts = false,
            .acts = [](const FaultArguments &) -> Result<FaultActs> {
                return FaultActs{.ends = EndsFaults{.which = EndsFaults::Which::All}};
            }};
}

} // namespace swapscope
