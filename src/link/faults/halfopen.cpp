#include "fault.h"

namespace swapscope {

Fault halfOpenFault()
{
    return {QStringLiteral("halfopen"), PathFault::names({}),
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                const Result<PathFault> path = PathFault::read(args, now);
                if (!path)
                    return path.error();
                faults.halfOpen = {*path, true};
                return FaultEffect{};
            }};
}

} // namespace swapscope
