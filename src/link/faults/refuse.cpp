#include "fault.h"

namespace swapscope {

Fault refuseFault()
{
    return {QStringLiteral("refuse"),
            {QStringLiteral("for")},
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                const auto duration = durationArgument(args, QStringLiteral("for"));
                if (!duration)
                    return duration.error();
                faults.refusal.start(now, *duration);
                return FaultEffect{};
            }};
}

} // namespace swapscope
