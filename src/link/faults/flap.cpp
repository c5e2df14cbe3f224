#include "fault.h"

namespace swapscope {

Fault flapFault()
{
    return {QStringLiteral("flap"), attemptArguments({QStringLiteral("open_for")}),
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                const auto open = durationArgument(args, QStringLiteral("open_for"));
                if (!open)
                    return open.error();
                const AttemptFault fault{.what = AttemptFault::What::Flap, .by = open->value_or(0)};
                if (const Result<void> added = addAttemptFault(faults, fault, args, now); !added)
                    return added.error();
                return FaultEffect{};
            }};
}

} // namespace swapscope
