#include "fault.h"

namespace swapscope {

Fault truncateFault()
{
    return {QStringLiteral("truncate"), MessageFault::names(),
            [](LinkFaults &faults, const QVariantMap &args, Nanoseconds now) -> Result<FaultEffect> {
                const Result<MessageFault> fault =
                    MessageFault::read(MessageFault::What::Truncate, args, now);
                if (!fault)
                    return fault.error();
                if (const Result<void> added = addMessageFault(faults, *fault, now); !added)
                    return added.error();
                return FaultEffect{};
            }};
}

} // namespace swapscope
