#include "fault.h"

namespace swapscope {

Fault mendFault()
{
    return {QStringLiteral("mend"),
            {},
            [](LinkFaults &faults, const QVariantMap &, Nanoseconds) -> Result<FaultEffect> {
                faults.mend();
                return FaultEffect{};
            }};
}

} // namespace swapscope
