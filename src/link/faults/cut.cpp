#include "fault.h"

namespace swapscope {

Fault cutFault()
{
    return {QStringLiteral("cut"),
            {QStringLiteral("probability"), QStringLiteral("next"), QStringLiteral("after_messages"),
             QStringLiteral("after"), QStringLiteral("for")},
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                const auto duration = durationArgument(args, QStringLiteral("for"));
                if (!duration)
                    return duration.error();
                const auto bound = Bound::read(args, now);
                if (!bound)
                    return bound.error();
                faults.cut.start(now, *duration);
                faults.cutBound = *bound;
                return FaultEffect{.resetAll = true, .probability = bound->probability()};
            },
            true};
}

} // namespace swapscope
