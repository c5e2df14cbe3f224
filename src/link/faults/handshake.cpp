#include "fault.h"

namespace swapscope {

Fault handshakeFault()
{
    return {QStringLiteral("handshake"), attemptArguments({QStringLiteral("by")}),
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                const auto by = durationArgument(args, QStringLiteral("by"));
                if (!by)
                    return by.error();
                if (!*by)
                    return Error{QStringLiteral("handshake needs by: how long a request waits")};
                const AttemptFault fault{.what = AttemptFault::What::Slow, .by = **by};
                if (const Result<void> added = addAttemptFault(faults, fault, args, now); !added)
                    return added.error();
                return FaultEffect{};
            }};
}

} // namespace swapscope
