#include "../fault.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

Fault mendFault()
{
    return {.name = u"mend"_s,
            .summary = u"ends what keeps connections away"_s,
            .manual = u"ends a cut, a freeze, a refusal, and `http`, `flap`, `handshake` and `halfopen`"_s,
            .lasts = false,
            .acts = [](const FaultArguments &) -> Result<FaultActs> {
                return FaultActs{.ends = EndsFaults{.which = EndsFaults::Which::KeepingAway}};
            }};
}

} // namespace swapscope
