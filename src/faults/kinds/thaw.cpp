#include "../fault.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault thawFault()
{
    return {.name = u"thaw"_s,
            .summary = u"ends a freeze"_s,
            .manual = u"ends a freeze"_s,
            .lasts = false,
            .acts = [](const FaultArguments &) -> Result<FaultActs> {
                return FaultActs{.ends = EndsFaults{.which = EndsFaults::Which::Named, .fault = u"freeze"_s}};
            }};
}

} // namespace swapscope
