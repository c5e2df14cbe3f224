#include "fault.h"

namespace swapscope {

Fault delayFault()
{
    return {QStringLiteral("delay"), MessageFault::names({QStringLiteral("by")}),
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                Result<MessageFault> fault = MessageFault::read(MessageFault::What::Delay, args, now);
                if (!fault)
                    return fault.error();
                const auto by = durationArgument(args, QStringLiteral("by"));
                if (!by)
                    return by.error();
                if (!*by)
                    return Error{QStringLiteral("delay needs by: how long the message is late")};
                fault->by = **by;
                if (const Result<void> added = addMessageFault(faults, *fault, now); !added)
                    return added.error();
                return FaultEffect{};
            }};
}

} // namespace swapscope
