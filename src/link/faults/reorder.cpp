#include "fault.h"

namespace swapscope {

Fault reorderFault()
{
    return {QStringLiteral("reorder"), MessageFault::names({QStringLiteral("within")}),
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                Result<MessageFault> fault = MessageFault::read(MessageFault::What::Reorder, args, now);
                if (!fault)
                    return fault.error();
                const auto by = durationArgument(args, QStringLiteral("within"));
                if (!by)
                    return by.error();
                // A message waits for the next one to pass it; without one, not for ever.
                fault->by = by->value_or(kSecond);
                if (const Result<void> added = addMessageFault(faults, *fault, now); !added)
                    return added.error();
                return FaultEffect{};
            }};
}

} // namespace swapscope
