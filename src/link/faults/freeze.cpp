#include "fault.h"

namespace swapscope {

Fault freezeFault()
{
    return {QStringLiteral("freeze"),
            {QStringLiteral("for")},
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                const auto duration = durationArgument(args, QStringLiteral("for"));
                if (!duration)
                    return duration.error();
                faults.freeze.start(now, *duration);
                return FaultEffect{};
            }};
}

Fault thawFault()
{
    return {QStringLiteral("thaw"),
            {},
            [](LinkFaults &faults, const QVariantMap &, Nanoseconds) -> Result<FaultEffect> {
                faults.freeze.end();
                return FaultEffect{};
            }};
}

} // namespace swapscope
