#include "fault.h"

namespace swapscope {

Fault idleFault()
{
    return {QStringLiteral("idle"),
            {QStringLiteral("timeout"), QStringLiteral("after"), QStringLiteral("for")},
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                const auto timeout = durationArgument(args, QStringLiteral("timeout"));
                if (!timeout)
                    return timeout.error();
                if (!*timeout || **timeout == 0)
                    return Error{QStringLiteral("idle needs timeout: how long nothing may pass")};
                const Result<PathFault> path = PathFault::read(args, now);
                if (!path)
                    return path.error();
                faults.idle = {*path, **timeout};
                return FaultEffect{};
            }};
}

} // namespace swapscope
