#include "fault.h"

namespace swapscope {

Fault refuseFault()
{
    return {QStringLiteral("refuse"),
            {QStringLiteral("probability"), QStringLiteral("next"), QStringLiteral("after_messages"),
             QStringLiteral("after"), QStringLiteral("for")},
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                const auto duration = durationArgument(args, QStringLiteral("for"));
                if (!duration)
                    return duration.error();
                const auto bound = Bound::read(args, now);
                if (!bound)
                    return bound.error();
                faults.refusal.start(now, *duration);
                faults.refusalBound = *bound;
                return FaultEffect{};
            },
            true};
}

} // namespace swapscope
