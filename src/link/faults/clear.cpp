#include "fault.h"

namespace swapscope {

Fault clearFault()
{
    return {QStringLiteral("clear"),
            {},
            [](LinkFaults &faults, const QVariantMap &, Nanoseconds) -> Result<FaultEffect> {
                faults.mend();
                faults.latency = {};
                return FaultEffect{};
            }};
}

} // namespace swapscope
