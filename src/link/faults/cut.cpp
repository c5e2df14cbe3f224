#include "fault.h"

namespace swapscope {

Fault cutFault()
{
    return {QStringLiteral("cut"),
            {QStringLiteral("for")},
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                const auto duration = durationArgument(args, QStringLiteral("for"));
                if (!duration)
                    return duration.error();
                faults.cut.start(now, *duration);
                return FaultEffect{.resetAll = true};
            }};
}

} // namespace swapscope
