#include "fault.h"

namespace swapscope {

Fault bandwidthFault()
{
    return {QStringLiteral("bandwidth"), PathFault::names({QStringLiteral("kbit")}),
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                const auto kbit = countArgument(args, QStringLiteral("kbit"), 1);
                if (!kbit)
                    return kbit.error();
                if (!*kbit)
                    return Error{QStringLiteral("bandwidth needs kbit: so many thousand bits a second")};
                const Result<PathFault> path = PathFault::read(args, now);
                if (!path)
                    return path.error();
                faults.bandwidth = {*path, **kbit * 1000 / 8};
                return FaultEffect{};
            }};
}

} // namespace swapscope
