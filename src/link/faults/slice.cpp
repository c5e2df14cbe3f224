#include "fault.h"

namespace swapscope {

Fault sliceFault()
{
    return {QStringLiteral("slice"), PathFault::names({QStringLiteral("bytes"), QStringLiteral("gap")}),
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                const auto bytes = countArgument(args, QStringLiteral("bytes"), 1);
                if (!bytes)
                    return bytes.error();
                const auto gap = durationArgument(args, QStringLiteral("gap"));
                if (!gap)
                    return gap.error();
                const Result<PathFault> path = PathFault::read(args, now);
                if (!path)
                    return path.error();
                faults.slicing = {*path, bytes->value_or(1), gap->value_or(kMillisecond)};
                return FaultEffect{};
            }};
}

} // namespace swapscope
