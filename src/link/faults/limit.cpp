#include "fault.h"

namespace swapscope {

Fault limitFault()
{
    return {QStringLiteral("limit"), PathFault::names({QStringLiteral("bytes")}),
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                const auto bytes = countArgument(args, QStringLiteral("bytes"), 1);
                if (!bytes)
                    return bytes.error();
                if (!*bytes)
                    return Error{QStringLiteral("limit needs bytes: after how many a connection ends")};
                const Result<PathFault> path = PathFault::read(args, now);
                if (!path)
                    return path.error();
                faults.limit = {*path, **bytes};
                return FaultEffect{};
            }};
}

} // namespace swapscope
