#include "fault.h"

namespace swapscope {

Fault clearFault()
{
    return {QStringLiteral("clear"),
            {},
            [](LinkFaults &faults, const QVariantMap &, Nanoseconds) -> Result<FaultEffect> {
                faults = {};
                return FaultEffect{};
            }};
}

} // namespace swapscope
